import { quoted } from '#persistence';
import type { DataSource } from 'typeorm';
import { KEPT_DAYS } from './store.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * Makes the partitions of the weeks to come and drops those whose answers are all older than 7 days, as of `now`.
 * Safe on several replicas: one does it, the others pass.
 */
export async function keepIdempotencyWeeks(dataSource: DataSource, schema: string, now: Date): Promise<void> {
  const table = `${quoted(schema)}.idempotency`;
  await dataSource.transaction(async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '2s'`);
    const [row] = (await tx.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [
      `idempotency-keeper:${schema}`,
    ])) as [{ mine: boolean }];
    if (!row.mine) return;
    const existing = (await tx.query(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass AND c.relname LIKE 'idempotency\\_w%'`,
      [table],
    )) as { name: string }[];
    const weeks = new Set(existing.map(({ name }) => name));
    for (const offset of [0, 1, 2]) {
      const from = monday(now) + offset * WEEK_MS;
      const name = partition(from);
      if (weeks.has(name)) continue;
      const [first, next] = [day(from), day(from + WEEK_MS)];
      const week = `${quoted(schema)}.${quoted(name)}`;
      // Answers that were kept before the week had its partition are in the default one: they move along.
      await tx.query(`CREATE TABLE ${week} (LIKE ${table} INCLUDING ALL)`);
      await tx.query(
        `WITH moved AS (
           DELETE FROM ${table}_default WHERE created_on >= '${first}' AND created_on < '${next}' RETURNING *)
         INSERT INTO ${week} SELECT * FROM moved`,
      );
      await tx.query(
        `ALTER TABLE ${table} ATTACH PARTITION ${week} FOR VALUES FROM ('${first}') TO ('${next}')`,
      );
    }
    const oldest = partition(monday(new Date(now.getTime() - KEPT_DAYS * DAY_MS - DAY_MS)));
    for (const name of weeks)
      if (name < oldest) await tx.query(`DROP TABLE ${quoted(schema)}.${quoted(name)}`);
    await tx.query(`DELETE FROM ${table}_default WHERE created_on < $1`, [
      day(now.getTime() - (KEPT_DAYS + 1) * DAY_MS),
    ]);
  });
}

function monday(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return midnight - ((date.getUTCDay() + 6) % 7) * DAY_MS;
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
const partition = (from: number): string => `idempotency_w${day(from).replaceAll('-', '_')}`;
