import {
  type IdempotencyContext,
  idempotencyId,
  idempotencyInsert,
  idempotencyParameters,
  readIdempotency,
  type Replayable,
} from '#platform';
import type { QueryRunner } from 'typeorm';
import { accepted, type Outcome, refused } from '../domain/refusal.js';
import { SCHEMA } from '../persistence/schema.js';

/**
 * Does the work once for an idempotency key and keeps its answer in the same transaction; a success is answered again,
 * a refusal is judged afresh. Without a key the work is simply done. Refusal: `idempotency_key_reused`.
 */
export async function answerOnce<T>(
  tx: QueryRunner,
  key: IdempotencyContext | undefined,
  status: number,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<Replayable<T>>> {
  if (key === undefined) return answer(await work(), status);
  const kept = (await readIdempotency(tx, SCHEMA, [key])).get(idempotencyId(key));
  if (kept !== undefined) {
    if (kept.requestHash === key.requestHash) {
      return accepted({ status: kept.status, body: JSON.parse(kept.body) as T, replayed: true });
    }
    return refused(
      'idempotency_key_reused',
      'This Idempotency-Key was used with another request. Use a new key for a new request.',
    );
  }
  const outcome = await work();
  if (outcome.ok) {
    const row = { ...key, status, body: JSON.stringify(outcome.value) };
    await tx.query(idempotencyInsert(SCHEMA, 1), idempotencyParameters([row]));
  }
  return answer(outcome, status);
}

const answer = <T>(outcome: Outcome<T>, status: number): Outcome<Replayable<T>> =>
  outcome.ok ? accepted({ status, body: outcome.value, replayed: false }) : outcome;
