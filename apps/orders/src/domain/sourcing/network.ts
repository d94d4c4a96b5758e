import type { OpeningHours } from '#contracts';

/** A location as sourcing sees it. It changes seldom: one object serves many decisions. */
export interface Place {
  readonly locationId: string;
  readonly name: string;
  readonly kind: 'store' | 'warehouse';
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly timeZone: string;
  readonly address: string | null;
  readonly capabilities: readonly ('pickup' | 'ship' | 'returns')[];
  /** What it keeps back from online promises, unless a level says otherwise. Already left out of what is available. */
  readonly safetyStock: number;
  /** Most orders that it prepares on one day; null where it has no limit. */
  readonly dailyOrderCapacity: number | null;
  /** Null where it has not said: then it is open always. */
  readonly openingHours: OpeningHours | null;
  /** 0 to 1; null where it has not said. */
  readonly markdownRisk: number | null;
  /** What preparing one parcel costs there; null where it has not said. */
  readonly handlingCost: number | null;
}

/** A location and what it can do at this moment. */
export interface Candidate {
  readonly place: Place;
  /** Orders that it has been given on this day of its own calendar. */
  readonly ordersToday: number;
  /** Units that can be promised, by SKU, beyond safety stock; a SKU that is missing has none. */
  readonly available: ReadonlyMap<string, number>;
}

/** Everything a decision is based on. */
export interface Network {
  readonly candidates: readonly Candidate[];
  /** Those of the requested SKUs that any catalogue or level knows. */
  readonly knownSkus: ReadonlySet<string>;
}
