import type { StockLevel } from '#client';

/** A level, with its last change since we have been watching. */
export interface LiveLevel extends StockLevel {
  /** How much became available or was taken, and when we saw it (ms). */
  readonly change?: { readonly available: number; readonly onHand: number; readonly at: number };
}

export type LiveLevels = ReadonlyMap<string, LiveLevel>;

export const levelKey = (locationId: string, sku: string): string => JSON.stringify([locationId, sku]);

/** The known levels with what arrived; what is older than what we know is left out. */
export function mergeLevels(
  known: LiveLevels | undefined,
  arrived: readonly StockLevel[],
  now: number,
): LiveLevels {
  const merged = new Map(known);
  for (const level of arrived) {
    const key = levelKey(level.locationId, level.sku);
    const before = merged.get(key);
    if (before !== undefined && before.sequence > level.sequence) continue;
    if (before === undefined) {
      merged.set(key, level);
      continue;
    }
    const available = level.available - before.available;
    const onHand = level.onHand - before.onHand;
    const change = available !== 0 || onHand !== 0 ? { available, onHand, at: now } : before.change;
    merged.set(key, change === undefined ? level : { ...level, change });
  }
  return merged;
}
