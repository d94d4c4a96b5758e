import type { EventData, LocationChanged } from '#contracts';
import { type Querying, sqlArray } from '#persistence';

export type NetworkLocation = EventData<typeof LocationChanged>;

/** Brings the view of locations up to these, the newest of each. A location that is further on already stays as it is. */
export async function saveLocations(db: Querying, locations: readonly NetworkLocation[]): Promise<void> {
  const newest = new Map<string, NetworkLocation>();
  for (const location of locations) {
    const known = newest.get(location.locationId);
    if (known === undefined || Date.parse(known.updatedAt) <= Date.parse(location.updatedAt))
      newest.set(location.locationId, location);
  }
  // In one order everywhere, so that two batches that meet wait for each other and not for ever.
  for (const location of [...newest.values()].sort((a, b) => (a.locationId < b.locationId ? -1 : 1)))
    await save(db, location);
}

async function save(db: Querying, location: NetworkLocation): Promise<void> {
  await db.query(
    `INSERT INTO orders.location AS l
       (location_id, name, kind, latitude, longitude, time_zone, address, capabilities, safety_stock,
        daily_order_capacity, opening_hours, markdown_risk, handling_cost, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11::jsonb, $12, $13, $14)
     ON CONFLICT (location_id) DO UPDATE SET
       name = excluded.name, kind = excluded.kind, latitude = excluded.latitude, longitude = excluded.longitude,
       time_zone = excluded.time_zone, address = excluded.address, capabilities = excluded.capabilities,
       safety_stock = excluded.safety_stock, daily_order_capacity = excluded.daily_order_capacity,
       opening_hours = excluded.opening_hours, markdown_risk = excluded.markdown_risk,
       handling_cost = excluded.handling_cost, updated_at = excluded.updated_at, revision = l.revision + 1
       WHERE l.updated_at <= excluded.updated_at`,
    [
      location.locationId,
      location.name,
      location.kind,
      location.latitude,
      location.longitude,
      location.timeZone,
      location.address,
      sqlArray(location.capabilities),
      location.safetyStock,
      location.dailyOrderCapacity,
      location.openingHours === null ? null : JSON.stringify(location.openingHours),
      location.markdownRisk,
      location.handlingCost,
      location.updatedAt,
    ],
  );
}
