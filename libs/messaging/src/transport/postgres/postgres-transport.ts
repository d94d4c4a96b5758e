import pg from 'pg';
import { sqlArray } from '#persistence';
import { RoundRobin, partitionOf } from '../partitioner.js';
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
import { GroupMember } from './group-member.js';
import { Janitor } from './janitor.js';
import { installSchema } from './schema.js';
import { SessionKeeper } from './session-keeper.js';
import { TailReader } from './tail-reader.js';

export interface PostgresTransportOptions {
  /** The database that carries the messages, in its schema `messaging`; made at the first use. */
  readonly url: string;
  /** Shown in `pg_stat_activity`, default `shelfstream`. */
  readonly applicationName?: string;
  /** Most connections for publishing, and as many again for reading; default 4. */
  readonly poolSize?: number;
  /** How often old messages are deleted, default one minute. */
  readonly cleanEveryMs?: number;
}

/** How long the number of a topic's partitions is believed. */
const TOPICS_KNOWN_MS = 10_000;
const NO_SUCH_PARTITION = 'MSG01';

/**
 * Messages through PostgreSQL, for one machine: an append-only table with partitions and offsets, read by consumer
 * groups, with LISTEN/NOTIFY to wake the readers and a poll behind it. The NOTIFY is in the publication's own
 * transaction, never in a service's.
 */
export class PostgresTransport implements Transport {
  readonly kind = 'postgres';
  private readonly writers: pg.Pool;
  private readonly readers: pg.Pool;
  private readonly keeper: SessionKeeper;
  private readonly janitor: Janitor;
  private readonly running = new Set<RunningSubscription>();
  private readonly keyless = new RoundRobin();
  private partitions: { counts: ReadonlyMap<string, number>; at: number } | undefined;
  private installed: Promise<void> | undefined;
  private closed: Promise<void> | undefined;

  constructor(options: PostgresTransportOptions) {
    const { url, applicationName = 'shelfstream', poolSize = 4, cleanEveryMs = 60_000 } = options;
    this.writers = pool(url, `${applicationName}-publish`, poolSize);
    // A lost offset means a message twice, which every consumer bears, so commits of offsets need not wait for the
    // disk. Messages are read along the primary key whatever the statistics of a young table say.
    this.readers = pool(
      url,
      `${applicationName}-read`,
      poolSize,
      '-c synchronous_commit=off -c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan',
    );
    this.keeper = new SessionKeeper(url, applicationName);
    this.janitor = new Janitor(this.readers, cleanEveryMs);
  }

  async publish(messages: readonly OutboundMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.ready();
    try {
      await this.append(messages);
    } catch (error) {
      if ((error as { code?: string }).code === NO_SUCH_PARTITION) this.partitions = undefined;
      throw error;
    }
  }

  async subscribe(reading: GroupReading, consumer: PartitionConsumer): Promise<RunningSubscription> {
    await this.ready();
    await this.mustExist(reading.topic);
    const member: GroupMember = new GroupMember(this.readers, this.keeper, reading, consumer, () =>
      this.running.delete(member),
    );
    this.running.add(member);
    await member.hasJoined;
    return member;
  }

  async tail(
    topic: string,
    onMessages: (messages: InboundMessage[]) => Promise<void> | void,
  ): Promise<RunningSubscription> {
    await this.ready();
    const reader: TailReader = new TailReader(this.readers, this.keeper, topic, onMessages, () =>
      this.running.delete(reader),
    );
    this.running.add(reader);
    await reader.start();
    return reader;
  }

