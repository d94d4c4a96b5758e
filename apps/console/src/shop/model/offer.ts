import type { InventorySchemas, StockLevel } from '#client';
import { type StockStatus, stockStatus } from '../../shared/data/stock-status.js';

export type Availability = InventorySchemas['Availability'];
export type Offer = Availability['locations'][number];
export type { StockStatus };

/** Offers with the figures of this moment. What the stream tells of no more than was read stays as it was. */
export function withLevels(
  offers: readonly Offer[],
  levels: Iterable<Pick<StockLevel, 'locationId' | 'available'>>,
  lowStockThreshold: number | null,
): readonly Offer[] {
  const now = new Map([...levels].map((level) => [level.locationId, level.available]));
  return offers.map((offer) => {
    const available = now.get(offer.locationId);
    if (available === undefined || available === offer.available) return offer;
    const status = stockStatus(available, lowStockThreshold);
    return {
      ...offer,
      available,
      stockStatus: status,
      pickupPromise: available > 0 ? offer.pickupPromise : null,
    };
  });
}

/** How many of these stores have it, and how well: for a tile. */
export function nearbyStock(
  levels: Iterable<Pick<StockLevel, 'sku' | 'available'>>,
  sku: string,
): { readonly stores: number; readonly units: number } {
  let stores = 0;
  let units = 0;
  for (const level of levels) {
    if (level.sku !== sku || level.available <= 0) continue;
    stores += 1;
    units += level.available;
  }
  return { stores, units };
}

/** Stores that can give the whole basket to be collected, nearest first; each with its latest promise. */
export function storesForAll(
  availability: readonly Availability[],
  basket: readonly { readonly sku: string; readonly quantity: number }[],
): readonly Offer[] {
  const [first] = availability;
  if (first === undefined || basket.length === 0) return [];
  return first.locations.flatMap((place) => {
    const offers = basket.map(({ sku, quantity }) =>
      availability
        .find((one) => one.sku === sku)
        ?.locations.find(
          (one) =>
            one.locationId === place.locationId && one.available >= quantity && one.pickupPromise !== null,
        ),
    );
    if (place.kind !== 'store' || offers.some((offer) => offer === undefined)) return [];
    const promises = offers.map((offer) => offer!.pickupPromise!);
    const latest = promises.reduce((a, b) => (new Date(a) > new Date(b) ? a : b));
    return [{ ...place, pickupPromise: latest }];
  });
}
