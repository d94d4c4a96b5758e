import { randomUUID } from 'node:crypto';
import type { ReservationInput } from '#contracts';
import type { IdempotencyContext } from '#platform';
import type { DataSource, QueryRunner } from 'typeorm';

/**
 * The counterpart of the reservations, as a service is usually written: a transaction per request that locks each
 * level's row by a conditional update, in order, then writes the same reservation, idempotency, ledger and outbox rows.
 */
export async function plainReserve(
  dataSource: DataSource,
  request: ReservationInput,
  key: IdempotencyContext,
): Promise<{ reservationId: string; status: string }> {
  const reservationId = randomUUID();
  const answer = { reservationId, reference: request.reference, status: 'active', lines: request.lines };
  const tx = dataSource.createQueryRunner();
  try {
    await tx.query('BEGIN');
    const lines = request.lines.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
    const levels: Record<string, number>[] = [];
    for (const line of lines) levels.push(await take(tx, line));
    await tx.query(
      'INSERT INTO inventory.idempotency (scope, key, request_hash, status, body) VALUES ($1, $2, $3, 201, $4)',
      [key.scope, key.key, key.requestHash, JSON.stringify(answer)],
    );
    await tx.query(
      `INSERT INTO inventory.reservation
         (reservation_id, reference, status, ttl_seconds, expires_at, content_hash, created_at, updated_at)
       VALUES ($1, $2, 'active', $3::int, now() + make_interval(secs => $3::int), 1, now(), now())`,
      [reservationId, request.reference, request.ttlSeconds],
    );
    for (const [i, line] of lines.entries())
      await write(tx, reservationId, i + 1, line, levels[i] as Record<string, number>);
    await tx.query(
      `INSERT INTO inventory.outbox (topic, key, event_id, type, subject, occurred_at, data)
       VALUES ('inventory.reservations.v1', $1, $2, 'inventory.reservation-created.v1', $1, now(), $3)`,
      [reservationId, randomUUID(), JSON.stringify(answer)],
    );
    await tx.query('COMMIT');
    return answer;
  } catch (error) {
    await tx.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await tx.release();
  }
}

type Line = ReservationInput['lines'][number];

async function take(tx: QueryRunner, line: Line): Promise<Record<string, number>> {
  const [[level]] = (await tx.query(
    `UPDATE inventory.stock_level
     SET reserved = reserved + $3, sequence = sequence + 1, updated_at = now()
     WHERE location_id = $1 AND sku = $2
       AND on_hand - reserved - committed - damaged - quality_control - safety_stock >= $3
     RETURNING on_hand, reserved, committed, damaged, quality_control, safety_stock, incoming, sequence`,
    [line.locationId, line.sku, line.quantity],
  )) as [Record<string, number>[]];
  if (level === undefined) throw new Error('The bench sold out an item');
  return level;
}

async function write(
  tx: QueryRunner,
  reservationId: string,
  lineNo: number,
  line: Line,
  level: Record<string, number>,
): Promise<void> {
  await tx.query(
    `INSERT INTO inventory.reservation_line (reservation_id, line_no, location_id, sku, requested, quantity)
     VALUES ($1, $2, $3, $4, $5, $5)`,
    [reservationId, lineNo, line.locationId, line.sku, line.quantity],
  );
  await tx.query(
    `INSERT INTO inventory.stock_movement (
       location_id, sku, sequence, movement_id, type, quantity,
       on_hand_delta, reserved_delta, committed_delta, damaged_delta, quality_control_delta, incoming_delta,
       on_hand, reserved, committed, damaged, quality_control, safety_stock, incoming, reference, occurred_at, recorded_at)
     VALUES ($1, $2, $3, $4, 'reserve', $5, 0, $5, 0, 0, 0, 0, $6, $7, $8, $9, $10, $11, $12, $13, now(), now())`,
    [
      line.locationId, line.sku, level['sequence'], `reserve/${reservationId}/${lineNo}`, line.quantity, level['on_hand'],
      level['reserved'], level['committed'], level['damaged'], level['quality_control'], level['safety_stock'],
      level['incoming'], reservationId,
    ], // prettier-ignore
  );
  await tx.query(
    `INSERT INTO inventory.outbox (topic, key, event_id, type, subject, occurred_at, data)
     VALUES ('inventory.levels.v1', $1, $2, 'inventory.level-changed.v1', $1, now(), $3)`,
    [`${line.locationId}/${line.sku}`, randomUUID(), JSON.stringify({ ...line, ...level })],
  );
}
