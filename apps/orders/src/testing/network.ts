import type { SourcingLine } from '#contracts';
import type { Candidate, Network, Place } from '../domain/sourcing/network.js';
import type { SourcingRequest } from '../domain/sourcing/request.js';

/** A Tuesday, ten in the morning in London. */
export const TUESDAY_10 = Date.UTC(2026, 10, 24, 10);
export const LONDON = { latitude: 51.5074, longitude: -0.1278 };
export const OXFORD = { latitude: 51.752, longitude: -1.2577 };
export const LEEDS = { latitude: 53.8008, longitude: -1.5491 };
export const EDINBURGH = { latitude: 55.9533, longitude: -3.1883 };

/** A store without limits that is always open; say what is different about it, and what it has. */
export const store = (
  locationId: string,
  available: Readonly<Record<string, number>>,
  place: Partial<Place> = {},
  ordersToday = 0,
): Candidate => ({
  place: {
    locationId,
    name: locationId,
    kind: 'store',
    latitude: null,
    longitude: null,
    timeZone: 'Europe/London',
    address: null,
    capabilities: ['pickup', 'ship', 'returns'],
    safetyStock: 0,
    dailyOrderCapacity: null,
    openingHours: null,
    markdownRisk: null,
    handlingCost: null,
    ...place,
  },
  ordersToday,
  available: new Map(Object.entries(available)),
});

export const warehouse = (
  locationId: string,
  available: Readonly<Record<string, number>>,
  place: Partial<Place> = {},
): Candidate => store(locationId, available, { kind: 'warehouse', capabilities: ['ship'], ...place });

export const network = (...candidates: Candidate[]): Network => ({
  candidates,
  knownSkus: new Set(candidates.flatMap(({ available }) => [...available.keys()])),
});

/** One line per SKU, in the order given: `{ shirt: 2 }`. */
export const wants = (skus: Readonly<Record<string, number>>): SourcingLine[] =>
  Object.entries(skus).map(([sku, quantity], i) => ({ lineId: String(i + 1), sku, quantity }));

export const shipping = (lines: SourcingLine[], request: Partial<SourcingRequest> = {}): SourcingRequest => ({
  method: 'ship',
  lines,
  pickupLocationId: null,
  shipTo: LONDON,
  fallbacks: [],
  triedAlready: [],
  now: TUESDAY_10,
  ...request,
});

export const collecting = (
  lines: SourcingLine[],
  pickupLocationId: string | null,
  request: Partial<SourcingRequest> = {},
): SourcingRequest => ({
  ...shipping(lines),
  method: 'pickup',
  shipTo: null,
  pickupLocationId,
  ...request,
});
