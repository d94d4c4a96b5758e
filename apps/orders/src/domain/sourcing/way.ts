import type { SourcingMethod } from '#contracts';
import type { Point } from '#retail';
import type { Place } from './network.js';
import type { Shelf } from './shelves.js';

/** One way for lines to leave: how, and where they go. */
export interface Way {
  readonly method: SourcingMethod;
  /** Where the goods go, or where the customer lives; null where nobody knows. */
  readonly destination: Point | null;
  /** The store where the customer collects; null when it is sent, or when that is yet to be found. */
  readonly pickupPlace: Place | null;
  /** Farther from the destination is out of the question; null for anywhere. */
  readonly maxKm: number | null;
  /** The locations that may be asked. */
  readonly shelves: readonly Shelf[];
}
