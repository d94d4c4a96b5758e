import { createHash } from 'node:crypto';
import type { PoolClient, QueryResultRow } from 'pg';
import { type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** Of each text; a program has a few dozen of them, so nothing here grows with what it works on. */
const names = new Map<string, string>();

/**
 * Runs a statement that PostgreSQL parses and plans once per connection instead of every time, and gives its rows. For
 * statements of a fixed text that run all the time: a text that is put together from values would leave a plan behind for each.
 * Throws the driver's own error (`code` is the SQLSTATE), and TypeORM's when the connection is lost already.
 */
export async function prepared<R extends QueryResultRow>(
  tx: QueryRunner,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  if (tx.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const client = (await tx.connect()) as PoolClient;
  const { rows } = await client.query<R>({ name: nameOf(text), text, values: [...values] });
  return rows;
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `shelfstream_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
  }
  return name;
}
