import { randomUUID } from 'node:crypto';
import type { Consumer, ConsumerConfig, EachBatchPayload } from 'kafkajs';
import { PartitionPump } from '../partition-pump.js';
import { Slots } from '../slots.js';
import type { InboundMessage, RunningSubscription } from '../transport.js';
import type { KafkaClient } from './kafka-client.js';
import { type KafkaConsumerEvents, SupervisedConsumer } from './kafka-consumer.js';
import { fromKafka } from './kafka-messages.js';

const BATCH_SIZE = 500;

/**
 * This process alone reading a topic from now on, in a group of its own that nobody else ever joins. Its positions
 * are set before it reads anything, live in memory, and are set again whenever it joins: no gap after a reconnect.
 */
export class KafkaTail implements RunningSubscription, KafkaConsumerEvents {
  private readonly supervised: SupervisedConsumer;
  private readonly pumps = new Map<number, PartitionPump>();
  private readonly slots = new Slots(Number.MAX_SAFE_INTEGER);

  constructor(
    client: KafkaClient,
    config: Omit<ConsumerConfig, 'groupId'>,
    private readonly topic: string,
    /** Next offset by partition. */
    private readonly positions: Map<number, string>,
    private readonly onMessages: (messages: InboundMessage[]) => Promise<void> | void,
    private readonly left: () => void,
  ) {
    const groupId = `tail.${topic}.${randomUUID()}`;
    this.supervised = new SupervisedConsumer(client, { ...config, groupId }, topic, false, this);
  }

  start(): Promise<void> {
    return this.supervised.start();
  }

  assigned(partitions: readonly number[], consumer: Consumer): void {
    for (const partition of partitions) {
      // A partition that did not exist when we started: all of it is new.
      const offset = this.positions.get(partition) ?? '0';
      consumer.seek({ topic: this.topic, partition, offset });
    }
    consumer.resume([{ topic: this.topic }]);
  }

  fetched({ batch, resolveOffset }: EachBatchPayload, consumer: Consumer): void {
    const { partition } = batch;
    const last = batch.messages.at(-1);
    if (!last) return;
    const pump = this.pump(partition);
    pump.offer(batch.messages.map((message) => fromKafka(batch.topic, partition, message)));
    this.positions.set(partition, String(BigInt(last.offset) + 1n));
    resolveOffset(last.offset);
    if (!pump.hasRoom) consumer.pause([{ topic: this.topic, partitions: [partition] }]);
  }

  async close(): Promise<void> {
    await this.supervised.close();
    await Promise.all([...this.pumps.values()].map((pump) => pump.stop()));
    this.left();
  }

  private pump(partition: number): PartitionPump {
    let pump = this.pumps.get(partition);
    if (!pump) {
      pump = new PartitionPump({
        topic: this.topic,
        partition,
        batchSize: BATCH_SIZE,
        consumer: { consume: async (messages) => this.onMessages([...messages]) },
        slots: this.slots,
        progress: () => {},
        roomy: () => this.roomy(partition),
      });
      this.pumps.set(partition, pump);
    }
    return pump;
  }

  private roomy(partition: number): void {
    if (!this.pumps.get(partition)?.hasRoom) return;
    try {
      this.supervised.current?.resume([{ topic: this.topic, partitions: [partition] }]);
    } catch {
      // It is just being started again, and begins with nothing paused.
    }
  }
}
