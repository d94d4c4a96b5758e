import { cancelRest } from './cancel.js';
import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { isLive, type OrderState } from './order.js';
import { askStore } from './reservations.js';
import type { Circumstances } from './rules.js';

/**
 * The goods that the order replaces are back: stores are asked to prepare it, with the time that was promised counted
 * from now; refunds that waited for the goods fall due. Facts: `fulfillment-opened`, `refund-due`.
 */
export function goodsCameBack(order: OrderState, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  if (!order.onHold) return draft.unchanged();
  draft.order.onHold = false;
  draft.settleOwed();
  for (const f of draft.order.fulfillments) {
    if (!isLive(f)) continue;
    if (f.promisedAt !== null) f.promisedAt = Math.max(f.promisedAt, at.now + (f.promisedAt - f.createdAt));
    askStore(draft, f);
  }
  draft.note('hold_ended', 'The returned goods are back; the order is prepared.');
  return draft.finish();
}

/** The return will not take place: the customer keeps the goods, so the order that was to replace them is over. */
export function returnCancelled(order: OrderState, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  if (!order.onHold) return draft.unchanged();
  draft.order.owed = [];
  cancelRest(draft, 'return_cancelled');
  draft.order.onHold = false;
  draft.note('return_cancelled', 'The return was cancelled, and this order with it.');
  return draft.finish();
}
