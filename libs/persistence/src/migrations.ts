import type { DataSource } from 'typeorm';
import { quoted } from './sql.js';

/**
 * Brings the service's schema up to date: creates it, then runs every migration that is not in its `migration`
 * table, each in a transaction. An advisory lock lets one replica do it while the others wait.
 * Returns the names of the migrations that ran.
 */
export async function runMigrations(
  dataSource: DataSource,
  { schema }: { schema: string },
): Promise<string[]> {
  const guard = dataSource.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`migrate:${schema}`]);
    await guard.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
    const ran = await dataSource.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await guard
      .query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [`migrate:${schema}`])
      .catch(() => {});
    await guard.release();
  }
}

/** Names of the migrations that have not run yet; empty when the schema is up to date. */
export async function pendingMigrations(
  dataSource: DataSource,
  { schema }: { schema: string },
): Promise<string[]> {
  const [row] = (await dataSource.query('SELECT to_regclass($1) AS found', [`${schema}.migration`])) as [
    { found: string | null },
  ];
  const done = new Set<string>();
  if (row.found !== null) {
    const rows = (await dataSource.query(`SELECT name FROM ${quoted(schema)}.migration`)) as {
      name: string;
    }[];
    for (const { name } of rows) done.add(name);
  }
  return dataSource.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !done.has(name));
}
