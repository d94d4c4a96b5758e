/** Which balance: one SKU at one location. */
export interface LevelRef {
  readonly locationId: string;
  readonly sku: string;
}

/** The figures that movements change, in the item's base unit. */
export interface Figures {
  onHand: number;
  reserved: number;
  committed: number;
  damaged: number;
  qualityControl: number;
  incoming: number;
}

/** The balance of one SKU at one location, with what is needed to judge a command against it. */
export interface Level extends LevelRef, Figures {
  safetyStock: number;
  /** Whether `safetyStock` is the level's own setting rather than its location's. */
  ownSafetyStock: boolean;
  sequence: number;
  /** When its newest count was taken, in milliseconds since 1970. */
  countedAt: number | null;
  /** At this `available` or below, the item counts as low; null if the item sets none. */
  readonly lowStockThreshold: number | null;
}

/** The key of a level in a map. Ids cannot hold a control character, so the separator is never in one. */
export const levelId = (locationId: string, sku: string): string => `${locationId}\u001f${sku}`;

/** onHand - reserved - committed - damaged - qualityControl - safetyStock, never below 0. */
export function available(level: Figures & { safetyStock: number }): number {
  return Math.max(
    0,
    level.onHand -
      level.reserved -
      level.committed -
      level.damaged -
      level.qualityControl -
      level.safetyStock,
  );
}

/** How many promised units are not there: reserved + committed - (onHand - damaged - qualityControl), or 0. */
export function shortage(level: Figures): number {
  return Math.max(
    0,
    level.reserved + level.committed - (level.onHand - level.damaged - level.qualityControl),
  );
}

export function emptyLevel(ref: LevelRef, safetyStock: number, lowStockThreshold: number | null): Level {
  return {
    locationId: ref.locationId,
    sku: ref.sku,
    onHand: 0,
    reserved: 0,
    committed: 0,
    damaged: 0,
    qualityControl: 0,
    incoming: 0,
    safetyStock,
    ownSafetyStock: false,
    sequence: 0,
    countedAt: null,
    lowStockThreshold,
  };
}
