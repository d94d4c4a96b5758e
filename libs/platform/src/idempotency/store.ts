import { prepared, quoted, sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';

/** How long an answer is kept under its key, in days. */
export const KEPT_DAYS = 7;

/** A request's idempotency key, with what it stands for. */
export interface IdempotencyContext {
  /** Caller and route, path parameters included: keys of different routes do not meet. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 over the request's body. */
  readonly requestHash: string;
}

/** An answer under its key. */
export interface IdempotencyRow extends IdempotencyContext {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/** What a handler gives when its answer may be an earlier one: status and body, and whether it is replayed. */
export interface Replayable<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly replayed: boolean;
}

/** The key of `readIdempotency`'s map. */
export const idempotencyId = ({ scope, key }: { scope: string; key: string }): string =>
  `${scope}\u001f${key}`;

/**
 * Locks the keys until the transaction ends, in one order everywhere, and gives the answers that are kept under
 * them. Whoever comes with the same key at the same moment waits here and then finds the answer.
 */
export async function readIdempotency(
  tx: QueryRunner,
  schema: string,
  contexts: readonly IdempotencyContext[],
): Promise<Map<string, IdempotencyRow>> {
  const rows = await prepared<IdempotencyRow>(
    tx,
    `SELECT scope, key, request_hash AS "requestHash", status, body
     FROM ${quoted(schema)}.idempotency_answers(
       $1::text[], $2::text[], (now() AT TIME ZONE 'UTC')::date - ${KEPT_DAYS})`,
    [sqlArray(contexts.map((context) => context.scope)), sqlArray(contexts.map((context) => context.key))],
  );
  return new Map(rows.map((row) => [idempotencyId(row), row]));
}

/** `INSERT INTO <schema>.idempotency ...`, for use inside a data-modifying CTE; five parameters. */
export function idempotencyInsert(schema: string, firstParameter: number): string {
  const arrays = ['text', 'text', 'text', 'int', 'text']
    .map((type, i) => `$${firstParameter + i}::${type}[]`)
    .join(', ');
  return (
    `INSERT INTO ${quoted(schema)}.idempotency (scope, key, request_hash, status, body)` +
    ` SELECT * FROM unnest(${arrays})`
  );
}

/** The parameters of `idempotencyInsert`. */
export function idempotencyParameters(rows: readonly IdempotencyRow[]): unknown[] {
  return [
    sqlArray(rows.map((row) => row.scope)),
    sqlArray(rows.map((row) => row.key)),
    sqlArray(rows.map((row) => row.requestHash)),
    sqlArray(rows.map((row) => row.status)),
    sqlArray(rows.map((row) => row.body)),
  ];
}
