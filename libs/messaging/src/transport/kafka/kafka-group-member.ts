import { Logger } from '@nestjs/common';
import type { Consumer, ConsumerConfig, EachBatchPayload } from 'kafkajs';
import { describe } from '../../consume/failure.js';
import { OffsetCommitter } from '../offset-committer.js';
import { PartitionPump } from '../partition-pump.js';
import { Slots } from '../slots.js';
import type {
  ConsumptionTurn,
  GroupReading,
  InboundMessage,
  PartitionConsumer,
  RunningSubscription,
} from '../transport.js';
import type { KafkaClient } from './kafka-client.js';
import { type KafkaConsumerEvents, SupervisedConsumer } from './kafka-consumer.js';
import { fromKafka } from './kafka-messages.js';

/** A partition in this member's hands, from one settling of the group to the next. */
interface Holding {
  readonly partition: number;
  readonly pump: PartitionPump;
  paused: boolean;
}

/**
 * This process as a member of a Kafka consumer group. kafkajs only fetches and keeps the heartbeat: a batch goes to
 * its partition's pump and the fetch goes on, so a partition that waits holds up no other (kafkajs by itself
 * fetches nothing more until every partition of the last fetch is through). A full pump pauses its partition.
 */
export class KafkaGroupMember implements RunningSubscription, KafkaConsumerEvents {
  private readonly logger: Logger;
  private readonly supervised: SupervisedConsumer;
  private readonly committer: OffsetCommitter<Holding>;
  private readonly slots: Slots;
  private holdings = new Map<number, Holding>();
  /** Done here, perhaps not committed when the group settled anew: not to be done again by ourselves. */
  private readonly doneTo = new Map<number, bigint>();
  private closed = false;

  constructor(
    client: KafkaClient,
    config: Omit<ConsumerConfig, 'groupId'>,
    private readonly reading: GroupReading,
    private readonly consumer: PartitionConsumer,
    private readonly left: () => void,
  ) {
    this.logger = new Logger(`Consumer ${reading.group}`);
    this.slots = new Slots(reading.concurrency);
    this.committer = new OffsetCommitter((offsets) => this.commit(offsets));
    this.supervised = new SupervisedConsumer(
      client,
      { ...config, groupId: reading.group },
      reading.topic,
      true,
      this,
    );
  }

  start(): Promise<void> {
    return this.supervised.start();
  }

  assigned(partitions: readonly number[], consumer: Consumer): void {
    const before = this.holdings;
    this.holdings = new Map();
    for (const partition of partitions) {
      // kafkajs begins again at the committed offset, the old pump's batch may still be at work.
      const after = before.get(partition)?.pump.stop();
      before.delete(partition);
      this.take(partition, after);
    }
    for (const { partition, pump } of before.values()) {
      void pump.stop();
      this.doneTo.delete(partition);
    }
    consumer.resume([{ topic: this.reading.topic, partitions: [...partitions] }]);
  }

  fetched({ batch, resolveOffset }: EachBatchPayload, consumer: Consumer): void {
    const holding = this.holdings.get(batch.partition);
    const last = batch.messages.at(-1);
    if (!holding || !last) return;
    holding.pump.offer(batch.messages.map((message) => fromKafka(batch.topic, batch.partition, message)));
    // Only where to fetch next: what is done is committed by its own offset.
    resolveOffset(last.offset);
    if (!holding.pump.hasRoom) {
      holding.paused = true;
      consumer.pause([{ topic: batch.topic, partitions: [batch.partition] }]);
    }
  }

  async close(): Promise<void> {
    if (this.closed) return;
    await Promise.all([...this.holdings.values()].map(({ pump }) => pump.stop()));
    await this.committer.flush();
    this.closed = true;
    await this.supervised.close();
    this.left();
  }

  private take(partition: number, after: Promise<void> | undefined): void {
    const { topic, batchSize } = this.reading;
    const holding: Holding = {
      partition,
      paused: false,
      pump: new PartitionPump({
        topic,
        partition,
        batchSize,
        consumer: { consume: (messages, turn) => this.consume(partition, messages, turn) },
        slots: this.slots,
        progress: (nextOffset) => {
          this.doneTo.set(partition, BigInt(nextOffset));
          this.committer.mark(holding, nextOffset);
        },
        roomy: () => this.roomy(holding),
        after,
      }),
    };
    this.holdings.set(partition, holding);
  }

  private async consume(
    partition: number,
    messages: readonly InboundMessage[],
    turn: ConsumptionTurn,
  ): Promise<void> {
    const doneTo = this.doneTo.get(partition) ?? 0n;
    const fresh =
      BigInt(messages[0]!.offset) >= doneTo ? messages : messages.filter((m) => BigInt(m.offset) >= doneTo);
    if (fresh.length === 0) turn.progress(String(doneTo));
    else await this.consumer.consume(fresh, turn);
  }

  private roomy(holding: Holding): void {
    if (!holding.paused || !holding.pump.hasRoom || this.holdings.get(holding.partition) !== holding) return;
    holding.paused = false;
    try {
      this.supervised.current?.resume([{ topic: this.reading.topic, partitions: [holding.partition] }]);
    } catch {
      // It is just being started again, and begins with nothing paused.
    }
  }

  /** Throws to be called again: after a rebalance the same offsets are good, if the partition is still ours. */
  private async commit(offsets: ReadonlyMap<Holding, string>): Promise<void> {
    const { topic } = this.reading;
    const ours = [...offsets].filter(([{ partition }]) => this.holdings.has(partition));
    if (ours.length === 0 || this.closed) return;
    const latest = new Map(ours.map(([{ partition }, offset]) => [partition, offset]));
    try {
      await this.supervised.current!.commitOffsets(
        [...latest].map(([partition, offset]) => ({ topic, partition, offset })),
      );
    } catch (error) {
      this.logger.debug(`Offsets are committed a little later: ${describe(error)}`);
      throw error;
    }
  }
}
