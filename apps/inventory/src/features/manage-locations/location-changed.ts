import { LocationChanged } from '#contracts';
import { type OutboxRow, outboxRow } from '#messaging';
import { type LocationRow, locationView } from './location-view.js';

/** The event that tells the others of a location as it is in this row. */
export const locationChanged = (row: LocationRow): OutboxRow =>
  outboxRow(LocationChanged, locationView(row), { occurredAt: row.updated_at });
