import {
  type IdempotencyContext,
  type IdempotencyRow,
  idempotencyInsert,
  idempotencyParameters,
  readIdempotency,
  type Replayable,
} from '#platform';
import { type InboxEntry, receive, takeBack } from '#messaging';
import { failpoint, inTransaction } from '#persistence';
import type { DataSource, QueryRunner } from 'typeorm';
import type { BatchState } from '../domain/batch-state.js';
import type { Cells } from '../domain/cells.js';
import type { StockCommand } from '../domain/command.js';
import { decide, isAnswered } from '../domain/decide.js';
import { accepted, type Outcome, refused } from '../domain/refusal.js';
import { SCHEMA } from '../persistence/schema.js';
import { readBatch } from './batch-reader.js';
import { writeBatch } from './batch-writer.js';
import { BulkStatement } from './bulk-statement.js';

/** The message that a command came with, and the consumer group to which it must happen once. */
export interface ReceivedMessage extends InboxEntry {
  readonly group: string;
}

/** A command as it is queued; with an idempotency key, its success is kept under that key in the same transaction. */
export interface Submission {
  readonly command: StockCommand;
  readonly idempotency?: IdempotencyContext | undefined;
  /** The HTTP status that a success is answered, and replayed, with. */
  readonly status?: number;
  /** The message is marked as received in the same transaction; one that is known is passed over as done. */
  readonly message?: ReceivedMessage;
}

/** Two replicas wrote the same new id at once: the second finds the first's row when it looks again. */
const UNIQUE_VIOLATION = '23505';

/**
 * Runs commands as one transaction: lock and read, decide each in the order given, write everything in bulk,
 * commit. The outcomes come in the order of the commands and only once they are on disk; the value of one with
 * an idempotency key is a `Replayable`, that of a message which was known is undefined. A message whose command is
 * refused, with nobody told of it by an event, counts as not received. Throws when the batch as a whole failed; then none of it took effect,
 * or (a lost commit) running it again finds that it did. `committed` is told what the batch left behind.
 */
export async function runStockBatch(
  dataSource: DataSource,
  submissions: readonly Submission[],
  committed?: (state: BatchState) => void,
  cells?: Cells,
): Promise<Outcome<unknown>[]> {
  const keys = submissions.flatMap(({ idempotency }) => idempotency ?? []);
  let attempt = 0;
  let decided: BatchState | undefined;
  const work = async (tx: QueryRunner) => {
    attempt += 1;
    const answers = new KeptAnswers(keys.length === 0 ? new Map() : await readIdempotency(tx, SCHEMA, keys));
    const received = await receiveMessages(tx, submissions);
    const commands = submissions.flatMap(({ command }, i) => (received[i] ? command : []));
    const state = await readBatch(tx, commands, attempt, cells);
    await failpoint('batch.locked');
    const outcomes = submissions.map((submission, i) =>
      received[i] ? answers.once(submission, state) : accepted(undefined),
    );
    await takeBackRefused(tx, submissions, outcomes);
    const statement = new BulkStatement();
    answers.addTo(statement);
    await writeBatch(tx, state, statement);
    decided = state;
    return outcomes;
  };
  for (;;) {
    try {
      const outcomes = await inTransaction(dataSource, work, { byKeyOnly: true });
      if (decided !== undefined) committed?.(decided);
      return outcomes;
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION || attempt > 3) throw error;
    }
  }
}

/** Marks the messages, group by group in one order everywhere; false for each that is known already. */
async function receiveMessages(tx: QueryRunner, submissions: readonly Submission[]): Promise<boolean[]> {
  const received = submissions.map(() => true);
  for (const [group, messages] of messagesByGroup(submissions)) {
    const fresh = await receive(
      tx,
      SCHEMA,
      group,
      messages.map(({ message }) => message),
    );
    for (const [i, { index }] of messages.entries()) received[index] = fresh[i] as boolean;
  }
  return received;
}

async function takeBackRefused(
  tx: QueryRunner,
  submissions: readonly Submission[],
  outcomes: readonly Outcome<unknown>[],
): Promise<void> {
  const untold = submissions.filter(({ command }, i) => !outcomes[i]?.ok && !isAnswered(command));
  for (const [group, messages] of messagesByGroup(untold)) {
    await takeBack(
      tx,
      SCHEMA,
      group,
      messages.map(({ message }) => message),
    );
  }
}

function messagesByGroup(submissions: readonly Submission[]) {
  const groups = new Map<string, { index: number; message: ReceivedMessage }[]>();
  for (const [index, { message }] of submissions.entries()) {
    if (message === undefined) continue;
    const messages = groups.get(message.group) ?? [];
    if (messages.length === 0) groups.set(message.group, messages);
    messages.push({ index, message });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
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
