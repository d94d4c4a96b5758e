import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { DataSource, QueryRunner } from 'typeorm';
import type { EventContract } from '#contracts';
import {
  type GroupSubscription,
  type Handler,
  type InboundMessage,
  type OutboundMessage,
  type OutboxRow,
  ServiceMessaging,
  type RunningSubscription,
  type Transport,
  allDone,
  appendToOutbox,
  envelopeHeaders,
  messagingTablesSql,
  readEvent,
} from '#messaging';
import { createDataSource, inTransaction } from '#persistence';

/** What the made-up events of these tests carry: the n-th fact about something. */
export const Fact = z.object({ n: z.int() });

/** A service with tables of its own, as a replica of it sees them: its effects are rows that tell order and count. */
export class ServiceBed {
  /** Makes the tables. */
  static async open(url: string): Promise<ServiceBed> {
    const bed = await ServiceBed.join(url, 'shop');
    await bed.dataSource.query('CREATE SCHEMA shop');
    for (const sql of messagingTablesSql('shop').up) await bed.dataSource.query(sql);
    await bed.dataSource.query(
      `CREATE TABLE shop.effect (id bigint GENERATED ALWAYS AS IDENTITY, grp text, event_id text, key text, n int)`,
    );
    return bed;
  }

  /** One more process of the service. */
  static async join(url: string, applicationName: string): Promise<ServiceBed> {
    const dataSource = createDataSource({ url, schema: 'shop', applicationName, poolSize: 20 });
    await dataSource.initialize();
    return new ServiceBed(dataSource, url, applicationName);
  }

  private constructor(
    readonly dataSource: DataSource,
    private readonly url: string,
    private readonly applicationName: string,
  ) {}

  /** Breaks its connections, as if the process had been killed: open transactions are rolled back. */
  async kill(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      this.applicationName,
    ]);
    await client.end();
  }

  private readonly replicas: ServiceMessaging[] = [];
  private readonly subscriptions: RunningSubscription[] = [];

  /** Ends whatever a test has left running, above all one that failed. */
  async settle(): Promise<void> {
    const replicas = this.replicas.splice(0);
    await Promise.all(replicas.flatMap((replica) => [replica.relay.stop(), replica.replayer.stop()]));
    await Promise.all(this.subscriptions.splice(0).map((subscription) => subscription.close()));
  }

  replica(transport: Transport): ServiceMessaging {
    const retry = {
      transient: { firstMs: 20, capMs: 200 },
      unknown: { firstMs: 5, capMs: 20 },
      attempts: 3,
    };
    const replica = new ServiceMessaging({
      name: 'shop',
      schema: 'shop',
      dataSource: this.dataSource,
      transport,
      retry,
    });
    this.replicas.push(replica);
    return replica;
  }

  /** Subscribes a replica with the handler. */
  async subscribe(
    replica: ServiceMessaging,
    subscription: GroupSubscription,
    handler: Handler,
  ): Promise<RunningSubscription> {
    const consumer = replica.consumer(subscription, handler);
    const { topic, group, concurrency = 4 } = subscription;
    const running = await replica.transport.subscribe(
      { topic, group, batchSize: consumer.batchSize, concurrency },
      consumer,
    );
    replica.replayer.start([consumer]);
    this.subscriptions.push(running);
    return running;
  }

  /** The handler of a transactional subscription that leaves one effect per event. */
  recordEvent(group: string): Handler {
    return async (payload, tx) => {
      const event = payload as ReturnType<typeof readEvent>;
      await (tx as QueryRunner).query(
        'INSERT INTO shop.effect (grp, event_id, key, n) VALUES ($1, $2, $3, $4)',
        [group, event.id, event.key, (event.data as { n: number }).n],
      );
    };
  }

  /** The handler of a batch subscription that leaves one effect per event, however often it comes. */
  recordBatch(group: string): Handler {
    return async (payload) => {
      const messages = payload as InboundMessage[];
      await inTransaction(this.dataSource, async (tx) => {
        for (const message of messages) {
          const event = readEvent(message);
          await tx.query(
            `INSERT INTO shop.effect (grp, event_id, key, n) SELECT $1, $2, $3, $4
             WHERE NOT EXISTS (SELECT FROM shop.effect WHERE grp = $1 AND event_id = $2)`,
            [group, event.id, event.key, (event.data as { n: number }).n],
          );
        }
      });
      return allDone(messages);
    };
  }

  /** Puts the rows into the outbox, as a service's transaction would. */
  async write(rows: readonly OutboxRow[]): Promise<void> {
    await inTransaction(this.dataSource, (tx) => appendToOutbox(tx, 'shop', rows));
  }

  /** The effects of a group, in the order in which they took place. */
  async effects(group: string): Promise<{ event_id: string; key: string; n: number }[]> {
    return this.dataSource.query('SELECT event_id, key, n FROM shop.effect WHERE grp = $1 ORDER BY id', [
      group,
    ]);
  }

  async letters(
    group: string,
  ): Promise<{ id: string; key: string; status: string; code: string; detail: string }[]> {
    return this.dataSource.query(
      `SELECT id, message_key AS key, status, reason_code AS code, reason_detail AS detail, attempts
       FROM shop.dead_letter WHERE consumer_group = $1 ORDER BY id`,
      [group],
    );
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }
}

/** An event contract on a topic that only the test knows. */
export function factContract(topic: string): EventContract<typeof Fact> {
  return { type: 'shop.fact.v1', topic: topic as never, data: Fact, key: () => '', description: 'A fact.' };
}

/** The n-th fact about the key, as an outbox row. */
export function factRow(topic: string, key: string, n: number): OutboxRow {
  return {
    topic,
    key,
    eventId: uuidv7(),
    type: 'shop.fact.v1',
    subject: key,
    occurredAt: new Date(),
    correlationId: null,
    causationId: null,
    traceparent: null,
    data: JSON.stringify({ n }),
  };
}

/** The n-th fact about the key, as a message. */
export function fact(topic: string, key: string, n: number): OutboundMessage {
  const id = uuidv7();
  return {
    topic,
    key,
    headers: envelopeHeaders({
      id,
      type: 'shop.fact.v1',
      source: '/shelfstream/shop',
      subject: key,
      time: new Date(),
      correlationId: null,
      causationId: null,
      traceparent: null,
    }),
    value: JSON.stringify({ n }),
  };
}

/** `count` facts, spread over the keys, numbered per key from 1. */
export function facts(topic: string, keys: readonly string[], count: number, from = 0): OutboundMessage[] {
  return Array.from({ length: count }, (_, i) =>
    fact(topic, keys[(from + i) % keys.length]!, Math.floor((from + i) / keys.length) + 1),
  );
}
