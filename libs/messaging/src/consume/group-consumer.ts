import { Logger } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import { failpoint, inTransaction } from '#persistence';
import { type Backoff, backoffMs } from '../backoff.js';
import { DeadLetterStore } from '../dead-letters/dead-letter-store.js';
import type { MessagingListener, MessagingListeners } from '../listeners.js';
import {
  ConsumptionAborted,
  type ConsumptionTurn,
  type InboundMessage,
  type PartitionConsumer,
  type Transport,
} from '../transport/transport.js';
import { classify, describe } from './failure.js';
import { lanesOf } from './lanes.js';
import { DEFAULT_BATCH_SIZE, type GroupSubscription, type PoisonReason } from './subscription.js';
import { BatchWork, GatheredWork, type Handler, TransactionalWork, type Work } from './work.js';

/** How a consumer goes about failures. */
export interface RetryPolicy {
  /** Between tries of a transient failure, which never end. */
  readonly transient: Backoff;
  /** Between tries of one message whose failure nobody understands. */
  readonly unknown: Backoff;
  /** How often such a message is tried before it becomes a dead letter. */
  readonly attempts: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  transient: { firstMs: 50, capMs: 5_000 },
  unknown: { firstMs: 100, capMs: 2_000 },
  attempts: 5,
};

export interface GroupConsumerOptions {
  readonly subscription: GroupSubscription;
  readonly handler: Handler;
  /** The service's own database and schema: its inbox, its dead letters. */
  readonly dataSource: DataSource;
  readonly schema: string;
  readonly retry?: RetryPolicy;
  /** Called after a commit that may have written to the outbox. */
  readonly committed?: () => void;
  readonly listeners?: MessagingListeners;
  /** What carries the messages, for traces. */
  readonly system?: Transport['kind'];
}

/** How the replay of a dead letter ended. */
export type ReplayResult =
  | { readonly status: 'replayed' }
  | { readonly status: 'dead'; readonly reason: PoisonReason }
  | { readonly status: 'later' };

const LANES = 4;

/**
 * Handles the messages of one subscription, whatever transport they come from. Keys run side by side, one key in
 * order. A transient failure is tried again for as long as it lasts. Any other is halved until the one message at
 * fault stands alone; it gets a few more tries, then becomes a dead letter, and its neighbours succeed.
 */
export class GroupConsumer implements PartitionConsumer {
  readonly subscription: GroupSubscription;
  readonly batchSize: number;
  private readonly logger: Logger;
  private readonly retry: RetryPolicy;
  private readonly work: Work;
  private readonly letters: DeadLetterStore;

  constructor(private readonly options: GroupConsumerOptions) {
    const { subscription, handler, dataSource, schema } = options;
    this.subscription = subscription;
    this.batchSize = subscription.batchSize ?? DEFAULT_BATCH_SIZE;
    this.retry = options.retry ?? DEFAULT_RETRY;
    this.logger = new Logger(`Consumer ${subscription.group}`);
    this.letters = new DeadLetterStore(schema, subscription.group, subscription.topic);
    const { topic, group } = subscription;
    const reading = { topic, group, ...(options.system === undefined ? {} : { system: options.system }) };
    const work = subscription.transactional
      ? new TransactionalWork(
          subscription,
          handler,
          this.letters,
          dataSource,
          schema,
          this.batchSize,
          reading,
        )
      : new BatchWork(subscription, handler, this.letters, dataSource, this.batchSize, reading);
    this.work = subscription.together === true ? new GatheredWork(work) : work;
  }

