import { keepWeeklyPartitions, quoted } from '#persistence';
import type { DataSource } from 'typeorm';
import { KEPT_DAYS } from './store.js';

/**
 * Makes the partitions of the weeks to come and drops those whose answers are all older than 7 days, as of `now`.
 * Safe on several replicas: one does it, the others pass.
 */
export async function keepIdempotencyWeeks(dataSource: DataSource, schema: string, now: Date): Promise<void> {
  await dataSource.transaction(async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '2s'`);
    const [row] = (await tx.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [
      `idempotency-keeper:${schema}`,
    ])) as [{ mine: boolean }];
    if (!row.mine) return;
    // A day more than is ever read, so that clocks which differ drop nothing that is still wanted.
    const keptDays = KEPT_DAYS + 1;
    const weekly = { schema, table: 'idempotency', column: 'created_on', weeks: [0, 1, 2], keptDays };
    await keepWeeklyPartitions(tx, weekly, now);
    await tx.query(
      `DELETE FROM ${quoted(schema)}.idempotency_default WHERE created_on < $1::date - $2::int`,
      [now.toISOString().slice(0, 10), keptDays],
    );
  });
}
