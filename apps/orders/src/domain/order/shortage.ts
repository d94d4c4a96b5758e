import type { Draft } from './draft.js';
import type { FulfillmentState, UnitsOfLine } from './order.js';

/** Units that a place turns out not to have: sourced again at once, or cancelled, as the order asks. */
export function lose(
  draft: Draft,
  units: readonly UnitsOfLine[],
  from: 'sourcing' | 'allocated',
  why: 'rejected' | 'short_pick' | 'oversold',
): void {
  if (draft.order.onShortage === 'cancel') {
    draft.cancel(units, from, why);
    return;
  }
  if (from === 'allocated') draft.move(units, 'allocated', 'sourcing');
  draft.order.sourceAt = null;
}

/** Takes up to so many unpicked units of the SKU out of the fulfillment. */
export function takeFrom(f: FulfillmentState, sku: string, quantity: number): UnitsOfLine[] {
  const taken: UnitsOfLine[] = [];
  let left = quantity;
  for (const line of f.lines) {
    if (line.sku !== sku) continue;
    const part = Math.min(line.quantity, left);
    if (part === 0) continue;
    line.quantity -= part;
    left -= part;
    taken.push({ lineId: line.lineId, sku, quantity: part });
  }
  return taken;
}

/** A fulfillment of which nothing is left is over. */
export function endIfEmpty(draft: Draft, f: FulfillmentState, reason: string): void {
  if (f.lines.some((line) => line.quantity > 0)) {
    f.version += 1;
    f.updatedAt = draft.at.now;
    return;
  }
  f.status = 'cancelled';
  f.reason = reason;
  draft.step(f, 'fulfillment-cancelled');
}
