import { quoted } from './sql.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** A table that is partitioned by week over a date column, with a default partition `<table>_default`. */
export interface WeeklyTable {
  readonly schema: string;
  readonly table: string;
  /** The date that decides the week. */
  readonly column: string;
  /** Weeks that must have a partition, counted from the one at hand: -1 is last week, 2 the week after next. */
  readonly weeks: readonly number[];
  /** A week is dropped once all of it is more than this many days old. */
  readonly keptDays: number;
}

/** What runs SQL: a query runner or an entity manager, inside the caller's transaction. */
export interface Querying {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * Makes the partitions of the weeks asked for and drops those that are too old, as of `now`, so that old rows go
 * without a big delete. Weeks begin on Monday, UTC; a partition is named `<table>_w2026_11_23`. The caller sees to it
 * that one replica does it at a time.
 */
export async function keepWeeklyPartitions(tx: Querying, weekly: WeeklyTable, now: Date): Promise<void> {
  const parent = `${quoted(weekly.schema)}.${quoted(weekly.table)}`;
  const spare = `${quoted(weekly.schema)}.${quoted(`${weekly.table}_default`)}`;
  const column = quoted(weekly.column);
  const existing = await weeksOf(tx, weekly, parent);
  for (const offset of weekly.weeks) {
    const from = day(monday(now) + offset * WEEK_MS);
    const to = day(monday(now) + (offset + 1) * WEEK_MS);
    if (existing.has(from)) continue;
    const week = partition(weekly, from);
    // Rows that came before the week had its partition are in the default one: they move along.
    await tx.query(`CREATE TABLE ${week} (LIKE ${parent} INCLUDING ALL)`);
    await tx.query(
      `WITH moved AS (DELETE FROM ${spare} WHERE ${column} >= '${from}' AND ${column} < '${to}' RETURNING *)
       INSERT INTO ${week} SELECT * FROM moved`,
    );
    await tx.query(`ALTER TABLE ${parent} ATTACH PARTITION ${week} FOR VALUES FROM ('${from}') TO ('${to}')`);
  }
  const oldest = day(now.getTime() - weekly.keptDays * DAY_MS - WEEK_MS);
  for (const from of existing) if (from < oldest) await tx.query(`DROP TABLE ${partition(weekly, from)}`);
}

/** First days of the weeks that have a partition. */
async function weeksOf(tx: Querying, { table }: WeeklyTable, parent: string): Promise<Set<string>> {
  const prefix = `${table}_w`;
  const rows = (await tx.query(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass AND starts_with(c.relname, $2)`,
    [parent, prefix],
  )) as { name: string }[];
  return new Set(rows.map(({ name }) => name.slice(prefix.length).replaceAll('_', '-')));
}

const partition = ({ schema, table }: WeeklyTable, from: string): string =>
  `${quoted(schema)}.${quoted(`${table}_w${from.replaceAll('-', '_')}`)}`;

function monday(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return midnight - ((date.getUTCDay() + 6) % 7) * DAY_MS;
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
