import { type Querying, sqlArray } from '#persistence';
import type { KnownLocation } from '../domain/warehouse.js';

/** The locations named, as far as they are known, and every warehouse. */
export async function readLocations(
  db: Querying,
  named: readonly (string | null | undefined)[],
): Promise<KnownLocation[]> {
  const rows = (await db.query(
    `SELECT location_id, kind, takes_returns, latitude, longitude FROM returns.location
     WHERE location_id = ANY($1::text[]) OR kind = 'warehouse'`,
    [sqlArray(named.filter((id) => id != null))],
  )) as {
    location_id: string;
    kind: 'store' | 'warehouse';
    takes_returns: boolean;
    latitude: number | null;
    longitude: number | null;
  }[];
  return rows.map(({ location_id, kind, takes_returns, latitude, longitude }) => ({
    locationId: location_id,
    kind,
    takesReturns: takes_returns,
    point: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
}
