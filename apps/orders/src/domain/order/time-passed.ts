import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { type FulfillmentState, isLive, type OrderState, whereabouts } from './order.js';
import type { Circumstances } from './rules.js';
import { ask } from './sourcing.js';
import { putAway, unitsOf } from './steps.js';

/**
 * Whatever is due by now: the ledger is asked again, the customer is reminded, a pickup expires, a person is asked to look.
 * Facts: `fulfillment-pickup-reminder-due`, `fulfillment-expired`, `order-lines-cancelled`, `refund-due`, `task-raised`.
 */
export function timePassed(order: OrderState, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const due = (moment: number | null): boolean => moment !== null && moment <= at.now;
  let acted = false;
  for (const reservation of draft.order.reservations) {
    if (reservation.status !== 'asked' || !due(reservation.askAgainAt)) continue;
    ask(draft, reservation.reservationId);
    draft.note('asked_again', 'The stock ledger has not answered yet; it is asked again.');
    acted = true;
  }
  for (const f of draft.order.fulfillments) {
    if (!isLive(f)) continue;
    if (due(f.pickupBy)) expire(draft, f);
    else if (due(f.remindAt)) remind(draft, f);
    else if (due(f.attentionAt)) askForAttention(draft, f);
    else continue;
    acted = true;
  }
  return acted ? draft.finish() : draft.unchanged();
}

/** Nobody came: the money goes back, and the goods are free once they are put away. */
function expire(draft: Draft, f: FulfillmentState): void {
  const units = unitsOf(f);
  f.status = 'expired';
  f.reason = 'pickup_expired';
  draft.step(f, 'fulfillment-expired');
  putAway(draft, f, 'pickup_expired');
  draft.cancel(units, 'allocated', 'pickup_expired');
  note(draft, f, 'pickup_expired', 'Nobody collected it in time.');
}

function remind(draft: Draft, f: FulfillmentState): void {
  f.remindAt = null;
  draft.step(f, 'fulfillment-pickup-reminder-due');
  note(draft, f, 'pickup_reminder_due', 'The customer is reminded.');
}

function askForAttention(draft: Draft, f: FulfillmentState): void {
  f.attentionAt = null;
  draft.raise({
    type: 'attention',
    locationId: whereabouts(f),
    fulfillmentId: f.fulfillmentId,
    reason: 'overdue',
    lines: unitsOf(f),
  });
  note(draft, f, 'overdue', 'It is late; a person is asked to look.');
}

function note(draft: Draft, f: FulfillmentState, what: string, detail: string): void {
  draft.note(what, detail, { fulfillmentId: f.fulfillmentId, locationId: whereabouts(f) });
}
