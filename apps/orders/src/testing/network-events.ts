import type { EventData, ItemChanged, LevelChanged, LocationChanged } from '#contracts';

const AT = '2026-11-24T09:00:00.000Z';

/** What the inventory service tells of a location; say what is different about it. */
export const locationFact = (
  locationId: string,
  fact: Partial<EventData<typeof LocationChanged>> = {},
): EventData<typeof LocationChanged> => ({
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
  createdAt: AT,
  updatedAt: AT,
  ...fact,
});

/** ... of a level. */
export const levelFact = (
  locationId: string,
  sku: string,
  available: number,
  sequence = 1,
): EventData<typeof LevelChanged> => ({
  locationId,
  sku,
  available,
  onHand: available,
  reserved: 0,
  committed: 0,
  damaged: 0,
  qualityControl: 0,
  safetyStock: 0,
  incoming: 0,
  sequence,
  previousSequence: sequence - 1,
  updatedAt: AT,
});

/** ... of an item. */
export const itemFact = (
  sku: string,
  fact: Partial<EventData<typeof ItemChanged>> = {},
): EventData<typeof ItemChanged> => ({
  sku,
  name: null,
  gtin: null,
  category: null,
  unit: 'each',
  returnWindowDays: null,
  returnable: true,
  lowStockThreshold: null,
  attributes: {},
  createdAt: AT,
  updatedAt: AT,
  ...fact,
});
