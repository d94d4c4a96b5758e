import { isLive, type OrderState, unitsWithoutPlace } from './order.js';

/** When the order has something to do by itself; null while it waits for others. Every such moment is in the state. */
export function dueAt(order: OrderState): number | null {
  const moments: (number | null)[] = [];
  if (unitsWithoutPlace(order).length > 0) moments.push(order.sourceAt ?? 0);
  for (const reservation of order.reservations) {
    if (reservation.status === 'asked') moments.push(reservation.askAgainAt);
  }
  for (const f of order.fulfillments) {
    if (isLive(f)) moments.push(f.remindAt, f.pickupBy, f.attentionAt);
  }
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Whether units are to be sourced now. */
export const sourcesNow = (order: OrderState, now: number): boolean =>
  (order.sourceAt ?? 0) <= now && unitsWithoutPlace(order).length > 0;
