import type { ICustomPartitioner, Message, Producer, TopicMessages } from 'kafkajs';
import { RoundRobin, partitionOf } from '../partitioner.js';
import type { OutboundMessage } from '../transport.js';
import type { KafkaClient } from './kafka-client.js';
import { toKafka } from './kafka-messages.js';

/** A broker refuses more than 1 MiB for one partition at once, unless the topic says otherwise. */
const PORTION_BYTES = 900_000;

/**
 * The idempotent producer, one request at a time. After any failure it is thrown away: it no longer knows which
 * sequence number the broker has seen, and could have new messages silently dropped as repetitions of old ones.
 */
export class KafkaPublisher {
  private producer: Promise<Producer> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: KafkaClient) {}

  publish(messages: readonly OutboundMessage[]): Promise<void> {
    const mine = this.turn.then(() => this.send(messages));
    this.turn = mine.catch(() => {});
    return mine;
  }

  async close(): Promise<void> {
    await this.client.close(this.turn.then(() => this.discard()));
  }

  private async send(messages: readonly OutboundMessage[]): Promise<void> {
    try {
      this.producer ??= this.connect();
      const producer = await this.producer;
      for (const portion of portions(messages)) {
        await producer.sendBatch({ acks: -1, topicMessages: byTopic(portion) });
      }
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  private async connect(): Promise<Producer> {
    const producer = this.client.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: keepingPartitioner,
      retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 5 },
    });
    await producer.connect();
    return producer;
  }

  private async discard(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.then((one) => one.disconnect()).catch(() => {});
  }
}

/** In order, each small enough even if all of it goes to one partition. */
function* portions(messages: readonly OutboundMessage[]): Generator<OutboundMessage[]> {
  let portion: OutboundMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (portion.length > 0 && bytes + size > PORTION_BYTES) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(message);
    bytes += size;
  }
  yield portion;
}

/** An estimate that errs on the large side: headers, key and framing of a record are below this allowance. */
function sizeOf({ value, headers, key }: OutboundMessage): number {
  const framing = Object.keys(headers).length * 100 + (key?.length ?? 0) * 3;
  return framing + (typeof value === 'string' ? Buffer.byteLength(value) : value.length);
}

function byTopic(messages: readonly OutboundMessage[]): TopicMessages[] {
  const topics = new Map<string, Message[]>();
  for (const message of messages) {
    const own = topics.get(message.topic);
    if (own) own.push(toKafka(message));
    else topics.set(message.topic, [toKafka(message)]);
  }
  return [...topics].map(([topic, own]) => ({ topic, messages: own }));
}

/**
 * Kafka's default choice for keys. A message keeps its partition when kafkajs sends part of a batch again: chosen
 * anew, it could fall to a broker that has answered already, and be left out.
 */
const keepingPartitioner: ICustomPartitioner = () => {
  const chosen = new WeakMap<object, number>();
  const keyless = new RoundRobin();
  return ({ message, partitionMetadata }) => {
    let partition = chosen.get(message);
    if (partition === undefined) {
      const count = partitionMetadata.length;
      partition = message.key == null ? keyless.partition(count) : partitionOf(String(message.key), count);
      chosen.set(message, partition);
    }
    return partition;
  };
};
