import type { DataSource, QueryRunner } from 'typeorm';
import { failpoint } from './failpoints.js';
import { isTransient } from './transient.js';

export interface TransactionOptions {
  /** How often the work is tried in all when it fails for a transient reason; default 5. */
  readonly attempts?: number;
  /** Longest wait for one lock, in milliseconds; default 5,000. */
  readonly lockTimeoutMs?: number;
  /** Longest run of one statement, in milliseconds; default 30,000. */
  readonly statementTimeoutMs?: number;
  /**
   * Its statements find all their rows by key, so they are planned as look-ups in indexes and nothing else. It goes
   * with `prepared`: a plan that is kept since its tables were small would go on to read them whole; default false.
   */
  readonly byKeyOnly?: boolean;
}

const BY_KEY_ONLY = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']
  .map((way) => `; SET LOCAL ${way} = off`)
  .join('');

/**
 * Runs `work` in one database transaction and commits it. A deadlock, a lock timeout or a lost connection is
 * tried again from the start after a jittered pause, so `work` must have no effect outside its transaction, and
 * must bring its own ids: when the connection is lost during COMMIT, nobody knows whether it took place.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (tx: QueryRunner) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { attempts = 5, lockTimeoutMs = 5_000, statementTimeoutMs = 30_000, byKeyOnly = false } = options;
  const begin =
    `BEGIN; SET LOCAL lock_timeout = ${Math.trunc(lockTimeoutMs)};` +
    ` SET LOCAL statement_timeout = ${Math.trunc(statementTimeoutMs)}` +
    (byKeyOnly ? BY_KEY_ONLY : '');
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(dataSource, begin, work);
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
      await pause(attempt);
    }
  }
}

const afterCommits = new WeakMap<QueryRunner, (() => void)[]>();

/**
 * Runs `work` once the transaction of `inTransaction` is committed, and not at all if it is rolled back: for what only
 * counts or wakes. It must not throw.
 */
export function afterCommit(tx: QueryRunner, work: () => void): void {
  const works = afterCommits.get(tx);
  if (works === undefined) afterCommits.set(tx, [work]);
  else works.push(work);
}

async function once<T>(
  dataSource: DataSource,
  begin: string,
  work: (tx: QueryRunner) => Promise<T>,
): Promise<T> {
  const tx = dataSource.createQueryRunner();
  try {
    // One round trip instead of three, and TypeORM's own bookkeeping of nested transactions left out.
    await tx.query(begin);
    const result = await work(tx);
    await failpoint('transaction.written');
    await tx.query('COMMIT');
    for (const after of afterCommits.get(tx) ?? []) after();
    await failpoint('transaction.committed');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await tx.release().catch(() => {});
  }
}

/** Full jitter between 0 and 20 ms, doubled with every attempt and capped at one second. */
export function pause(attempt: number): Promise<void> {
  const ceiling = Math.min(1_000, 20 * 2 ** (attempt - 1));
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}
