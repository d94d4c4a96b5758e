import type { Sale } from '#contracts';
import { sqlArray } from '#persistence';
import type { DataSource } from 'typeorm';

/**
 * The counterpart of `ingest`: one bulk statement that writes the same ledger columns, level upserts and outbox
 * rows, from values that were prepared beforehand. It parses, checks and locks nothing, and knows no duplicates:
 * it is the limit of what the database takes.
 */
export async function preparePlainIngest(
  dataSource: DataSource,
  sales: readonly Sale[],
  outboxRows: number,
): Promise<() => Promise<void>> {
  const lines = sales.flatMap((sale) => sale.lines.map((line) => ({ sale, line })));
  const levels = new Map<string, { locationId: string; sku: string; onHand: number; sequence: number }>();
  const rows = (await dataSource.query(
    'SELECT location_id, sku, on_hand, sequence FROM inventory.stock_level WHERE (location_id, sku) IN ' +
      '(SELECT * FROM unnest($1::text[], $2::text[]))',
    [sqlArray(lines.map(({ sale }) => sale.locationId)), sqlArray(lines.map(({ line }) => line.sku))],
  )) as { location_id: string; sku: string; on_hand: number; sequence: string }[];
  for (const row of rows) {
    levels.set(`${row.location_id} ${row.sku}`, {
      locationId: row.location_id,
      sku: row.sku,
      onHand: row.on_hand,
      sequence: Number(row.sequence),
    });
  }
  const entries = lines.map(({ sale, line }) => {
    const level = levels.get(`${sale.locationId} ${line.sku}`);
    if (level === undefined) throw new Error(`No level for ${line.sku} at ${sale.locationId}`);
    level.onHand -= line.quantity;
    level.sequence += 1;
    return { sale, line, onHand: level.onHand, sequence: level.sequence };
  });
  const now = new Date().toISOString();
  const touched = [...levels.values()];
  const zeros = sqlArray(entries.map(() => 0));
  const nothing = sqlArray(entries.map(() => null));
  const events = Array.from(
    { length: outboxRows },
    (_, i) => touched[i % touched.length] as (typeof touched)[number],
  );
  const parameters = [
    sqlArray(entries.map((e) => e.sale.locationId)),
    sqlArray(entries.map((e) => e.line.sku)),
    sqlArray(entries.map((e) => e.sequence)),
    sqlArray(entries.map((e) => `plain/${e.sale.locationId}/${e.sale.saleId}/${e.line.lineId}`)),
    sqlArray(entries.map(() => 'sale')),
    sqlArray(entries.map((e) => e.line.quantity)),
    sqlArray(entries.map((e) => -e.line.quantity)),
    zeros, zeros, zeros, zeros, zeros,
    sqlArray(entries.map((e) => e.onHand)),
    zeros, zeros, zeros, zeros, zeros, zeros,
    nothing,
    sqlArray(entries.map((e) => e.sale.saleId)),
    sqlArray(entries.map((_, i) => i)),
    sqlArray(entries.map(() => now)),
    sqlArray(entries.map(() => now)),
    sqlArray(touched.map((level) => level.locationId)),
    sqlArray(touched.map((level) => level.sku)),
    sqlArray(touched.map((level) => level.onHand)),
    sqlArray(touched.map((level) => level.sequence)),
    sqlArray(events.map(() => 'inventory.levels.v1')),
    sqlArray(events.map((level) => `${level.locationId}/${level.sku}`)),
    sqlArray(events.map(() => crypto.randomUUID())),
    sqlArray(events.map(() => 'inventory.level-changed.v1')),
    sqlArray(events.map((level) => `${level.locationId}/${level.sku}`)),
    sqlArray(events.map(() => now)),
    sqlArray(events.map(() => null)),
    sqlArray(events.map(() => null)),
    sqlArray(events.map(() => null)),
    sqlArray(events.map((level) => levelJson(level, now))),
  ]; // prettier-ignore
  return async () => {
    await dataSource.query(STATEMENT, parameters);
  };
}

const MOVEMENT_TYPES =
  'text text bigint text text int int int int int int int int int int int int int int text text bigint timestamptz timestamptz';
const LEVEL_TYPES = 'text text int bigint';
const OUTBOX_TYPES = 'text text uuid text text timestamptz text text text text';

const unnest = (types: string, first: number): string =>
  `unnest(${types
    .split(' ')
    .map((type, i) => `$${first + i}::${type}[]`)
    .join(', ')})`;

const STATEMENT = `
  WITH movements AS (
    INSERT INTO inventory.stock_movement (
      location_id, sku, sequence, movement_id, type, quantity,
      on_hand_delta, reserved_delta, committed_delta, damaged_delta, quality_control_delta, incoming_delta,
      on_hand, reserved, committed, damaged, quality_control, safety_stock, incoming,
      reason, reference, content_hash, occurred_at, recorded_at)
    SELECT * FROM ${unnest(MOVEMENT_TYPES, 1)}),
  levels AS (
    INSERT INTO inventory.stock_level AS l (location_id, sku, on_hand, sequence, updated_at)
    SELECT location_id, sku, on_hand, sequence, now()
    FROM ${unnest(LEVEL_TYPES, 25)} AS u (location_id, sku, on_hand, sequence)
    ON CONFLICT (location_id, sku) DO UPDATE
      SET on_hand = excluded.on_hand, sequence = excluded.sequence, updated_at = excluded.updated_at)
  INSERT INTO inventory.outbox
    (topic, key, event_id, type, subject, occurred_at, correlation_id, causation_id, traceparent, data)
  SELECT * FROM ${unnest(OUTBOX_TYPES, 29)}`;

function levelJson(
  level: { locationId: string; sku: string; onHand: number; sequence: number },
  now: string,
): string {
  const { locationId, sku, onHand, sequence } = level;
  return JSON.stringify({
    sku, locationId, onHand, reserved: 0, committed: 0, damaged: 0, qualityControl: 0, safetyStock: 0, incoming: 0,
    available: onHand, sequence, updatedAt: now, previousSequence: sequence - 1,
  }); // prettier-ignore
}
