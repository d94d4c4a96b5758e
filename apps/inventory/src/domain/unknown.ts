import type { Cells } from './cells.js';
import type { LevelRef } from './level.js';

/** What to do about a reservation that nothing is known of here. */
export const noReservationDetail = (reservationId: string, { own }: Cells): string =>
  own === undefined
    ? `There is no reservation "${reservationId}". Check the id.`
    : `There is no reservation "${reservationId}" in cell "${own.name}". Check the id, and ask the cell of its locations.`;

/** What to do about an id that nothing is known under. */
export const unknownDetail = (code: 'unknown_location' | 'unknown_sku', ref: LevelRef): string =>
  code === 'unknown_location'
    ? `There is no location "${ref.locationId}". Create it with PUT /inventory/v1/locations/{locationId}, or correct the id.`
    : `There is no item "${ref.sku}". Create it with PUT /inventory/v1/items/{sku}, or correct the SKU.`;
