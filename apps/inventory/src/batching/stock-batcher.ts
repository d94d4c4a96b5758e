import { AsyncLocalStorage } from 'node:async_hooks';
import { isTransient } from '#persistence';
import { causeNow, type IdempotencyContext, type Replayable } from '#platform';
import type { DataSource } from 'typeorm';
import type { Cells } from '../domain/cells.js';
import type { StockCommand, ValueOf } from '../domain/command.js';
import { accepted, type Outcome } from '../domain/refusal.js';
import { type BatchLimits, CommandQueue, type Priority } from './command-queue.js';
import { newShortage } from './batch-events.js';
import { tracedBatch } from './batch-trace.js';
import { byteSize, laneKey, lineCount } from './command-scope.js';
import { type ReceivedMessage, runStockBatch, type Submission } from './stock-batch.js';

export interface StockBatcherOptions {
  readonly dataSource: DataSource;
  /** Which locations are dealt with here; left out, all. */
  readonly cells?: Cells;
  /** Called after every commit that may have left events in the outbox. */
  readonly onCommitted?: () => void;
  readonly limits?: BatchLimits;
  /** How many batches run side by side, each in a transaction of its own; a location keeps to one of them. */
  readonly lanes?: number;
  /** Beyond this many bytes of waiting commands, new ones are turned away. */
  readonly maxQueuedBytes?: number;
  readonly observe?: (batch: BatchObservation) => void;
  /** Called for every command that is turned away because too much waits. */
  readonly turnedAway?: () => void;
}

/** What a batch was, for metrics. */
export interface BatchObservation {
  readonly commands: readonly StockCommand[];
  /** What became of each command; none of a batch that failed. */
  readonly outcomes: readonly Outcome<unknown>[];
  readonly lines: number;
  readonly milliseconds: number;
  /** From its receipt, for the command that waited longest. */
  readonly longestDelayMs: number;
  readonly failed: boolean;
  /** Levels of which more is promised than is there since this batch, and by how many units more. */
  readonly oversold: { readonly levels: number; readonly units: number };
}

/** The queue is full: try again in a moment. */
export class OverloadedError extends Error {
  readonly retryAfterSeconds = 1;

  constructor() {
    super('More commands are waiting than can be taken on.');
  }
}

interface Entry extends Submission {
  readonly lines: number;
  readonly bytes: number;
  /** By `performance.now()`. */
  readonly receivedAt: number;
  resolve(outcome: Outcome<unknown>): void;
  reject(error: unknown): void;
}

const LIMITS: BatchLimits = { commands: 1_000, lines: 2_000 };
const NOTHING_OVERSOLD = { levels: 0, units: 0 };
const MAX_QUEUED_BYTES = 64 * 1024 * 1024;

/**
 * Gathers the stock commands that arrive while the batch before them runs, and runs them as one transaction. No
 * timer holds anybody up: an idle lane starts at once. So callers of one hot level share its lock instead of
 * queueing for it, and the busier it gets the more each commit carries.
 */
export class StockBatcher {
  private readonly lanes: Lane[];
  /** Beyond this many bytes of waiting commands, new ones are turned away. */
  readonly maxQueuedBytes: number;
  private readonly waitingForRoom: (() => void)[] = [];
  private stopped = false;

  constructor(private readonly options: StockBatcherOptions) {
    const batchDone = () => {
      for (const resolve of this.waitingForRoom.splice(0)) resolve();
    };
    this.lanes = Array.from({ length: options.lanes ?? 2 }, () => new Lane(options, batchDone));
    this.maxQueuedBytes = options.maxQueuedBytes ?? MAX_QUEUED_BYTES;
  }

  /**
   * Queues a command and gives its outcome once it is committed. A refusal is an outcome, not an error. Throws
   * `OverloadedError` when too much is waiting, and the database's error when the batch could not be run.
   */
  async submit<C extends StockCommand>(
    command: C,
    options: { priority?: Priority } = {},
  ): Promise<Outcome<ValueOf<C>>> {
    return (await this.enqueue({ command }, options.priority ?? 'checkout')) as Outcome<ValueOf<C>>;
  }

  /**
   * As `submit`, for a request that may bring an idempotency key: its success is kept under the key in the very
   * transaction of its effect and answered again, with `replayed`, when the request is sent again. Another
   * request under the same key is refused as `idempotency_key_reused`; a refusal is judged afresh.
   */
  async submitOnce<C extends StockCommand>(
    command: C,
    idempotency: IdempotencyContext | undefined,
    status: number,
  ): Promise<Outcome<Replayable<ValueOf<C>>>> {
    const outcome = await this.enqueue({ command, idempotency, status }, 'checkout');
    if (!outcome.ok || idempotency !== undefined) return outcome as Outcome<Replayable<ValueOf<C>>>;
    return accepted({ status, body: outcome.value as ValueOf<C>, replayed: false });
  }

