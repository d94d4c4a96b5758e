import type { CancelReason } from '#contracts';
import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { isLive, isPicked, type OrderState } from './order.js';
import { refusal } from './refusal.js';
import type { Circumstances } from './rules.js';
import { putAway, unitsOf } from './steps.js';

/**
 * Cancels whatever the customer does not have yet. Unpicked units are free at once, picked ones when they are put away.
 * Once more changes nothing. Refused: `order_fulfilled`. Requests: `release`. Facts: `fulfillment-cancelled`,
 * `order-lines-cancelled`, `refund-due`, `task-raised`.
 */
export function cancelOrder(order: OrderState, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  if (order.lines.every((line) => line.sourcing + line.allocated === 0)) {
    if (order.lines.every((line) => line.fulfilled === 0)) return draft.unchanged();
    const detail = 'The customer has the goods already, or the carrier does. Let them come back as a return.';
    return draft.refuse(refusal('order_fulfilled', detail, { orderStatus: order.status }));
  }
  cancelRest(draft, 'customer_cancelled');
  draft.note('cancelled', 'The rest of the order was cancelled.');
  return draft.finish();
}

/** Ends everything that is under way. */
export function cancelRest(draft: Draft, reason: CancelReason): void {
  const { order } = draft;
  for (const reservation of order.reservations) {
    if (reservation.status !== 'asked') continue;
    reservation.status = 'given_up';
    reservation.askAgainAt = null;
    draft.releaseAll(reservation);
  }
  for (const f of order.fulfillments) {
    if (!isLive(f)) continue;
    const units = unitsOf(f);
    if (isPicked(f)) putAway(draft, f, 'cancelled');
    else draft.release(f.reservationId, f.locationId, units);
    f.status = 'cancelled';
    f.reason = reason;
    draft.step(f, 'fulfillment-cancelled');
    draft.cancel(units, 'allocated', reason);
  }
  const rest = order.lines.map((line) => ({ lineId: line.lineId, sku: line.sku, quantity: line.sourcing }));
  draft.cancel(rest, 'sourcing', reason);
  order.sourceAt = null;
}
