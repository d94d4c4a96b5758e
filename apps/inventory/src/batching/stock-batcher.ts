import { isTransient } from '#persistence';
import type { DataSource } from 'typeorm';
import type { StockCommand, ValueOf } from '../domain/command.js';
import type { Outcome } from '../domain/refusal.js';
import { type BatchLimits, CommandQueue, type Priority } from './command-queue.js';
import { byteSize, laneKey, lineCount } from './command-scope.js';
import { runStockBatch } from './stock-batch.js';

export interface StockBatcherOptions {
  readonly dataSource: DataSource;
  /** Called after every commit that may have left events in the outbox. */
  readonly onCommitted?: () => void;
  readonly limits?: BatchLimits;
  /** How many batches run side by side, each in a transaction of its own; a location keeps to one of them. */
  readonly lanes?: number;
  /** Beyond this many bytes of waiting commands, new ones are turned away. */
  readonly maxQueuedBytes?: number;
  readonly observe?: (batch: BatchObservation) => void;
}

/** What a batch was, for metrics. */
export interface BatchObservation {
  readonly commands: number;
  readonly lines: number;
  readonly milliseconds: number;
  readonly failed: boolean;
}

/** The queue is full: try again in a moment. */
export class OverloadedError extends Error {
  readonly retryAfterSeconds = 1;

  constructor() {
    super('More commands are waiting than can be taken on.');
  }
}

interface Entry {
  readonly command: StockCommand;
  readonly lines: number;
  readonly bytes: number;
  resolve(outcome: Outcome<unknown>): void;
  reject(error: unknown): void;
}

const LIMITS: BatchLimits = { commands: 1_000, lines: 2_000 };
const MAX_QUEUED_BYTES = 64 * 1024 * 1024;

/**
 * Gathers the stock commands that arrive while the batch before them runs, and runs them as one transaction. No
 * timer holds anybody up: an idle lane starts at once. So callers of one hot level share its lock instead of
 * queueing for it, and the busier it gets the more each commit carries.
 */
export class StockBatcher {
  private readonly lanes: Lane[];
  private readonly maxQueuedBytes: number;
  private stopped = false;

  constructor(options: StockBatcherOptions) {
    this.lanes = Array.from({ length: options.lanes ?? 2 }, () => new Lane(options));
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
    if (this.stopped || this.queuedBytes > this.maxQueuedBytes) throw new OverloadedError();
    const lane = this.laneOf(command);
    return (await lane.add(command, options.priority ?? 'checkout')) as Outcome<ValueOf<C>>;
  }

  /** Waits until there is room again, so that a topic's partition pauses instead of being turned away. */
  async room(): Promise<void> {
    while (this.queuedBytes > this.maxQueuedBytes / 2) {
      await Promise.race(this.lanes.map((lane) => lane.nextBatchDone()));
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
  private batch: Promise<void> = Promise.resolve();

  constructor(private readonly options: StockBatcherOptions) {
    this.limits = options.limits ?? LIMITS;
  }

  get queuedBytes(): number {
    return this.queue.byteSize;
  }

  get queuedCommands(): number {
    return this.queue.size;
  }

  add(command: StockCommand, priority: Priority): Promise<Outcome<unknown>> {
    return new Promise((resolve, reject) => {
      this.queue.push(
        { command, lines: lineCount(command), bytes: byteSize(command), resolve, reject },
        priority,
      );
      this.running ??= this.run();
    });
  }

  nextBatchDone(): Promise<void> {
    return this.batch;
  }

  async drained(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // What arrives in the same turn of the event loop belongs together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.size > 0) {
      this.batch = this.settle(this.queue.take(this.limits));
      await this.batch;
    }
    this.running = undefined;
  }

  /**
   * Runs the entries and answers each. When they fail for a reason that lies in one of them, they are halved
   * until the culprit stands alone, so that its neighbours succeed.
   */
  private async settle(entries: readonly Entry[]): Promise<void> {
    const started = performance.now();
    try {
      const outcomes = await runStockBatch(
        this.options.dataSource,
        entries.map((entry) => entry.command),
      );
      this.observe(entries, started, false);
      this.options.onCommitted?.();
      for (const [i, entry] of entries.entries()) entry.resolve(outcomes[i] as Outcome<unknown>);
    } catch (error) {
      this.observe(entries, started, true);
      if (entries.length === 1 || isTransient(error)) {
        for (const entry of entries) entry.reject(error);
        return;
      }
      const middle = Math.ceil(entries.length / 2);
      await this.settle(entries.slice(0, middle));
      await this.settle(entries.slice(middle));
    }
  }

  private observe(entries: readonly Entry[], started: number, failed: boolean): void {
    this.options.observe?.({
      commands: entries.length,
      lines: entries.reduce((sum, entry) => sum + entry.lines, 0),
      milliseconds: performance.now() - started,
      failed,
    });
  }
}
