import {
  type IdempotencyContext,
  type IdempotencyRow,
  idempotencyInsert,
  idempotencyParameters,
  readIdempotency,
  type Replayable,
} from '#platform';
import { inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { BatchState } from '../domain/batch-state.js';
import type { StockCommand } from '../domain/command.js';
import { decide } from '../domain/decide.js';
import { accepted, type Outcome, refused } from '../domain/refusal.js';
import { SCHEMA } from '../persistence/schema.js';
import { readBatch } from './batch-reader.js';
import { writeBatch } from './batch-writer.js';
import { BulkStatement } from './bulk-statement.js';

/** A command as it is queued; with an idempotency key, its success is kept under that key in the same transaction. */
export interface Submission {
  readonly command: StockCommand;
  readonly idempotency?: IdempotencyContext | undefined;
  /** The HTTP status that a success is answered, and replayed, with. */
  readonly status?: number;
}

/** Two replicas wrote the same new id at once: the second finds the first's row when it looks again. */
const UNIQUE_VIOLATION = '23505';

/**
 * Runs commands as one transaction: lock and read, decide each in the order given, write everything in bulk,
 * commit. The outcomes come in the order of the commands and only once they are on disk; the value of one with
 * an idempotency key is a `Replayable`. Throws when the batch as a whole failed; then none of it took effect,
 * or (a lost commit) running it again finds that it did.
 */
export async function runStockBatch(
  dataSource: DataSource,
  submissions: readonly Submission[],
): Promise<Outcome<unknown>[]> {
  const keys = submissions.flatMap(({ idempotency }) => idempotency ?? []);
  const commands = submissions.map(({ command }) => command);
  let attempt = 0;
  const run = () =>
    inTransaction(dataSource, async (tx) => {
      attempt += 1;
      const answers = new KeptAnswers(
        keys.length === 0 ? new Map() : await readIdempotency(tx, SCHEMA, keys),
      );
      const state = await readBatch(tx, commands, attempt);
      const outcomes = submissions.map((submission) => answers.once(submission, state));
      const statement = new BulkStatement();
      answers.addTo(statement);
      await writeBatch(tx, state, statement);
      return outcomes;
    });
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION || attempt > 3) throw error;
    }
  }
}

/** The answers kept under idempotency keys: those there already, and those that this batch adds. */
class KeptAnswers {
  private readonly added: IdempotencyRow[] = [];

  constructor(private readonly kept: Map<string, IdempotencyRow>) {}

  /** Decides the command, unless its key has been answered: then that answer again. A refusal is not kept. */
  once(submission: Submission, state: BatchState): Outcome<unknown> {
    const { command, idempotency, status = 200 } = submission;
    if (idempotency === undefined) return decide(state, command);
    const id = `${idempotency.scope}\u001f${idempotency.key}`;
    const answer = this.kept.get(id);
    if (answer !== undefined) {
      if (answer.requestHash !== idempotency.requestHash) {
        return refused(
          'idempotency_key_reused',
          'This Idempotency-Key was used with another request. Use a new key for a new request.',
        );
      }
      return accepted<Replayable>({ status: answer.status, body: JSON.parse(answer.body), replayed: true });
    }
    const outcome: Outcome<unknown> = decide(state, command);
    if (!outcome.ok) return outcome;
    const row = { ...idempotency, status, body: JSON.stringify(outcome.value) };
    this.kept.set(id, row);
    this.added.push(row);
    return accepted<Replayable>({ status, body: outcome.value, replayed: false });
  }

  addTo(statement: BulkStatement): void {
    if (this.added.length === 0) return;
    statement.add((first) => idempotencyInsert(SCHEMA, first), idempotencyParameters(this.added));
  }
}
