import type { LevelRef } from './level.js';

/** What to do about an id that nothing is known under. */
export const unknownDetail = (code: 'unknown_location' | 'unknown_sku', ref: LevelRef): string =>
  code === 'unknown_location'
    ? `There is no location "${ref.locationId}". Create it with PUT /inventory/v1/locations/{locationId}, or correct the id.`
    : `There is no item "${ref.sku}". Create it with PUT /inventory/v1/items/{sku}, or correct the SKU.`;