  async ensureTopics(topics: readonly TopicSpecification[]): Promise<TopicChange[]> {
    await this.ready();
    const client = await this.writers.connect();
    try {
      await client.query('BEGIN');
      const changes: TopicChange[] = [];
      for (const topic of [...topics].sort((a, b) => (a.name < b.name ? -1 : 1))) {
        changes.push({ name: topic.name, change: await ensureTopic(client, topic) });
      }
      await client.query('COMMIT');
      this.partitions = undefined;
      return changes;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  async missingTopics(names: readonly string[]): Promise<string[]> {
    await this.ready();
    const { rows } = await this.readers.query<{ name: string }>(
      'SELECT name FROM unnest($1::text[]) AS wanted (name) WHERE name NOT IN (SELECT name FROM messaging.topic)',
      [sqlArray([...names])],
    );
    return rows.map(({ name }) => name);
  }

  async lag(group: string, topic: string): Promise<PartitionLag[]> {
    await this.ready();
    const { rows } = await this.readers.query<PartitionLag>(
      `SELECT p.partition, (p.next_offset - coalesce(o.next_offset, 0))::int AS lag
       FROM messaging.partition p LEFT JOIN messaging.consumer_offset o
         ON o.consumer_group = $1 AND o.topic = p.topic AND o.partition = p.partition
       WHERE p.topic = $2 ORDER BY p.partition`,
      [group, topic],
    );
    return rows;
  }

  async ping(): Promise<void> {
    await this.ready();
    await this.writers.query('SELECT 1');
  }

  close(): Promise<void> {
    this.closed ??= this.closeAll();
    return this.closed;
  }

  /** Deletes what retention and compaction no longer keep; done by itself every minute. */
  async clean(): Promise<void> {
    await this.ready();
    await this.janitor.clean();
  }

  private async closeAll(): Promise<void> {
    await Promise.all([...this.running].map((subscription) => subscription.close()));
    await this.janitor.close();
    await this.keeper.close();
    await Promise.all([this.writers.end(), this.readers.end()]);
  }

  private ready(): Promise<void> {
    this.installed ??= this.install().catch((error: unknown) => {
      this.installed = undefined;
      throw error;
    });
    return this.installed;
  }

  private async install(): Promise<void> {
    const client = await this.writers.connect();
    try {
      await installSchema(client);
    } finally {
      client.release();
    }
    this.janitor.start();
  }

  private async append(messages: readonly OutboundMessage[]): Promise<void> {
    const counts = await this.partitionCounts();
    const parts = new Map<string, Part>();
    const rows = messages.map((message) => {
      const part = this.partFor(message, counts, parts);
      return { message, part, position: part.count++ };
    });
    // One order of locks for every publisher.
    const sorted = [...parts.values()].sort((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    );
    sorted.forEach((part, i) => (part.index = i + 1));
    await this.writers.query({
      name: 'messaging.publish',
      text: 'SELECT messaging.publish($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      values: [
        sqlArray(sorted.map((part) => part.topic)),
        sqlArray(sorted.map((part) => part.partition)),
        sqlArray(sorted.map((part) => part.count)),
        sqlArray(rows.map(({ part }) => part.index)),
        sqlArray(rows.map(({ position }) => position)),
        sqlArray(rows.map(({ message }) => message.key)),
        sqlArray(rows.map(({ message }) => JSON.stringify(message.headers))),
        sqlArray(rows.map(({ message }) => textOf(message.value))),
        sqlArray(rows.map(({ message }) => hexOf(message.value))),
      ],
    });
  }

  private partFor(
    message: OutboundMessage,
    counts: ReadonlyMap<string, number>,
    parts: Map<string, Part>,
  ): Part {
    const { topic, key } = message;
    const count = counts.get(topic);
    if (count === undefined) throw unknownTopic(topic);
    const partition = key === null ? this.keyless.partition(count) : partitionOf(key, count);
    const name = `${topic} ${partition}`;
    let part = parts.get(name);
    if (!part) parts.set(name, (part = { topic, partition, count: 0, index: 0 }));
    return part;
  }

  private async partitionCounts(): Promise<ReadonlyMap<string, number>> {
    if (this.partitions && Date.now() - this.partitions.at < TOPICS_KNOWN_MS) return this.partitions.counts;
    const { rows } = await this.writers.query<{ topic: string; count: number }>(
      'SELECT topic, count(*)::int AS count FROM messaging.partition GROUP BY topic',
    );
    const counts = new Map(rows.map((row) => [row.topic, row.count]));
    this.partitions = { counts, at: Date.now() };
    return counts;
  }

  private async mustExist(topic: string): Promise<void> {
    if (!(await this.partitionCounts()).has(topic)) {
      this.partitions = undefined;
      throw unknownTopic(topic);
    }
  }
}

interface Part {
  readonly topic: string;
  readonly partition: number;
  count: number;
  index: number;
}

function pool(url: string, applicationName: string, max: number, options?: string): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max,
    options,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 30_000,
  });
  // An idle connection that breaks is replaced at the next use.
  made.on('error', () => {});
  return made;
}

async function ensureTopic(client: pg.ClientBase, topic: TopicSpecification): Promise<TopicChange['change']> {
  const retention = `${topic.retentionDays} days`;
  const created = await client.query(
    'INSERT INTO messaging.topic (name, cleanup, retention) VALUES ($1, $2, $3::interval) ON CONFLICT DO NOTHING',
    [topic.name, topic.cleanup, retention],
  );
  const added = await client.query(
    `INSERT INTO messaging.partition (topic, partition) SELECT $1, generate_series(0, $2::int - 1)
     ON CONFLICT DO NOTHING`,
    [topic.name, topic.partitions],
  );
  if (created.rowCount) return 'created';
  const changed = await client.query(
    `UPDATE messaging.topic SET cleanup = $2, retention = $3::interval
     WHERE name = $1 AND (cleanup <> $2 OR retention <> $3::interval)`,
    [topic.name, topic.cleanup, retention],
  );
  if (added.rowCount) return 'partitions_added';
  return changed.rowCount ? 'settings_changed' : 'unchanged';
}

function unknownTopic(topic: string): Error {
  return new Error(`There is no topic ${topic}: create it with ensureTopics first`);
}

/** The value as text, or null when PostgreSQL's text cannot hold exactly these bytes. */
function textOf(value: string | Buffer): string | null {
  if (typeof value === 'string') return value.includes('\0') ? null : value;
  const text = value.toString();
  return !text.includes('\0') && Buffer.from(text).equals(value) ? text : null;
}

function hexOf(value: string | Buffer): string | null {
  return textOf(value) === null ? Buffer.from(value).toString('hex') : null;
}
