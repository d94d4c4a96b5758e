import type { EventData, ItemChanged } from '#contracts';
import { type Querying, sqlArray } from '#persistence';

export type NetworkItem = Pick<EventData<typeof ItemChanged>, 'sku' | 'name' | 'gtin' | 'updatedAt'>;

/** Brings the view of items up to these, in one statement. An item that is further on already stays as it is. */
export async function saveItems(db: Querying, items: readonly NetworkItem[]): Promise<void> {
  const newest = new Map<string, NetworkItem>();
  for (const item of items) {
    const known = newest.get(item.sku);
    if (known === undefined || Date.parse(known.updatedAt) <= Date.parse(item.updatedAt))
      newest.set(item.sku, item);
  }
  if (newest.size === 0) return;
  // In one order everywhere, so that two batches that meet wait for each other and not for ever.
  const rows = [...newest.values()].sort((a, b) => (a.sku < b.sku ? -1 : 1));
  await db.query(
    `INSERT INTO orders.item AS i (sku, name, gtin, updated_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
     ON CONFLICT (sku) DO UPDATE
       SET name = excluded.name, gtin = excluded.gtin, updated_at = excluded.updated_at
       WHERE i.updated_at <= excluded.updated_at`,
    [
      sqlArray(rows.map((item) => item.sku)),
      sqlArray(rows.map((item) => item.name)),
      sqlArray(rows.map((item) => item.gtin)),
      sqlArray(rows.map((item) => item.updatedAt)),
    ],
  );
}
