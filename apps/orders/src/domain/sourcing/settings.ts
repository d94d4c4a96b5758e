import type { SourcingFactor } from '#contracts';

/** How a retailer wants locations to be chosen. `apps/orders/src/config.ts` reads them from the environment. */
export interface SourcingSettings {
  /** How much each factor counts; 0 leaves it out. */
  readonly weights: Readonly<Record<SourcingFactor, number>>;
  /** At so many kilometres distance has half of its points. */
  readonly distanceHalfKm: number;
  /** A location that opens in so many hours has half of the points for opening. */
  readonly openingHalfHours: number;
  /** A parcel that costs so much to prepare has half of the points for cost. */
  readonly costHalf: number;
  /** Farther than this nothing is sent; null for anywhere. */
  readonly maxShipKm: number | null;
  /** Farther than this no customer is sent; a store that the customer chose is never too far. Null for anywhere. */
  readonly maxPickupKm: number | null;
  /** How long people work on a pickup, in minutes of opening time. */
  readonly pickupMinutes: number;
  /** How long people work on a parcel, in minutes of opening time. */
  readonly shipMinutes: number;
  /** When the carrier comes, on the location's own clock: "16:00". */
  readonly carrierComes: string;
  /** On which days, 1 (Monday) to 7 (Sunday). */
  readonly carrierDays: readonly number[];
  /** From the carrier's visit to the arrival at another store. */
  readonly storeTransitHours: number;
}

export const DEFAULT_SETTINGS: SourcingSettings = {
  weights: { stock: 2, distance: 3, parcels: 4, capacity: 2, opening: 1, markdown: 1, cost: 1 },
  distanceHalfKm: 50,
  openingHalfHours: 12,
  costHalf: 5,
  maxShipKm: null,
  maxPickupKm: null,
  pickupMinutes: 120,
  shipMinutes: 120,
  carrierComes: '16:00',
  carrierDays: [1, 2, 3, 4, 5],
  storeTransitHours: 24,
};
