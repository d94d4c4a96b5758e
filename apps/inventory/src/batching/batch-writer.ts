import { appendToOutbox, outboxInsert, outboxParameters } from '#messaging';
import { prepared, sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';
import type { BatchState, ReservationState, TransferState } from '../domain/batch-state.js';
import type { TouchedLevel } from '../domain/book.js';
import { shortage } from '../domain/level.js';
import { saleMovementId } from '../domain/movement-id.js';
import { SCHEMA } from '../persistence/schema.js';
import { batchEvents, type Claim, newlyOversold, oversold } from './batch-events.js';
import { BulkStatement, unnest } from './bulk-statement.js';

/**
 * Writes everything that a batch decided, its events included, as one statement. Whatever is new comes in the order
 * of its id: two replicas that meet in the same new ids wait for each other in one direction.
 */
export async function writeBatch(tx: QueryRunner, state: BatchState, more: BulkStatement): Promise<void> {
  addReservations(more, state);
  addTransfers(more, state);
  addCounts(more, state);
  addWaitingLines(more, state);
  addLedger(more, state);
  const events = batchEvents(state);
  if (events.length > 0) more.add((first) => outboxInsert(SCHEMA, first), outboxParameters(events));
  if (!more.isEmpty) await prepared(tx, more.text, more.values);
  await alertOversold(tx, state);
}

const MOVEMENT_TYPES = [
  'text', 'text', 'bigint', 'text', 'text', 'int', 'int', 'int', 'int', 'int', 'int', 'int', 'int', 'int', 'int',
  'int', 'int', 'int', 'int', 'int', 'text', 'text', 'bigint', 'timestamptz',
]; // prettier-ignore

function addLedger(statement: BulkStatement, state: BatchState): void {
  if (state.book.entries.length === 0) return;
  const entries = state.book.entries.toSorted(by((e) => e.movementId));
  const now = new Date(state.now).toISOString();
  statement.add(
    (first) => `INSERT INTO inventory.stock_movement (
        location_id, sku, sequence, movement_id, type, quantity,
        on_hand_delta, reserved_delta, committed_delta, damaged_delta, quality_control_delta, incoming_delta,
        staged_delta,
        on_hand, reserved, committed, damaged, quality_control, safety_stock, incoming,
        reason, reference, content_hash, occurred_at, recorded_at)
      SELECT *, $${first}::timestamptz FROM ${unnest(MOVEMENT_TYPES, first + 1)}`,
    [
      now,
      sqlArray(entries.map((e) => e.locationId)),
      sqlArray(entries.map((e) => e.sku)),
      sqlArray(entries.map((e) => e.sequence)),
      sqlArray(entries.map((e) => e.movementId)),
      sqlArray(entries.map((e) => e.type)),
      sqlArray(entries.map((e) => e.quantity)),
      sqlArray(entries.map((e) => e.change.onHand ?? 0)),
      sqlArray(entries.map((e) => e.change.reserved ?? 0)),
      sqlArray(entries.map((e) => e.change.committed ?? 0)),
      sqlArray(entries.map((e) => e.change.damaged ?? 0)),
      sqlArray(entries.map((e) => e.change.qualityControl ?? 0)),
      sqlArray(entries.map((e) => e.change.incoming ?? 0)),
      sqlArray(entries.map((e) => e.staged ?? 0)),
      sqlArray(entries.map((e) => e.after.onHand)),
      sqlArray(entries.map((e) => e.after.reserved)),
      sqlArray(entries.map((e) => e.after.committed)),
      sqlArray(entries.map((e) => e.after.damaged)),
      sqlArray(entries.map((e) => e.after.qualityControl)),
      sqlArray(entries.map((e) => e.after.safetyStock)),
      sqlArray(entries.map((e) => e.after.incoming)),
      sqlArray(entries.map((e) => e.reason ?? null)),
      sqlArray(entries.map((e) => e.reference ?? null)),
      sqlArray(entries.map((e) => e.contentHash ?? null)),
      sqlArray(entries.map((e) => new Date(e.occurredAt).toISOString())),
    ],
  );

  const levels = state.book.touchedLevels().map(({ level }) => level);
  const types = [
    'text', 'text', 'int', 'int', 'int', 'int', 'int', 'int', 'int', 'bool', 'bigint', 'timestamptz',
  ]; // prettier-ignore
  statement.add(
    (first) => `UPDATE inventory.stock_level l SET
        on_hand = u.on_hand, reserved = u.reserved, committed = u.committed, damaged = u.damaged,
        quality_control = u.quality_control, incoming = u.incoming, safety_stock = u.safety_stock,
        own_safety_stock = u.own_safety_stock, sequence = u.sequence, counted_at = u.counted_at,
        updated_at = $${first}::timestamptz
      FROM ${unnest(types, first + 1)} AS u (location_id, sku, on_hand, reserved, committed, damaged,
        quality_control, incoming, safety_stock, own_safety_stock, sequence, counted_at)
      WHERE l.location_id = u.location_id AND l.sku = u.sku`,
    [
      now,
      sqlArray(levels.map((l) => l.locationId)),
      sqlArray(levels.map((l) => l.sku)),
      sqlArray(levels.map((l) => l.onHand)),
      sqlArray(levels.map((l) => l.reserved)),
      sqlArray(levels.map((l) => l.committed)),
      sqlArray(levels.map((l) => l.damaged)),
      sqlArray(levels.map((l) => l.qualityControl)),
      sqlArray(levels.map((l) => l.incoming)),
      sqlArray(levels.map((l) => l.safetyStock)),
      sqlArray(levels.map((l) => (l.ownSafetyStock ? 't' : 'f'))),
      sqlArray(levels.map((l) => l.sequence)),
      sqlArray(levels.map((l) => (l.countedAt === null ? null : new Date(l.countedAt).toISOString()))),
    ],
  );
}

function addReservations(statement: BulkStatement, state: BatchState): void {
  const made = [...state.newReservations].sort(by((r) => r.reservationId));
  if (made.length > 0) {
    statement.add(
      (first) => `INSERT INTO inventory.reservation
          (reservation_id, reference, status, ttl_seconds, expires_at, content_hash, created_at, updated_at)
        SELECT * FROM ${unnest(['text', 'text', 'text', 'int', 'timestamptz', 'bigint', 'timestamptz', 'timestamptz'], first)}`,
      [
        sqlArray(made.map((r) => r.reservationId)),
        sqlArray(made.map((r) => r.reference)),
        sqlArray(made.map((r) => r.status)),
        sqlArray(made.map((r) => r.ttlSeconds)),
        sqlArray(made.map((r) => new Date(r.expiresAt).toISOString())),
        sqlArray(made.map((r) => r.contentHash)),
        sqlArray(made.map((r) => new Date(r.createdAt).toISOString())),
        sqlArray(made.map((r) => new Date(r.updatedAt).toISOString())),
      ],
    );
    const lines = linesOf(made);
    statement.add(
      (first) => `INSERT INTO inventory.reservation_line
          (reservation_id, line_no, location_id, sku, requested, quantity, fulfilled, released, staged)
        SELECT * FROM ${unnest(['text', 'int', 'text', 'text', 'int', 'int', 'int', 'int', 'int'], first)}`,
      [
        sqlArray(lines.map((l) => l.reservationId)),
        sqlArray(lines.map((l) => l.lineNo)),
        sqlArray(lines.map((l) => l.locationId)),
        sqlArray(lines.map((l) => l.sku)),
        sqlArray(lines.map((l) => l.requested)),
        sqlArray(lines.map((l) => l.quantity)),
        sqlArray(lines.map((l) => l.fulfilled)),
        sqlArray(lines.map((l) => l.released)),
        sqlArray(lines.map((l) => l.staged)),
      ],
    );
  }
  const changed = [...state.changedReservations];
  if (changed.length > 0) {
    statement.add(
      (first) => `UPDATE inventory.reservation r
        SET status = u.status, expires_at = u.expires_at, updated_at = u.updated_at
        FROM ${unnest(['text', 'text', 'timestamptz', 'timestamptz'], first)}
          AS u (reservation_id, status, expires_at, updated_at)
        WHERE r.reservation_id = u.reservation_id`,
      [
        sqlArray(changed.map((r) => r.reservationId)),
        sqlArray(changed.map((r) => r.status)),
        sqlArray(changed.map((r) => new Date(r.expiresAt).toISOString())),
        sqlArray(changed.map((r) => new Date(r.updatedAt).toISOString())),
      ],
    );
    const lines = linesOf(changed);
    statement.add(
      (first) => `UPDATE inventory.reservation_line l
        SET fulfilled = u.fulfilled, released = u.released, staged = u.staged
        FROM ${unnest(['text', 'int', 'int', 'int', 'int'], first)}
          AS u (reservation_id, line_no, fulfilled, released, staged)
        WHERE l.reservation_id = u.reservation_id AND l.line_no = u.line_no
          AND (l.fulfilled, l.released, l.staged) <> (u.fulfilled, u.released, u.staged)`,
      [
        sqlArray(lines.map((l) => l.reservationId)),
        sqlArray(lines.map((l) => l.lineNo)),
        sqlArray(lines.map((l) => l.fulfilled)),
        sqlArray(lines.map((l) => l.released)),
        sqlArray(lines.map((l) => l.staged)),
      ],
    );
  }
}

const linesOf = (reservations: readonly ReservationState[]) =>
  reservations.flatMap(({ reservationId, lines }) => lines.map((line) => ({ reservationId, ...line })));

function addTransfers(statement: BulkStatement, state: BatchState): void {
  addPlans(statement, [...state.newTransfers.values()].sort(by((t) => t.transferId)));
  const transfers: TransferState[] = [...state.changedTransfers];
  if (transfers.length === 0) return;
  statement.add(
    (first) => `UPDATE inventory.transfer t SET status = u.status, updated_at = u.updated_at
      FROM ${unnest(['text', 'text', 'timestamptz'], first)} AS u (transfer_id, status, updated_at)
      WHERE t.transfer_id = u.transfer_id`,
    [
      sqlArray(transfers.map((t) => t.transferId)),
      sqlArray(transfers.map((t) => t.status)),
      sqlArray(transfers.map((t) => new Date(t.updatedAt).toISOString())),
    ],
  );
  const lines = transferLines(transfers);
  statement.add(
    (first) => `UPDATE inventory.transfer_line l
      SET shipped = u.shipped, received = u.received, lost = u.lost
      FROM ${unnest(['text', 'text', 'int', 'int', 'int'], first)} AS u (transfer_id, sku, shipped, received, lost)
      WHERE l.transfer_id = u.transfer_id AND l.sku = u.sku`,
    [
      sqlArray(lines.map((l) => l.transferId)),
      sqlArray(lines.map((l) => l.sku)),
      sqlArray(lines.map((l) => l.shipped)),
      sqlArray(lines.map((l) => l.received)),
      sqlArray(lines.map((l) => l.lost)),
    ],
  );
}

function addPlans(statement: BulkStatement, plans: readonly TransferState[]): void {
  if (plans.length === 0) return;
  statement.add(
    (first) => `INSERT INTO inventory.transfer
        (transfer_id, from_location_id, to_location_id, stock_status, status, reference, content_hash, created_at,
         updated_at)
      SELECT * FROM ${unnest(['text', 'text', 'text', 'text', 'text', 'text', 'bigint', 'timestamptz', 'timestamptz'], first)}`,
    [
      sqlArray(plans.map((t) => t.transferId)),
      sqlArray(plans.map((t) => t.from)),
      sqlArray(plans.map((t) => t.to)),
      sqlArray(plans.map((t) => t.stockStatus)),
      sqlArray(plans.map((t) => t.status)),
      sqlArray(plans.map((t) => t.reference)),
      sqlArray(plans.map((t) => t.contentHash)),
      sqlArray(plans.map((t) => new Date(t.createdAt).toISOString())),
      sqlArray(plans.map((t) => new Date(t.updatedAt).toISOString())),
    ],
  );
  const lines = transferLines(plans);
  statement.add(
    (first) => `INSERT INTO inventory.transfer_line (transfer_id, sku, quantity)
      SELECT * FROM ${unnest(['text', 'text', 'int'], first)}`,
    [
      sqlArray(lines.map((l) => l.transferId)),
      sqlArray(lines.map((l) => l.sku)),
      sqlArray(lines.map((l) => l.quantity)),
    ],
  );
}

const transferLines = (transfers: readonly TransferState[]) =>
  transfers.flatMap(({ transferId, lines }) => lines.map((line) => ({ transferId, ...line })));

function addCounts(statement: BulkStatement, state: BatchState): void {
  const counts = state.newCounts.toSorted(by((c) => c.countId));
  if (counts.length === 0) return;
  statement.add(
    (first) => `INSERT INTO inventory.stock_count
        (count_id, location_id, counted_at, content_hash, answer, recorded_at)
      SELECT *, $${first}::timestamptz
      FROM ${unnest(['text', 'text', 'timestamptz', 'bigint', 'jsonb'], first + 1)}`,
    [
      new Date(state.now).toISOString(),
      sqlArray(counts.map((c) => c.countId)),
      sqlArray(counts.map((c) => c.locationId)),
      sqlArray(counts.map((c) => new Date(c.countedAt).toISOString())),
      sqlArray(counts.map((c) => c.contentHash)),
      sqlArray(counts.map((c) => JSON.stringify(c.answer))),
    ],
  );
}

function addWaitingLines(statement: BulkStatement, state: BatchState): void {
  const waiting = state.newWaitingLines.toSorted(
    by(({ sale, line }) => saleMovementId(sale.locationId, sale.saleId, line.lineId)),
  );
  if (waiting.length > 0) {
    statement.add(
      (first) => `INSERT INTO inventory.pending_sale_line
          (location_id, sale_id, line_id, sku, quantity, occurred_at, sale, line, content_hash, received_at)
        SELECT *, $${first}::timestamptz
        FROM ${unnest(['text', 'text', 'text', 'text', 'int', 'timestamptz', 'jsonb', 'jsonb', 'bigint'], first + 1)}`,
      [
        new Date(state.now).toISOString(),
        sqlArray(waiting.map((w) => w.sale.locationId)),
        sqlArray(waiting.map((w) => w.sale.saleId)),
        sqlArray(waiting.map((w) => w.line.lineId)),
        sqlArray(waiting.map((w) => w.line.sku)),
        sqlArray(waiting.map((w) => w.line.quantity)),
        sqlArray(waiting.map((w) => new Date(w.sale.occurredAt).toISOString())),
        sqlArray(waiting.map(({ sale: { lines: _, ...header } }) => JSON.stringify(header))),
        sqlArray(waiting.map((w) => JSON.stringify(w.line))),
        sqlArray(waiting.map((w) => w.contentHash)),
      ],
    );
  }
  const settled = state.settledWaitingLines;
  if (settled.length > 0) {
    statement.add(
      (first) => `DELETE FROM inventory.pending_sale_line p
        USING ${unnest(['text', 'text', 'text'], first)} AS u (location_id, sale_id, line_id)
        WHERE p.location_id = u.location_id AND p.sale_id = u.sale_id AND p.line_id = u.line_id`,
      [
        sqlArray(settled.map((s) => s.locationId)),
        sqlArray(settled.map((s) => s.saleId)),
        sqlArray(settled.map((s) => s.lineId)),
      ],
    );
  }
}

/** Compares by an id, the same way everywhere. */
const by =
  <T>(id: (element: T) => string) =>
  (a: T, b: T): number => {
    const [left, right] = [id(a), id(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };

/** Runs after the write, so that it sees the reservations as this batch leaves them. */
async function alertOversold(tx: QueryRunner, state: BatchState): Promise<void> {
  const levels = newlyOversold(state);
  if (levels.length === 0) return;
  // Carts give way before orders, and whoever came last before whoever came first; what is in a bag stays there.
  const rows = (await tx.query(
    `SELECT l.location_id AS "locationId", l.sku, r.reservation_id AS "reservationId", r.reference, r.status,
            l.quantity - l.fulfilled - l.released - l.staged AS quantity
     FROM unnest($1::text[], $2::text[]) AS k (location_id, sku)
     JOIN inventory.reservation_line l ON l.location_id = k.location_id AND l.sku = k.sku
       AND l.fulfilled + l.released < l.quantity AND l.fulfilled + l.released + l.staged < l.quantity
     JOIN inventory.reservation r ON r.reservation_id = l.reservation_id
     ORDER BY r.status = 'committed', r.created_at DESC, r.reservation_id DESC`,
    [sqlArray(levels.map(({ level }) => level.locationId)), sqlArray(levels.map(({ level }) => level.sku))],
  )) as (Claim & { locationId: string; sku: string })[];
  const alerts = levels.map((touched) => {
    const { locationId, sku } = touched.level;
    const claims = rows
      .filter((row) => row.locationId === locationId && row.sku === sku)
      .map(({ reservationId, reference, status, quantity }) => ({
        reservationId,
        reference,
        status,
        quantity,
      }));
    return oversold(touched, claims, state.now);
  });
  await appendToOutbox(tx, SCHEMA, alerts);
  await rememberTold(tx, levels);
}

/** The reconciliation holds every shortage against what was told of it; see its `untold_shortage`. */
async function rememberTold(tx: QueryRunner, touched: readonly TouchedLevel[]): Promise<void> {
  const levels = touched.map(({ level }) => level);
  await tx.query(
    `INSERT INTO inventory.told_shortage (location_id, sku, sequence, shortage)
     SELECT * FROM ${unnest(['text', 'text', 'bigint', 'int'], 1)}
     ON CONFLICT (location_id, sku) DO UPDATE SET sequence = excluded.sequence, shortage = excluded.shortage`,
    [
      sqlArray(levels.map((level) => level.locationId)),
      sqlArray(levels.map((level) => level.sku)),
      sqlArray(levels.map((level) => level.sequence)),
      sqlArray(levels.map(shortage)),
    ],
  );
}
