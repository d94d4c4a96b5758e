import { Logger } from '@nestjs/common';
import { sleep } from '../backoff.js';
import type { Slots } from './slots.js';
import {
  ConsumptionAborted,
  type ConsumptionTurn,
  type InboundMessage,
  type PartitionConsumer,
} from './transport.js';

export interface PartitionPumpOptions {
  readonly topic: string;
  readonly partition: number;
  readonly batchSize: number;
  readonly consumer: PartitionConsumer;
  /** Places to work in, shared by the partitions of a subscription. */
  readonly slots: Slots;
  /** Everything before the offset is done. */
  readonly progress: (nextOffset: string) => void;
  /** The buffer has room again. */
  readonly roomy: () => void;
  /** Begin only after this: an earlier pump of the same partition finishes its batch. */
  readonly after?: Promise<void>;
}

/**
 * Feeds one partition's messages to its consumer, batch by batch, while the transport reads ahead. A consumer that
 * waits before it tries again gives its place to another partition.
 */
export class PartitionPump {
  /** Resolves when nothing of this pump is at work any more. */
  readonly finished: Promise<void>;
  private buffer: InboundMessage[] = [];
  private wake: (() => void) | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly options: PartitionPumpOptions) {
    this.finished = this.run();
  }

  /** One batch is read ahead of the one at work. */
  get hasRoom(): boolean {
    return this.buffer.length < this.options.batchSize;
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Appends messages that follow those offered before. */
  offer(messages: readonly InboundMessage[]): void {
    if (this.isStopped || messages.length === 0) return;
    this.buffer = this.buffer.length === 0 ? [...messages] : this.buffer.concat(messages);
    this.wake?.();
  }

  /** Finishes the attempt at work, forgets what was read ahead. */
  stop(): Promise<void> {
    this.stopping.abort();
    this.buffer = [];
    this.wake?.();
    return this.finished;
  }

  private async run(): Promise<void> {
    await this.options.after;
    const { batchSize, consumer, slots, roomy } = this.options;
    while (!this.isStopped) {
      if (this.buffer.length === 0) {
        await new Promise<void>((resolve) => (this.wake = resolve));
        this.wake = undefined;
        continue;
      }
      await slots.acquire();
      try {
        if (this.isStopped) return;
        const batch = this.buffer.slice(0, batchSize);
        this.buffer = this.buffer.slice(batchSize);
        roomy();
        await consumer.consume(batch, this.turn());
      } catch (error) {
        if (error instanceof ConsumptionAborted) return;
        // A consumer's own bug. Going on would lose messages, so the partition stands still, and says so.
        new Logger(`${this.options.topic}[${this.options.partition}]`).error(error);
        await this.stalled();
        return;
      } finally {
        slots.release();
      }
    }
  }

  private turn(): ConsumptionTurn {
    const { slots, progress } = this.options;
    const { signal } = this.stopping;
    let pausing = 0;
    return {
      signal,
      progress,
      pause: async (milliseconds) => {
        if (pausing++ === 0) slots.release();
        await sleep(milliseconds, signal);
        if (--pausing === 0) await slots.acquire();
      },
    };
  }

  private stalled(): Promise<void> {
    return new Promise((resolve) => this.stopping.signal.addEventListener('abort', () => resolve()));
  }
}
