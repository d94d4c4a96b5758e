import type { EventData, ItemChanged, LocationChanged } from '#contracts';
import { type Querying, sqlArray } from '#persistence';

/** Items and locations as the newest event says, whatever the order in which events come. */
export async function keepItems(
  db: Querying,
  items: readonly EventData<typeof ItemChanged>[],
): Promise<void> {
  const rows = newest(items, (item) => item.sku);
  await db.query(
    `INSERT INTO returns.item AS i (sku, name, return_window_days, returnable, updated_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bool[], $5::timestamptz[])
     ON CONFLICT (sku) DO UPDATE
     SET name = excluded.name, return_window_days = excluded.return_window_days, returnable = excluded.returnable,
         updated_at = excluded.updated_at
     WHERE i.updated_at <= excluded.updated_at`,
    [
      sqlArray(rows.map((item) => item.sku)),
      sqlArray(rows.map((item) => item.name)),
      sqlArray(rows.map((item) => item.returnWindowDays)),
      sqlArray(rows.map((item) => (item.returnable ? 't' : 'f'))),
      sqlArray(rows.map((item) => item.updatedAt)),
    ],
  );
}

export async function keepLocations(
  db: Querying,
  locations: readonly EventData<typeof LocationChanged>[],
): Promise<void> {
  const rows = newest(locations, (location) => location.locationId);
  await db.query(
    `INSERT INTO returns.location AS l (location_id, kind, takes_returns, latitude, longitude, updated_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bool[], $4::float8[], $5::float8[], $6::timestamptz[])
     ON CONFLICT (location_id) DO UPDATE
     SET kind = excluded.kind, takes_returns = excluded.takes_returns, latitude = excluded.latitude,
         longitude = excluded.longitude, updated_at = excluded.updated_at
     WHERE l.updated_at <= excluded.updated_at`,
    [
      sqlArray(rows.map((location) => location.locationId)),
      sqlArray(rows.map((location) => location.kind)),
      sqlArray(rows.map((location) => (location.capabilities.includes('returns') ? 't' : 'f'))),
      sqlArray(rows.map((location) => location.latitude)),
      sqlArray(rows.map((location) => location.longitude)),
      sqlArray(rows.map((location) => location.updatedAt)),
    ],
  );
}

/** One per id, the newest, in the order of their ids: so a batch touches each row once, and two do not deadlock. */
function newest<T extends { readonly updatedAt: string }>(
  entries: readonly T[],
  idOf: (entry: T) => string,
): T[] {
  const byId = new Map<string, T>();
  for (const entry of entries) {
    const before = byId.get(idOf(entry));
    if (before === undefined || Date.parse(before.updatedAt) <= Date.parse(entry.updatedAt)) {
      byId.set(idOf(entry), entry);
    }
  }
  return [...byId.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
