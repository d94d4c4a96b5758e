import type { ReservationInput, Sale } from '#contracts';
import type { DataSource } from 'typeorm';

/** A made-up retailer of so many stores and items, every item in every store. */
export interface Retailer {
  readonly locations: number;
  readonly skus: number;
}

export const locationId = (i: number): string => `store-${i}`;
export const sku = (i: number): string => `sku-${i}`;

/** Of each of its receipts. */
export const LINES_PER_SALE = 10;

/** More than any run sells. */
const OPENING = 1_000_000_000;

/** Puts the retailer in by plain SQL, ledger and levels alike. The database is this run's own. */
export async function openRetailer(dataSource: DataSource, { locations, skus }: Retailer): Promise<void> {
  await dataSource.query(
    `INSERT INTO inventory.location
       (location_id, name, kind, time_zone, capabilities, safety_stock, created_at, updated_at)
     SELECT 'store-' || i, 'Store ' || i, 'store', 'UTC', '{pickup,ship,returns}', 0, now(), now()
     FROM generate_series(0, $1::int - 1) i ON CONFLICT DO NOTHING`,
    [locations],
  );
  await dataSource.query(
    `INSERT INTO inventory.item (sku, unit, returnable, attributes, created_at, updated_at)
     SELECT 'sku-' || i, 'each', true, '{}', now(), now() FROM generate_series(0, $1::int - 1) i
     ON CONFLICT DO NOTHING`,
    [skus],
  );
  await dataSource.query(
    `WITH opened AS (
       INSERT INTO inventory.stock_level (location_id, sku, on_hand, sequence, updated_at)
       SELECT 'store-' || l, 'sku-' || s, $3::int, 1, now()
       FROM generate_series(0, $1::int - 1) l, generate_series(0, $2::int - 1) s
       ON CONFLICT DO NOTHING RETURNING location_id, sku)
     INSERT INTO inventory.stock_movement (location_id, sku, sequence, movement_id, type, quantity,
       on_hand_delta, reserved_delta, committed_delta, damaged_delta, quality_control_delta, incoming_delta,
       on_hand, reserved, committed, damaged, quality_control, safety_stock, incoming, occurred_at, recorded_at)
     SELECT location_id, sku, 1, 'movement/opening-' || location_id || '-' || sku, 'opening', $3::int,
       $3::int, 0, 0, 0, 0, 0, $3::int, 0, 0, 0, 0, 0, 0, now(), now() FROM opened`,
    [locations, skus, OPENING],
  );
  await dataSource.query('VACUUM ANALYZE inventory.stock_level, inventory.item, inventory.location');
}

/** Gives every level as many past movements as make up so many ledger rows: units in and out again, by plain SQL. */
export async function lengthenLedger(dataSource: DataSource, rows: number): Promise<void> {
  const [{ levels }] = (await dataSource.query(
    'SELECT count(*)::int AS levels FROM inventory.stock_level',
  )) as [{ levels: number }];
  const each = Math.ceil(rows / levels);
  await dataSource.query(
    `INSERT INTO inventory.stock_movement (location_id, sku, sequence, movement_id, type, quantity,
       on_hand_delta, reserved_delta, committed_delta, damaged_delta, quality_control_delta, incoming_delta,
       on_hand, reserved, committed, damaged, quality_control, safety_stock, incoming, occurred_at, recorded_at)
     SELECT location_id, sku, 1 + n, 'movement/past-' || location_id || '-' || sku || '-' || n, 'adjustment',
       CASE n % 2 WHEN 1 THEN -1 ELSE 1 END, CASE n % 2 WHEN 1 THEN -1 ELSE 1 END, 0, 0, 0, 0, 0,
       $2::int - n % 2, 0, 0, 0, 0, 0, 0, now(), now()
     FROM inventory.stock_level, generate_series(1, $1::int) n`,
    [each, OPENING],
  );
  await dataSource.query(
    'UPDATE inventory.stock_level SET sequence = 1 + $1::int, on_hand = $2::int - $1::int % 2',
    [each, OPENING],
  );
  await dataSource.query('VACUUM ANALYZE inventory.stock_movement, inventory.stock_level');
}

/**
 * Receipts of ten lines each, spread over the whole retailer, or over so many items of each location, which lie far
 * apart and are others for each seed. The same seed gives the same receipts.
 */
export function receipts(
  retailer: Retailer,
  count: number,
  tag: string,
  seed: number,
  itemsPerLocation = retailer.skus,
): Sale[] {
  const apart = Math.floor(retailer.skus / itemsPerLocation);
  const random = generator(seed);
  const occurredAt = new Date().toISOString();
  return Array.from({ length: count }, (_, i) => ({
    saleId: `${tag}-${i}`,
    locationId: locationId(Math.floor(random() * retailer.locations)),
    registerId: `register-${i % 7}`,
    occurredAt,
    currency: 'USD',
    lines: Array.from({ length: LINES_PER_SALE }, (_, line) => ({
      lineId: String(line + 1),
      sku: sku((Math.floor(random() * itemsPerLocation) * apart + seed) % retailer.skus),
      quantity: 1 + Math.floor(random() * 3),
      amount: Math.round(random() * 2_000) / 100,
    })),
  }));
}

/** What carts ask for: `lines` items of one store each. The same seed gives the same baskets. */
export function baskets(retailer: Retailer, lines: number, seed: number): () => ReservationInput {
  const random = generator(seed);
  return () => {
    const store = locationId(Math.floor(random() * retailer.locations));
    const first = Math.floor(random() * retailer.skus);
    return {
      reference: 'cart',
      ttlSeconds: 3_600,
      allowPartial: false,
      lines: Array.from({ length: lines }, (_, i) => ({
        sku: sku((first + i * 37) % retailer.skus),
        locationId: store,
        quantity: 1,
      })),
    };
  };
}

/** A linear congruential generator: numbers from 0 to 1 that a seed makes repeatable. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
