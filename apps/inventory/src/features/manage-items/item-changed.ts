import { ItemChanged } from '#contracts';
import { type OutboxRow, outboxRow } from '#messaging';
import { type ItemRow, itemView } from './item-view.js';

/** The event that tells the others of an item as it is in this row. */
export const itemChanged = (row: ItemRow): OutboxRow =>
  outboxRow(ItemChanged, itemView(row), { occurredAt: row.updated_at });
