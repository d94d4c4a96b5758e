import type { StockLevel } from '#contracts';
import { type Querying, sqlArray } from '#persistence';

export type Level = Pick<StockLevel, 'sku' | 'locationId' | 'available' | 'onHand' | 'sequence'>;

/** Brings the view of levels up to these figures, in one statement. A level that is further on already stays as it is. */
export async function saveLevels(db: Querying, levels: readonly Level[]): Promise<void> {
  const newest = new Map<string, Level>();
  for (const level of levels) {
    const key = JSON.stringify([level.sku, level.locationId]);
    const known = newest.get(key);
    if (known === undefined || known.sequence < level.sequence) newest.set(key, level);
  }
  if (newest.size === 0) return;
  // In one order everywhere, so that two batches that meet wait for each other and not for ever.
  const rows = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, level]) => level);
  await db.query(
    `INSERT INTO orders.stock_level AS l (sku, location_id, available, on_hand, sequence)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::bigint[])
     ON CONFLICT (sku, location_id) DO UPDATE
       SET available = excluded.available, on_hand = excluded.on_hand, sequence = excluded.sequence
       WHERE l.sequence < excluded.sequence`,
    [
      sqlArray(rows.map((level) => level.sku)),
      sqlArray(rows.map((level) => level.locationId)),
      sqlArray(rows.map((level) => level.available)),
      sqlArray(rows.map((level) => level.onHand)),
      sqlArray(rows.map((level) => level.sequence)),
    ],
  );
}