  async consume(messages: readonly InboundMessage[], turn: ConsumptionTurn): Promise<void> {
    const progress = new Progress(messages, turn);
    const lanes = this.work.byKey ? lanesOf(messages, LANES) : [messages.map((_, index) => index)];
    const results = await Promise.allSettled(
      lanes.map((lane) => this.runLane(messages, lane, progress, turn)),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /**
   * Handles the message of a dead letter once more. `close` marks the letter as replayed, inside the transaction
   * of the effect where the subscription has one. `later`: the trouble lies elsewhere, nothing took place.
   */
  async replay(message: InboundMessage, close: (tx: QueryRunner) => Promise<void>): Promise<ReplayResult> {
    try {
      const poison = await this.work.attempt([message], { replaying: { close } });
      const reason = poison.get(0);
      if (reason) return { status: 'dead', reason };
      this.options.committed?.();
      return { status: 'replayed' };
    } catch (error) {
      const failure = classify(error);
      return failure.kind === 'transient' ? { status: 'later' } : { status: 'dead', reason: failure.reason };
    }
  }

  private async runLane(
    messages: readonly InboundMessage[],
    lane: readonly number[],
    progress: Progress,
    turn: ConsumptionTurn,
  ): Promise<void> {
    for (let from = 0; from < lane.length; from += this.work.attemptSize) {
      await this.handle(messages, lane.slice(from, from + this.work.attemptSize), progress, turn);
    }
  }

  /** Returns once each of the messages is handled or dead. */
  private async handle(
    messages: readonly InboundMessage[],
    indexes: readonly number[],
    progress: Progress,
    turn: ConsumptionTurn,
  ): Promise<void> {
    let transientFailures = 0;
    for (let attempt = 1; ;) {
      if (turn.signal.aborted) throw new ConsumptionAborted();
      try {
        await this.attempt(indexes.map((index) => messages[index]!));
        progress.done(indexes);
        return;
      } catch (error) {
        const failure = classify(error);
        if (failure.kind === 'transient') {
          this.tell((listener, group) => listener.retried?.(group, 'transient'));
          transientFailures++;
          if (transientFailures === 1 || transientFailures % 10 === 0) {
            this.logger.warn(`Waiting to try again (time ${transientFailures}): ${describe(error)}`);
          }
          await turn.pause(backoffMs(this.retry.transient, transientFailures));
        } else if (indexes.length > 1) {
          const middle = Math.ceil(indexes.length / 2);
          await this.handle(messages, indexes.slice(0, middle), progress, turn);
          await this.handle(messages, indexes.slice(middle), progress, turn);
          return;
        } else if (failure.kind === 'poison' || attempt >= this.retry.attempts) {
          await this.bury(messages[indexes[0]!]!, failure.reason, attempt, turn);
          progress.done(indexes);
          return;
        } else {
          this.tell((listener, group) => listener.retried?.(group, 'unknown'));
          await turn.pause(backoffMs(this.retry.unknown, attempt));
          attempt++;
        }
      }
    }
  }

  private async attempt(messages: readonly InboundMessage[]): Promise<void> {
    await failpoint('consumption.received');
    const poison = await this.timed(() => this.work.attempt(messages));
    for (const [index, reason] of poison) this.reportDead(messages[index]!, reason);
    this.tell((listener, group) => listener.handled?.(group, messages.length - poison.size));
    this.options.committed?.();
    await failpoint('consumption.handled');
  }

  private async timed<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      const seconds = (performance.now() - began) / 1_000;
      this.tell((listener, group) => listener.attempted?.(group, seconds));
    }
  }

  private tell(what: (listener: MessagingListener, group: string) => void): void {
    this.options.listeners?.tell((listener) => what(listener, this.subscription.group));
  }

  private async bury(
    message: InboundMessage,
    reason: PoisonReason,
    attempts: number,
    turn: ConsumptionTurn,
  ): Promise<void> {
    for (let failures = 1; ; failures++) {
      if (turn.signal.aborted) throw new ConsumptionAborted();
      try {
        await inTransaction(this.options.dataSource, (tx) =>
          this.letters.bury(tx, [{ message, reason, attempts }]),
        );
        this.reportDead(message, reason);
        this.options.committed?.();
        return;
      } catch (error) {
        // Nothing can be set aside while the database is away, and nothing may be passed over: wait for it.
        if (failures === 1) this.logger.error(`A dead letter cannot be recorded yet: ${describe(error)}`);
        await turn.pause(backoffMs(this.retry.transient, failures));
      }
    }
  }

  private reportDead(message: InboundMessage, reason: PoisonReason): void {
    const { topic, partition, offset } = message;
    this.tell((listener, group) => listener.dead?.(group, 1));
    this.logger.error(
      `Dead letter: ${topic}[${partition}] offset ${offset}: ${reason.code}: ${reason.detail}`,
    );
  }
}

/** The contiguous prefix of a batch that is done. */
class Progress {
  private readonly finished: boolean[];
  private next = 0;

  constructor(
    private readonly messages: readonly InboundMessage[],
    private readonly turn: ConsumptionTurn,
  ) {
    this.finished = messages.map(() => false);
  }

  done(indexes: readonly number[]): void {
    for (const index of indexes) this.finished[index] = true;
    const before = this.next;
    while (this.finished[this.next]) this.next++;
    const last = this.messages[this.next - 1];
    if (this.next > before && last) this.turn.progress(String(BigInt(last.offset) + 1n));
  }
}
