import type { Fallback } from '#contracts';
import type { Point } from '#retail';
import type { Place } from './network.js';
import { calendarOf } from './promises.js';
import type { SourcingRequest, Whereabouts } from './request.js';
import type { SourcingSettings } from './settings.js';
import type { Shelf } from './shelves.js';
import type { Way } from './way.js';

/** Sent to the customer. */
export const shippingWay = (
  { shipTo }: SourcingRequest,
  shelves: readonly Shelf[],
  { maxShipKm }: SourcingSettings,
): Way => ({ method: 'ship', destination: pointOf(shipTo), pickupPlace: null, maxKm: maxShipKm, shelves });

/** Collected at one of the stores, whichever that will be. */
export const anyStoreWay = (
  { shipTo }: SourcingRequest,
  shelves: readonly Shelf[],
  { maxPickupKm }: SourcingSettings,
): Way => ({
  method: 'pickup',
  destination: pointOf(shipTo),
  pickupPlace: null,
  maxKm: maxPickupKm,
  shelves,
});

/** Collected at the store that the order names, and what that may become: in the order's own order of preference. */
export function pickupWays(
  request: SourcingRequest,
  store: Shelf,
  shelves: readonly Shelf[],
  settings: SourcingSettings,
): Way[] {
  const { place } = store.candidate;
  const customer = pointOf(request.shipTo);
  const others = shelves.filter((shelf) => shelf !== store);
  const fallback: Record<Fallback, () => Way[]> = {
    ship_to_store: () =>
      canReceive(place)
        ? [
            {
              method: 'ship_to_store',
              destination: pointOf(place),
              pickupPlace: place,
              maxKm: settings.maxShipKm,
              shelves: others,
            },
          ]
        : [],
    ship_to_customer: () => (request.shipTo === null ? [] : [shippingWay(request, shelves, settings)]),
    other_store: () => [
      { ...anyStoreWay(request, others, settings), destination: customer ?? pointOf(place) },
    ],
  };
  return [
    { method: 'pickup', destination: customer, pickupPlace: place, maxKm: null, shelves: [store] },
    ...[...new Set(request.fallbacks)].flatMap((name) => fallback[name]()),
  ];
}

/** Whether customers can collect there what others send. */
const canReceive = (place: Place): boolean =>
  place.capabilities.includes('pickup') && calendarOf(place).opensAtAll;

function pointOf(place: Whereabouts | Place | null): Point | null {
  const { latitude, longitude } = place ?? {};
  return latitude == null || longitude == null ? null : { latitude, longitude };
}
