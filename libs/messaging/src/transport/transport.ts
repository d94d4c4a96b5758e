/** A message on its way out. The value is UTF-8 text, or bytes as they are. */
export interface OutboundMessage {
  readonly topic: string;
  /** Messages of one key keep their order; null spreads over the partitions. */
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | Buffer;
}

/** A message as a transport delivers it. */
export interface InboundMessage {
  readonly topic: string;
  readonly partition: number;
  /** Position within the partition; rising, not always by one. */
  readonly offset: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
  /** When the transport took it, in milliseconds since 1970. */
  readonly timestamp: number;
}

/** A topic as it must exist. */
export interface TopicSpecification {
  readonly name: string;
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** How long messages are kept; ignored for a compacted topic. */
  readonly retentionDays: number;
}

/** What `ensureTopics` did to one topic. */
export interface TopicChange {
  readonly name: string;
  readonly change: 'created' | 'partitions_added' | 'settings_changed' | 'unchanged';
}

/** One consumer group's reading of one topic. */
export interface GroupReading {
  readonly topic: string;
  readonly group: string;
  /** Most messages that the consumer is given at once. */
  readonly batchSize: number;
  /** How many partitions are worked on at the same time. */
  readonly concurrency: number;
}

/** Works through the messages of one partition; given by the messaging core to the transport. */
export interface PartitionConsumer {
  /**
   * Handles the messages, in order per key, and returns once each of them is done for good (its effect committed,
   * or itself a dead letter). Waits and tries again for as long as the trouble lies elsewhere. Throws
   * `ConsumptionAborted` when `turn.signal` is aborted, and nothing else.
   */
  consume(messages: readonly InboundMessage[], turn: ConsumptionTurn): Promise<void>;
}

/** One partition's turn to work, as the transport grants it. */
export interface ConsumptionTurn {
  /** Aborted when the partition is lost or the subscription closes: stop before the next attempt. */
  readonly signal: AbortSignal;
  /** Everything before this offset is done: it may be committed. */
  progress(nextOffset: string): void;
  /** Waits while another partition may use this one's place. */
  pause(milliseconds: number): Promise<void>;
}

/** Why `consume` gave up; its messages will be delivered again, here or elsewhere. */
export class ConsumptionAborted extends Error {
  constructor() {
    super('The partition was taken away, or its subscription is closing');
  }
}

/** Something that runs until it is closed. */
export interface RunningSubscription {
  /** Finishes the batches at work, commits their offsets, leaves the group. */
  close(): Promise<void>;
}

/** How far a group is behind on one partition. */
export interface PartitionLag {
  readonly partition: number;
  readonly lag: number;
}

/** What carries messages between services: Kafka, or PostgreSQL on one machine. Same promises either way. */
export interface Transport {
  readonly kind: 'kafka' | 'postgres';

  /**
   * Publishes all messages, in order per key, and returns once the broker has them for good. When it throws, any
   * of them may have been published: publish all of them again, in the same order, before anything newer.
   */
  publish(messages: readonly OutboundMessage[]): Promise<void>;

  /** Reads a topic as a member of a group. Resolves once the member has joined. */
  subscribe(reading: GroupReading, consumer: PartitionConsumer): Promise<RunningSubscription>;

  /**
   * Reads every message of the topic from now on, in this process alone: nothing that is published after the
   * returned promise resolved is missed, reconnects included. A message may come twice.
   */
  tail(
    topic: string,
    onMessages: (messages: InboundMessage[]) => Promise<void> | void,
  ): Promise<RunningSubscription>;

  /** Creates missing topics, adds missing partitions (never removes any) and sets retention. */
  ensureTopics(topics: readonly TopicSpecification[]): Promise<TopicChange[]>;

  /** Those of the topics that do not exist; throws when the broker does not answer. */
  missingTopics(names: readonly string[]): Promise<string[]>;

  /** How far a group is behind, by partition. */
  lag(group: string, topic: string): Promise<PartitionLag[]>;

  /** Resolves when the broker answers; throws with the reason otherwise. */
  ping(): Promise<void>;

  /** Closes every subscription, then the connections. */
  close(): Promise<void>;
}
