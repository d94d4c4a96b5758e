import type { Querying } from '#persistence';

/** How much of their day's capacity locations have been given already. */
export interface CapacityUse {
  /** Orders given to each location since its own midnight; one that is missing has none. */
  ordersSince(
    db: Querying,
    days: readonly { readonly locationId: string; readonly midnight: Date }[],
  ): Promise<ReadonlyMap<string, number>>;
}

/** Token of the `CapacityUse`. Where nobody provides one, no location is ever full. */
export const CAPACITY_USE = Symbol('capacity use');
