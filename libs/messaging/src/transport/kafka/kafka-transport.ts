import type { Admin, KafkaConfig } from 'kafkajs';
import { backoffMs, sleep } from '../../backoff.js';
import type {
  GroupReading,
  InboundMessage,
  OutboundMessage,
  PartitionConsumer,
  PartitionLag,
  RunningSubscription,
  TopicChange,
  TopicSpecification,
  Transport,
} from '../transport.js';
import { KafkaClient } from './kafka-client.js';
import { KafkaGroupMember } from './kafka-group-member.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { KafkaTail } from './kafka-tail.js';
import { ensureKafkaTopics } from './kafka-topics.js';

/** What kafkajs needs to connect (brokers, TLS, SASL), and how long a silent consumer keeps its partitions. */
export interface KafkaTransportOptions extends Omit<KafkaConfig, 'logLevel' | 'logCreator' | 'retry'> {
  readonly clientId: string;
  /** Default 30 s. */
  readonly sessionTimeoutMs?: number;
  /** Default 3 s. */
  readonly heartbeatIntervalMs?: number;
  /** Copies of each partition of a topic that is created; default 3, or as many as there are brokers. */
  readonly replicationFactor?: number;
}

/** How long a fetch waits for the first message; also how soon a paused partition is fetched again. */
const MAX_WAIT_MS = 100;
const ADMIN_ATTEMPTS = 6;
const ADMIN_RETRY = { firstMs: 100, capMs: 1_000 };

/** Messages through Apache Kafka. */
export class KafkaTransport implements Transport {
  readonly kind = 'kafka';
  private readonly adminClient: KafkaClient;
  private readonly publisher: KafkaPublisher;
  private readonly running = new Set<RunningSubscription>();
  private admin: Promise<Admin> | undefined;
  private knownTopics: ReadonlySet<string> = new Set();
  private closed: Promise<void> | undefined;

  constructor(private readonly options: KafkaTransportOptions) {
    this.adminClient = this.client();
    this.publisher = new KafkaPublisher(this.client());
  }

  async publish(messages: readonly OutboundMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.mustExist(new Set(messages.map((message) => message.topic)));
    await this.publisher.publish(messages);
  }

  async subscribe(reading: GroupReading, consumer: PartitionConsumer): Promise<RunningSubscription> {
    await this.mustExist(new Set([reading.topic]));
    const member: KafkaGroupMember = new KafkaGroupMember(
      this.client(),
      this.consumerConfig(),
      reading,
      consumer,
      () => this.running.delete(member),
    );
    return this.started(member);
  }

  async tail(
    topic: string,
    onMessages: (messages: InboundMessage[]) => Promise<void> | void,
  ): Promise<RunningSubscription> {
    await this.mustExist(new Set([topic]));
    const offsets = await this.administer((admin) => admin.fetchTopicOffsets(topic));
    const positions = new Map(offsets.map(({ partition, high }) => [partition, high]));
    const tail: KafkaTail = new KafkaTail(
      this.client(),
      this.consumerConfig(),
      topic,
      positions,
      onMessages,
      () => this.running.delete(tail),
    );
    return this.started(tail);
  }

  ensureTopics(topics: readonly TopicSpecification[]): Promise<TopicChange[]> {
    return this.administer(async (admin) => {
      const copies =
        this.options.replicationFactor ?? Math.min(3, (await admin.describeCluster()).brokers.length);
      return ensureKafkaTopics(admin, topics, copies);
    });
  }

  async missingTopics(names: readonly string[]): Promise<string[]> {
    const existing = new Set(await this.administer((admin) => admin.listTopics()));
    return names.filter((name) => !existing.has(name));
  }

  lag(group: string, topic: string): Promise<PartitionLag[]> {
    return this.administer(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      const next = new Map(
        committed[0]?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
      );
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets
        .map(({ partition, low, high }) => ({
          partition,
          lag: Math.max(0, Number(high) - Math.max(Number(low), next.get(partition) ?? 0)),
        }))
        .sort((a, b) => a.partition - b.partition);
    });
  }

  async ping(): Promise<void> {
    await this.administer((admin) => admin.describeCluster());
  }

  close(): Promise<void> {
    this.closed ??= this.closeAll();
    return this.closed;
  }

  private async closeAll(): Promise<void> {
    await Promise.all([...this.running].map((subscription) => subscription.close()));
    await this.publisher.close();
    await this.adminClient.close(this.admin?.then((admin) => admin.disconnect()));
  }

  private client(): KafkaClient {
    const { sessionTimeoutMs: _s, heartbeatIntervalMs: _h, replicationFactor: _r, ...config } = this.options;
    return new KafkaClient(config);
  }

  private async started<S extends RunningSubscription & { start(): Promise<void> }>(
    subscription: S,
  ): Promise<S> {
    this.running.add(subscription);
    try {
      await subscription.start();
      return subscription;
    } catch (error) {
      await subscription.close();
      throw error;
    }
  }

  private consumerConfig() {
    const { sessionTimeoutMs = 30_000, heartbeatIntervalMs = 3_000 } = this.options;
    return {
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatIntervalMs,
      rebalanceTimeout: Math.max(60_000, sessionTimeoutMs),
      maxWaitTimeInMs: MAX_WAIT_MS,
      // A topic that got more partitions is noticed within this time.
      metadataMaxAge: 30_000,
    };
  }

  /** kafkajs would try for a long time, and then not say which topic it was. */
  private async mustExist(topics: ReadonlySet<string>): Promise<void> {
    const unknown = () => [...topics].find((topic) => !this.knownTopics.has(topic));
    if (unknown() === undefined) return;
    this.knownTopics = new Set(await this.administer((admin) => admin.listTopics()));
    const missing = unknown();
    if (missing !== undefined)
      throw new Error(`There is no topic ${missing}: create it with ensureTopics first`);
  }

  /** The work may be done more than once: a new topic has no leader at first, a new cluster no coordinator. */
  private async administer<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      this.admin ??= this.connectAdmin();
      const admin = this.admin;
      try {
        return await work(await admin);
      } catch (error) {
        if (this.admin === admin) this.admin = undefined;
        void admin.then((one) => one.disconnect()).catch(() => {});
        if (attempt >= ADMIN_ATTEMPTS || !(error as { retriable?: boolean }).retriable) throw error;
        await sleep(backoffMs(ADMIN_RETRY, attempt));
      }
    }
  }

  private async connectAdmin(): Promise<Admin> {
    const admin = this.adminClient.kafka.admin({
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    });
    await admin.connect();
    return admin;
  }
}
