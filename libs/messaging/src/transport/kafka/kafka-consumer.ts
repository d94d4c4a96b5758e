import { Logger } from '@nestjs/common';
import type { Consumer, ConsumerConfig, ConsumerGroupJoinEvent, EachBatchPayload } from 'kafkajs';
import { sleep } from '../../backoff.js';
import { describe } from '../../consume/failure.js';
import type { KafkaClient } from './kafka-client.js';

/** What is done with one subscription's consumer. */
export interface KafkaConsumerEvents {
  /** The group has settled: these partitions are ours. Called before any of their messages comes. */
  assigned(partitions: readonly number[], consumer: Consumer): void;
  /** Messages of one partition. Must return soon: while it runs, nothing else is fetched and no heartbeat sent. */
  fetched(payload: EachBatchPayload, consumer: Consumer): void;
}

const RESTART_MS = 500;

/** A kafkajs consumer that is started again whatever it crashes of. */
export class SupervisedConsumer {
  private readonly logger: Logger;
  private readonly closing = new AbortController();
  private consumer: Consumer | undefined;
  private joined!: () => void;
  /** Resolves once the consumer has joined its group for the first time. */
  readonly hasJoined = new Promise<void>((resolve) => (this.joined = resolve));

  constructor(
    private readonly client: KafkaClient,
    private readonly config: ConsumerConfig,
    private readonly topic: string,
    private readonly fromBeginning: boolean,
    private readonly events: KafkaConsumerEvents,
  ) {
    this.logger = new Logger(`Consumer ${config.groupId}`);
  }

  /** Resolves once the consumer has joined. Trouble at the first connection is thrown. */
  async start(): Promise<void> {
    await this.run();
    await this.hasJoined;
  }

  /** The consumer at the moment; it may be about to be replaced. */
  get current(): Consumer | undefined {
    return this.consumer;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.client.close(this.consumer?.disconnect());
  }

  private async run(): Promise<void> {
    const consumer = this.client.kafka.consumer({
      ...this.config,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 2_000,
        retries: 4,
        // One that crashes while it is being closed would come to life again.
        restartOnFailure: async () => !this.closing.signal.aborted,
      },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }: ConsumerGroupJoinEvent) => {
      this.events.assigned(payload.memberAssignment[this.topic] ?? [], consumer);
      this.joined();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.logger.warn(`Starting again after: ${describe(payload.error)}`);
      // kafkajs itself starts again after what it takes for passing trouble only.
      if (!payload.restart) void this.restart(consumer);
    });
    await consumer.connect();
    await consumer.subscribe({ topic: this.topic, fromBeginning: this.fromBeginning });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async (payload) => {
        if (!payload.isStale()) this.events.fetched(payload, consumer);
      },
    });
  }

  private async restart(old: Consumer): Promise<void> {
    await old.disconnect().catch(() => {});
    while (!this.closing.signal.aborted) {
      await sleep(RESTART_MS, this.closing.signal);
      if (this.closing.signal.aborted) return;
      try {
        return await this.run();
      } catch (error) {
        this.logger.warn(`Kafka cannot be reached, trying again: ${describe(error)}`);
        await this.consumer?.disconnect().catch(() => {});
      }
    }
  }
}
