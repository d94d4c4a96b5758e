import type { SourcingDecision } from '#contracts';
import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { type OrderState, type Place, stockUnits, type UnitsOfLine } from './order.js';
import type { Circumstances } from './rules.js';

/**
 * Places were chosen for the units that had none. Each place is asked to promise its units; those that no place has are
 * sourced again later, and cancelled as `unfillable` in the end. Requests: one `reserve` per place. Facts:
 * `order-lines-cancelled`, `refund-due`; `task-raised` (attention) when the order had been confirmed before.
 */
export function sourced(order: OrderState, decision: SourcingDecision, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  draft.explain(decision);
  draft.order.sourceAt = null;
  for (const assignment of decision.assignments) askFor(draft, assignment);
  if (decision.unfilled.length > 0) unfilled(draft, decision.unfilled);
  return draft.finish();
}

function askFor(draft: Draft, assignment: SourcingDecision['assignments'][number]): void {
  const { order, at } = draft;
  const { locationId, method } = assignment;
  const reservationId = at.newId();
  const lines = assignment.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  order.reservations.push({
    reservationId,
    hold: false,
    place: placeOf(assignment),
    lines,
    status: 'asked',
    asks: 0,
    askAgainAt: null,
    keepAtMost: [],
    releasing: [],
  });
  ask(draft, reservationId);
  draft.note('reservation_requested', `${locationId} is asked for ${count(lines)} (${method}).`, {
    locationId,
  });
}

/** Where and how the units would be prepared. */
export function placeOf(assignment: SourcingDecision['assignments'][number]): Place {
  const { locationId, method, pickupLocationId = null, promisedAt } = assignment;
  return {
    locationId,
    method,
    pickupLocationId,
    promisedAt: promisedAt === null ? null : Date.parse(promisedAt),
  };
}

/** Asks the ledger for the reservation, once more if need be: the same id always means the same units. */
export function ask(draft: Draft, reservationId: string): void {
  const { order, at } = draft;
  const reservation = order.reservations.find((r) => r.reservationId === reservationId);
  if (reservation === undefined)
    throw new Error(`Order ${order.orderId} knows no reservation ${reservationId}`);
  reservation.askAgainAt = at.now + at.rules.answerTimeoutMs * 2 ** Math.min(reservation.asks, 4);
  reservation.asks += 1;
  const about = { reservationId, reference: order.orderId };
  if (reservation.place === null) draft.ask({ request: 'commit', data: about });
  else {
    const lines = stockUnits(reservation.place.locationId, reservation.lines);
    draft.ask({ request: 'reserve', data: { ...about, lines } });
  }
}

function unfilled(draft: Draft, units: readonly UnitsOfLine[]): void {
  const { order, at } = draft;
  order.tries += 1;
  if (order.tries <= at.rules.sourcingRetries) {
    order.sourceAt = at.now + at.rules.sourcingRetryMs;
    // What the ledger did not have a moment ago may be there next time; what a store could not find will not.
    order.exclusions = order.exclusions.filter((place) => place.why !== 'refused');
    draft.note('sourcing_postponed', `No location has ${count(units)}; they are sourced again shortly.`);
    return;
  }
  order.tries = 0;
  const lines = units.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  draft.cancel(lines, 'sourcing', 'unfillable');
  draft.note('unfillable', `No location has ${count(units)}; they are cancelled.`);
  if (order.confirmed) {
    draft.raise({ type: 'attention', locationId: null, fulfillmentId: null, reason: 'unfillable', lines });
  }
}

export const count = (units: readonly { readonly quantity: number }[]): string => {
  const total = units.reduce((n, part) => n + part.quantity, 0);
  return total === 1 ? '1 unit' : `${total} units`;
};