  /**
   * As `submit`, for a command that came with a message: it takes effect once, however often the message comes, and
   * the value is undefined when it was known. Waits while the queue is full.
   */
  async submitReceived<C extends StockCommand>(
    command: C,
    message: ReceivedMessage,
  ): Promise<Outcome<ValueOf<C> | undefined>> {
    while (this.queuedBytes > this.maxQueuedBytes && !this.stopped) await this.room();
    return (await this.enqueue({ command, message }, 'checkout')) as Outcome<ValueOf<C> | undefined>;
  }

  /** Waits until there is room again, so that a topic's partition pauses instead of being turned away. */
  async room(): Promise<void> {
    while (this.queuedBytes > this.maxQueuedBytes / 2) {
      await new Promise<void>((resolve) => this.waitingForRoom.push(resolve));
    }
  }

  get queuedBytes(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.queuedBytes, 0);
  }

  get queuedCommands(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.queuedCommands, 0);
  }

  /** Takes no more commands and waits until those that wait are committed. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.lanes.map((lane) => lane.drained()));
  }

  /** HTTP and subscriptions have ended by now: what they left in the queue is committed before the relay stops. */
  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  private enqueue(submission: Submission, priority: Priority): Promise<Outcome<unknown>> {
    if (this.stopped || this.queuedBytes > this.maxQueuedBytes) {
      quietly(() => this.options.turnedAway?.());
      return Promise.reject(new OverloadedError());
    }
    // It may be run with commands of others, so it takes along what it is part of.
    const command = { ...causeNow(), ...submission.command };
    return this.laneOf(command).add({ ...submission, command }, priority);
  }

  private laneOf(command: StockCommand): Lane {
    const key = laneKey(command);
    let hash = 0;
    for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
    return this.lanes[Math.abs(hash) % this.lanes.length] as Lane;
  }
}

/** One batch after another. */
class Lane {
  private readonly queue = new CommandQueue<Entry>();
  private readonly limits: BatchLimits;
  private running: Promise<void> | undefined;
  /** A batch is of many callers: no request, and no trace, is its own. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(
    private readonly options: StockBatcherOptions,
    private readonly batchDone: () => void,
  ) {
    this.limits = options.limits ?? LIMITS;
  }

  get queuedBytes(): number {
    return this.queue.byteSize;
  }

  get queuedCommands(): number {
    return this.queue.size;
  }

  add(submission: Submission, priority: Priority): Promise<Outcome<unknown>> {
    const { command } = submission;
    return new Promise((resolve, reject) => {
      this.queue.push(
        {
          ...submission,
          lines: lineCount(command),
          bytes: byteSize(command),
          receivedAt: performance.now(),
          resolve,
          reject,
        },
        priority,
      );
      this.running ??= this.outside(() => this.run());
    });
  }

  async drained(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // What arrives in the same turn of the event loop belongs together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.size > 0) {
      await this.settle(this.queue.take(this.limits));
      this.batchDone();
    }
    this.running = undefined;
  }

  /**
   * Runs the entries and answers each. When they fail for a reason that lies in one of them, they are halved
   * until the culprit stands alone, so that its neighbours succeed.
   */
  private async settle(entries: readonly Entry[]): Promise<void> {
    const started = performance.now();
    let outcomes: Outcome<unknown>[];
    let oversold = NOTHING_OVERSOLD;
    try {
      outcomes = await tracedBatch(entries, (traced) =>
        runStockBatch(
          this.options.dataSource,
          traced,
          (state) => {
            oversold = newShortage(state);
          },
          this.options.cells,
        ),
      );
    } catch (error) {
      this.observe(entries, [], started, NOTHING_OVERSOLD);
      if (entries.length === 1 || isTransient(error)) {
        for (const entry of entries) entry.reject(error);
        return;
      }
      const middle = Math.ceil(entries.length / 2);
      await this.settle(entries.slice(0, middle));
      await this.settle(entries.slice(middle));
      return;
    }
    // It is on disk: whatever happens from here on, it must not be run again.
    for (const [i, entry] of entries.entries()) entry.resolve(outcomes[i] as Outcome<unknown>);
    this.observe(entries, outcomes, started, oversold);
    quietly(() => this.options.onCommitted?.());
  }

  private observe(
    entries: readonly Entry[],
    outcomes: readonly Outcome<unknown>[],
    started: number,
    oversold: BatchObservation['oversold'],
  ): void {
    const now = performance.now();
    quietly(() =>
      this.options.observe?.({
        commands: entries.map(({ command }) => command),
        outcomes,
        lines: entries.reduce((sum, entry) => sum + entry.lines, 0),
        milliseconds: now - started,
        longestDelayMs: now - entries.reduce((first, entry) => Math.min(first, entry.receivedAt), now),
        failed: outcomes.length === 0,
        oversold,
      }),
    );
  }
}

/** A listener that fails is not worth a lane: metrics may miss a batch, and the relay looks by itself as well. */
function quietly(listen: () => void): void {
  try {
    listen();
  } catch {
    // Nothing to undo: the batch is settled.
  }
}
