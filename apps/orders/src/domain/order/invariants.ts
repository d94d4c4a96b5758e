import { isLive, type OrderState, withoutPlace } from './order.js';

/** What is wrong with the state of an order; empty as it should be. The database's CHECK constraints say the same of a line. */
export function faultsOf(order: OrderState): string[] {
  const faults: string[] = [];
  for (const line of order.lines) {
    const { lineId, quantity, sourcing, allocated, fulfilled, cancelled, unfillable } = line;
    if (sourcing + allocated + fulfilled + cancelled !== quantity)
      faults.push(`${lineId}: units do not add up`);
    if (Math.min(sourcing, allocated, fulfilled, cancelled, unfillable) < 0)
      faults.push(`${lineId}: below zero`);
    if (unfillable > cancelled) faults.push(`${lineId}: more unfillable than cancelled`);
    if (withoutPlace(order, line) < 0) faults.push(`${lineId}: more units asked for than sought`);
    const under = order.fulfillments
      .filter(isLive)
      .flatMap((f) => f.lines)
      .filter((part) => part.lineId === lineId)
      .reduce((n, part) => n + part.quantity, 0);
    if (under !== allocated) faults.push(`${lineId}: ${allocated} allocated, ${under} in fulfillments`);
  }
  return faults;
}
