import type { CountResult, ReservationStatus, TransferStatus, TransferStockStatus } from '#contracts';
import { prepared, sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';
import { BatchState, type ReservationState, type TransferState } from '../domain/batch-state.js';
import { StockBook } from '../domain/book.js';
import type { Cells } from '../domain/cells.js';
import type { RecordCount, StockCommand } from '../domain/command.js';
import { type Level, type LevelRef, levelId } from '../domain/level.js';
import {
  safetyStockMovementId,
  saleMovementId,
  settlementMovementId,
  transferMovementId,
} from '../domain/movement-id.js';
import { type FiguresRow, figuresOf } from '../persistence/figures-row.js';
import { createsLevels, levelsOf, movementIdsOf } from './command-scope.js';

/**
 * Loads under locks what the commands are judged on. The order is the same everywhere, so that batches of
 * several replicas cannot wait for each other in a circle: reservations by id, transfers by id, levels by
 * (location, sku). What was entered before is read last, in a statement of its own: it then sees whatever the
 * batch before it committed while we waited for the locks.
 */
export async function readBatch(
  tx: QueryRunner,
  commands: readonly StockCommand[],
  attempt: number,
  cells?: Cells,
): Promise<BatchState> {
  const reservations = await readReservations(tx, commands, attempt);
  const transfers = await readTransfers(tx, commands);
  const counts = commands.filter((command) => command.type === 'record_count');

  const refs = new LevelRefs();
  for (const command of commands) refs.add(levelsOf(command), createsLevels(command));
  for (const { lines } of reservations) refs.add(lines, false);
  for (const { from, to, lines } of transfers) {
    refs.add(
      lines.flatMap(({ sku }) => [
        { locationId: from, sku },
        { locationId: to, sku },
      ]),
      true,
    );
  }

  const wanted = refs.all();
  const locked = await lockLevels(tx, wanted);
  const missing = wanted.filter((ref) => !locked.has(ref));
  const known = await readKnownIds(tx, missing, commands);
  const created = refs
    .creatable(missing)
    .filter(({ locationId, sku }) => known.locations.has(locationId) && known.skus.has(sku));
  const levels = [...locked.levels, ...(await createLevels(tx, created, known.locations))];

  const state = new BatchState(new StockBook(levels, locked.now ?? (await databaseClock(tx))), cells);
  for (const reservation of reservations) state.reservations.set(reservation.reservationId, reservation);
  for (const transfer of transfers) state.transfers.set(transfer.transferId, transfer);
  for (const sku of known.skus) state.knownSkus.add(sku);
  for (const [id, safetyStock] of known.locations) state.locationSafetyStock.set(id, safetyStock);

  await readKnownMovements(tx, state, commands, attempt);
  if (locked.anyWaiting || missing.length > 0) await readWaitingLines(tx, state, commands);
  if (counts.length > 0) await readCounts(tx, state, counts);
  return state;
}

/** The levels that a batch is about, each once, and whether some command creates it when it is missing. */
class LevelRefs {
  private readonly refs = new Map<string, LevelRef>();
  private readonly toCreate = new Set<string>();

  add(refs: readonly LevelRef[], create: boolean): void {
    for (const ref of refs) {
      const id = levelId(ref.locationId, ref.sku);
      if (!this.refs.has(id)) this.refs.set(id, ref);
      if (create) this.toCreate.add(id);
    }
  }

  all(): LevelRef[] {
    return [...this.refs.values()];
  }

  creatable(refs: readonly LevelRef[]): LevelRef[] {
    return refs.filter((ref) => this.toCreate.has(levelId(ref.locationId, ref.sku)));
  }
}

interface LevelRow extends FiguresRow {
  location_id: string;
  sku: string;
  own_safety_stock: boolean;
  sequence: string;
  counted_at: Date | null;
  low_stock_threshold: number | null;
  now: Date;
  any_waiting: boolean;
}

const LOCK_LEVELS = `
  SELECT l.location_id, l.sku, l.on_hand, l.reserved, l.committed, l.damaged, l.quality_control, l.incoming,
         l.safety_stock, l.own_safety_stock, l.sequence, l.counted_at, i.low_stock_threshold,
         clock_timestamp() AS now, (SELECT EXISTS (SELECT FROM inventory.pending_sale_line)) AS any_waiting
  FROM unnest($1::text[], $2::text[]) AS k (location_id, sku)
  JOIN inventory.stock_level l ON l.location_id = k.location_id AND l.sku = k.sku
  JOIN inventory.item i ON i.sku = l.sku
  ORDER BY l.location_id, l.sku
  FOR UPDATE OF l`;

async function lockLevels(tx: QueryRunner, refs: readonly LevelRef[]) {
  const rows = refs.length === 0 ? [] : await prepared<LevelRow>(tx, LOCK_LEVELS, refParameters(refs));
  const ids = new Set(rows.map((row) => levelId(row.location_id, row.sku)));
  return {
    levels: rows.map(toLevel),
    has: (ref: LevelRef) => ids.has(levelId(ref.locationId, ref.sku)),
    now: rows.at(-1)?.now.getTime(),
    anyWaiting: rows[0]?.any_waiting ?? false,
  };
}

/**
 * Creates levels at zero, in lock order, and locks them. Whoever creates one at the same moment is waited for; but a
 * level that is there by now comes out of turn, after higher ones that we hold, so if somebody has it locked we
 * begin anew instead of waiting, and find it in its place.
 */
async function createLevels(
  tx: QueryRunner,
  refs: readonly LevelRef[],
  safetyStock: ReadonlyMap<string, number>,
): Promise<Level[]> {
  if (refs.length === 0) return [];
  await tx.query(
    `INSERT INTO inventory.stock_level (location_id, sku, safety_stock, updated_at)
     SELECT location_id, sku, safety_stock, clock_timestamp()
     FROM unnest($1::text[], $2::text[], $3::int[]) AS k (location_id, sku, safety_stock)
     ORDER BY location_id COLLATE "C", sku COLLATE "C"
     ON CONFLICT DO NOTHING`,
    [...refParameters(refs), sqlArray(refs.map((ref) => safetyStock.get(ref.locationId) ?? 0))],
  );
  return ((await tx.query(`${LOCK_LEVELS} NOWAIT`, refParameters(refs))) as LevelRow[]).map(toLevel);
}

const refParameters = (refs: readonly LevelRef[]): string[] => [
  sqlArray(refs.map((ref) => ref.locationId)),
  sqlArray(refs.map((ref) => ref.sku)),
];

const toLevel = (row: LevelRow): Level => ({
  locationId: row.location_id,
  sku: row.sku,
  ...figuresOf(row),
  ownSafetyStock: row.own_safety_stock,
  sequence: Number(row.sequence),
  countedAt: row.counted_at === null ? null : row.counted_at.getTime(),
  lowStockThreshold: row.low_stock_threshold,
});

async function databaseClock(tx: QueryRunner): Promise<number> {
  const [row] = (await tx.query('SELECT clock_timestamp() AS now')) as [{ now: Date }];
  return row.now.getTime();
}

/** Of the ids behind missing levels, and of those that commands name without one, those that exist. */
async function readKnownIds(
  tx: QueryRunner,
  missing: readonly LevelRef[],
  commands: readonly StockCommand[],
) {
  const locationIds = new Set(missing.map((ref) => ref.locationId));
  const skus = new Set(missing.map((ref) => ref.sku));
  for (const command of commands) {
    if (command.type === 'record_count' || command.type === 'set_safety_stock') {
      locationIds.add(command.locationId);
    } else if (command.type === 'plan_transfer') {
      for (const id of [command.plan.from, command.plan.to]) locationIds.add(id);
      for (const { sku } of command.plan.lines) skus.add(sku);
    }
  }
  const known = { locations: new Map<string, number>(), skus: new Set<string>() };
  if (locationIds.size > 0) {
    const rows = (await tx.query(
      'SELECT location_id, safety_stock FROM inventory.location WHERE location_id = ANY($1::text[])',
      [sqlArray([...locationIds])],
    )) as { location_id: string; safety_stock: number }[];
    for (const row of rows) known.locations.set(row.location_id, row.safety_stock);
  }
  if (skus.size > 0) {
    const rows = (await tx.query('SELECT sku FROM inventory.item WHERE sku = ANY($1::text[])', [
      sqlArray([...skus]),
    ])) as { sku: string }[];
    for (const row of rows) known.skus.add(row.sku);
  }
  return known;
}

interface ReservationRow {
  reservation_id: string;
  reference: string;
  status: ReservationStatus;
  ttl_seconds: number;
  expires_at: Date;
  content_hash: string;
  created_at: Date;
  updated_at: Date;
}

interface ReservationLineRow {
  reservation_id: string;
  line_no: number;
  location_id: string;
  sku: string;
  requested: number;
  quantity: number;
  fulfilled: number;
  released: number;
  staged: number;
}

async function readReservations(
  tx: QueryRunner,
  commands: readonly StockCommand[],
  attempt: number,
): Promise<ReservationState[]> {
  const ids = new Set<string>();
  for (const command of commands) {
    if (!('reservationId' in command)) continue;
    // An id that we made ourselves cannot be there yet, unless our first commit got through unseen.
    const isNew = command.type === 'reserve' && command.request.reservationId === undefined && attempt === 1;
    if (!isNew) ids.add(command.reservationId);
  }
  if (ids.size === 0) return [];
  const list = [sqlArray([...ids])];
  const rows = (await tx.query(
    `SELECT reservation_id, reference, status, ttl_seconds, expires_at, content_hash, created_at, updated_at
     FROM inventory.reservation WHERE reservation_id = ANY($1::text[]) ORDER BY reservation_id FOR UPDATE`,
    list,
  )) as ReservationRow[];
  if (rows.length === 0) return [];
  const lines = (await tx.query(
    `SELECT reservation_id, line_no, location_id, sku, requested, quantity, fulfilled, released, staged
     FROM inventory.reservation_line WHERE reservation_id = ANY($1::text[]) ORDER BY reservation_id, line_no`,
    list,
  )) as ReservationLineRow[];
  const states = new Map<string, ReservationState>();
  for (const row of rows) {
    states.set(row.reservation_id, {
      reservationId: row.reservation_id,
      reference: row.reference,
      status: row.status,
      ttlSeconds: row.ttl_seconds,
      expiresAt: row.expires_at.getTime(),
      contentHash: Number(row.content_hash),
      createdAt: row.created_at.getTime(),
      updatedAt: row.updated_at.getTime(),
      lines: [],
    });
  }
  for (const line of lines) {
    states.get(line.reservation_id)?.lines.push({
      lineNo: line.line_no,
      locationId: line.location_id,
      sku: line.sku,
      requested: line.requested,
      quantity: line.quantity,
      fulfilled: line.fulfilled,
      released: line.released,
      staged: line.staged,
    });
  }
  return [...states.values()];
}

interface TransferRow {
  transfer_id: string;
  from_location_id: string;
  to_location_id: string;
  stock_status: TransferStockStatus;
  status: TransferStatus;
  reference: string | null;
  content_hash: string;
  created_at: Date;
  updated_at: Date;
}

async function readTransfers(tx: QueryRunner, commands: readonly StockCommand[]): Promise<TransferState[]> {
  const ids = new Set(commands.flatMap((command) => ('transferId' in command ? [command.transferId] : [])));
  if (ids.size === 0) return [];
  const list = [sqlArray([...ids])];
  const rows = (await tx.query(
    `SELECT transfer_id, from_location_id, to_location_id, stock_status, status, reference, content_hash, created_at,
            updated_at
     FROM inventory.transfer WHERE transfer_id = ANY($1::text[]) ORDER BY transfer_id FOR UPDATE`,
    list,
  )) as TransferRow[];
  const lines = (await tx.query(
    `SELECT transfer_id, sku, quantity, shipped, received, lost
     FROM inventory.transfer_line WHERE transfer_id = ANY($1::text[]) ORDER BY transfer_id, sku`,
    list,
  )) as ({ transfer_id: string } & TransferState['lines'][number])[];
  return rows.map((row) => ({
    transferId: row.transfer_id,
    from: row.from_location_id,
    to: row.to_location_id,
    stockStatus: row.stock_status,
    status: row.status,
    reference: row.reference,
    contentHash: Number(row.content_hash),
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
    lines: lines
      .filter((line) => line.transfer_id === row.transfer_id)
      .map(({ transfer_id: _, ...line }) => line),
  }));
}

async function readKnownMovements(
  tx: QueryRunner,
  state: BatchState,
  commands: readonly StockCommand[],
  attempt: number,
): Promise<void> {
  const ids = commands.flatMap(movementIdsOf);
  // Steps that can be repeated are known by their command; it matters only when we run it again.
  if (attempt > 1) for (const command of commands) ids.push(...repeatableIds(state, command));
  if (ids.length === 0) return;
  const rows = await prepared<{ movement_id: string; content_hash: string | null }>(
    tx,
    'SELECT movement_id, content_hash FROM inventory.stock_movement WHERE movement_id = ANY($1::text[])',
    [sqlArray(ids)],
  );
  for (const row of rows) {
    state.knownMovements.set(row.movement_id, row.content_hash === null ? null : Number(row.content_hash));
  }
}

function repeatableIds(state: BatchState, command: StockCommand): string[] {
  if (command.type === 'set_safety_stock') return [safetyStockMovementId(command.commandId)];
  if (command.type === 'fulfill' || command.type === 'release') {
    const lines = state.reservations.get(command.reservationId)?.lines ?? [];
    return lines.map((line) =>
      settlementMovementId(command.type, command.reservationId, command.commandId, line.lineNo),
    );
  }
  if (command.type === 'receive_transfer') {
    const lines = state.transfers.get(command.transferId)?.lines ?? [];
    return lines.flatMap(({ sku }) =>
      (['in', 'lost'] as const).map((step) =>
        transferMovementId(step, command.transferId, command.commandId, sku),
      ),
    );
  }
  return [];
}

async function readWaitingLines(
  tx: QueryRunner,
  state: BatchState,
  commands: readonly StockCommand[],
): Promise<void> {
  const sales = commands.flatMap((command) => (command.type === 'record_sale' ? [command.sale] : []));
  if (sales.length === 0) return;
  const rows = (await tx.query(
    `SELECT p.location_id, p.sale_id, p.line_id, p.content_hash
     FROM unnest($1::text[], $2::text[]) AS k (location_id, sale_id)
     JOIN inventory.pending_sale_line p ON p.location_id = k.location_id AND p.sale_id = k.sale_id`,
    [sqlArray(sales.map((sale) => sale.locationId)), sqlArray(sales.map((sale) => sale.saleId))],
  )) as { location_id: string; sale_id: string; line_id: string; content_hash: string }[];
  for (const row of rows) {
    state.waitingLines.set(
      saleMovementId(row.location_id, row.sale_id, row.line_id),
      Number(row.content_hash),
    );
  }
}

/** A till's clock may run 24 hours ahead, so what occurred after a moment was recorded at most that much earlier. */
const RECORDED_AFTER = `interval '24 hours'`;

async function readCounts(tx: QueryRunner, state: BatchState, counts: readonly RecordCount[]): Promise<void> {
  const known = (await tx.query(
    'SELECT count_id, content_hash, answer FROM inventory.stock_count WHERE count_id = ANY($1::text[])',
    [sqlArray(counts.map((count) => count.countId))],
  )) as { count_id: string; content_hash: string; answer: CountResult }[];
  for (const row of known) {
    state.counts.set(row.count_id, { contentHash: Number(row.content_hash), answer: row.answer });
  }
  for (const count of counts) {
    if (state.counts.has(count.countId)) continue;
    const rows = (await tx.query(
      `SELECT sku, sum(on_hand_delta)::int AS on_hand, sum(staged_delta)::int AS staged
       FROM inventory.stock_movement
       WHERE location_id = $1 AND sku = ANY($2::text[]) AND occurred_at > $3::timestamptz
         AND recorded_at > $3::timestamptz - ${RECORDED_AFTER}
       GROUP BY sku`,
      [count.locationId, sqlArray(count.lines.map((line) => line.sku)), new Date(count.countedAt)],
    )) as { sku: string; on_hand: number; staged: number }[];
    for (const row of rows) {
      const id = levelId(count.locationId, row.sku);
      state.movedSince.set(`${count.countId}\u001f${id}`, { onHand: row.on_hand, staged: row.staged });
    }
  }
  await readStaged(tx, state, counts);
}

/** What lies in bags and parcels at the counted levels; whoever changes it holds the level's lock, as we do. */
async function readStaged(tx: QueryRunner, state: BatchState, counts: readonly RecordCount[]): Promise<void> {
  const refs = counts.flatMap(({ locationId, lines }) => lines.map(({ sku }) => ({ locationId, sku })));
  const rows = (await tx.query(
    `SELECT location_id, sku, sum(staged)::int AS staged
     FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS k (location_id, sku)) k
     JOIN inventory.reservation_line l USING (location_id, sku)
     WHERE l.fulfilled + l.released < l.quantity
     GROUP BY location_id, sku`,
    refParameters(refs),
  )) as { location_id: string; sku: string; staged: number }[];
  for (const row of rows) state.stagedBefore.set(levelId(row.location_id, row.sku), row.staged);
}
