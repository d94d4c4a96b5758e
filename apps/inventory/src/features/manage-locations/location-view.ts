import type { Location, OpeningHours } from '#contracts';

/** A row of `inventory.location`. */
export interface LocationRow {
  location_id: string;
  name: string;
  kind: 'store' | 'warehouse';
  latitude: number | null;
  longitude: number | null;
  time_zone: string;
  address: string | null;
  capabilities: ('pickup' | 'ship' | 'returns')[];
  safety_stock: number;
  daily_order_capacity: number | null;
  opening_hours: OpeningHours | null;
  markdown_risk: number | null;
  handling_cost: number | null;
  created_at: Date;
  updated_at: Date;
}

export const LOCATION_COLUMNS =
  'location_id, name, kind, latitude, longitude, time_zone, address, capabilities, safety_stock, ' +
  'daily_order_capacity, opening_hours, markdown_risk, handling_cost, created_at, updated_at';

/** The location as the API shows it. */
export const locationView = (row: LocationRow): Location => ({
  locationId: row.location_id,
  name: row.name,
  kind: row.kind,
  latitude: row.latitude,
  longitude: row.longitude,
  timeZone: row.time_zone,
  address: row.address,
  capabilities: row.capabilities,
  safetyStock: row.safety_stock,
  dailyOrderCapacity: row.daily_order_capacity,
  openingHours: row.opening_hours,
  markdownRisk: row.markdown_risk,
  handlingCost: row.handling_cost,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
