import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type EventContract, TOPICS } from '#contracts';
import {
  envelopeHeaders,
  KafkaTransport,
  PostgresTransport,
  ServiceMessaging,
  ServiceMessagingServer,
  type Transport,
} from '#messaging';
import { runMigrations } from '#persistence';
import { Clock, createHttpApp, loggingModule, PlatformModule, uuidv7 } from '#platform';
import { createServiceDataSource } from '#service';
import { eventually, type TestDatabase, testDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { ReturnsSettings } from '../config.js';
import { ReturnsModule } from '../returns.module.js';
import { RETURNS_SERVICE } from '../service.js';

@Module({})
class ReturnsApp {}

export const SECRET = 'a secret for tests, shared';

const SETTINGS: ReturnsSettings = {
  sealingSecret: SECRET,
  returnWindowDays: 30,
  authorizationSeconds: 30 * 86_400,
  refundRetrySeconds: 3_600,
  completeAfterSeconds: 1,
  sweepMs: 50,
};

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
}

/** A message as it stands on a topic. */
export interface Published {
  readonly type: string;
  readonly key: string;
  readonly data: Record<string, unknown>;
}

interface Replica {
  readonly app: NestFastifyApplication;
  readonly dataSource: DataSource;
  readonly transport: Transport;
}

/**
 * The returns service on a real PostgreSQL, with the postgres transport unless a broker is named: several replicas where a spec wants them, spoken
 * to through HTTP and through topics, as the other services and a payment system do.
 */
export class ReturnsShop {
  /** How far the service's clock runs ahead of the machine's. */
  aheadMs = 0;
  private readonly replicas: Replica[] = [];
  /** What the others publish with. */
  private readonly transport: Transport;

  private constructor(
    private readonly database: TestDatabase,
    private readonly connect: () => Transport,
    private readonly settings: ReturnsSettings,
  ) {
    this.transport = connect();
  }

  static async open({
    replicas = 1,
    kafka,
    ...settings
  }: Partial<ReturnsSettings> & { replicas?: number; kafka?: string[] } = {}): Promise<ReturnsShop> {
    const database = await testDatabase();
    const connect = () =>
      kafka === undefined
        ? new PostgresTransport({ url: database.url })
        : new KafkaTransport({ clientId: 'returns', brokers: kafka });
    const shop = new ReturnsShop(database, connect, { ...SETTINGS, ...settings });
    await shop.transport.ensureTopics(TOPICS);
    for (let i = 0; i < replicas; i++) await shop.addReplica();
    return shop;
  }

  async close(): Promise<void> {
    for (const { app } of this.replicas) await app.close();
    for (const { dataSource, transport } of this.replicas) {
      await transport.close();
      await dataSource.destroy();
    }
    await this.transport.close();
    await this.database.drop();
  }

  private async addReplica(): Promise<void> {
    const dataSource = createServiceDataSource(RETURNS_SERVICE, { url: this.database.url, poolSize: 10 });
    await dataSource.initialize();
    await runMigrations(dataSource, { schema: RETURNS_SERVICE.name });
    const transport = this.connect();
    const app = await createHttpApp({
      module: ReturnsApp,
      imports: [
        loggingModule({ level: 'silent' }),
        PlatformModule,
        ReturnsModule.forRoot({ dataSource, transport, settings: this.settings }),
      ],
    });
    app.get(Clock).now = () => new Date(Date.now() + this.aheadMs);
    app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
    await app.startAllMicroservices();
    await app.init();
    this.replicas.push({ app, dataSource, transport });
  }

  /** Sends a request to one of the replicas. */
  async send(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    { replica = 0, key }: { replica?: number; key?: string } = {},
  ): Promise<Answer> {
    const answer = await this.replicas[replica]!.app.inject({
      method,
      url: `/returns/v1${path}`,
      headers: { host: 'localhost', ...(key === undefined ? {} : { 'idempotency-key': key }) },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  }

  /** As `send`; anything but a success is an error that says what was answered. */
  async ask<T = Record<string, unknown>>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  /** Publishes an event as its service would. `id` is the event's: given twice, it is one event. */
  async publish<S extends z.ZodType>(
    contract: EventContract<S>,
    data: z.infer<S>,
    { id = uuidv7(), time = new Date(Date.now() + this.aheadMs) }: { id?: string; time?: Date } = {},
  ): Promise<void> {
    const checked = contract.data.parse(data) as z.infer<S>;
    const headers = envelopeHeaders({
      id,
      type: contract.type,
      source: '/shelfstream/another',
      subject: null,
      time,
      correlationId: null,
      causationId: null,
      traceparent: null,
    });
    await this.publishPlain(contract.topic, contract.key(checked), JSON.stringify(checked), headers);
  }

  /** Publishes any value, as an outside system with a plain client would. */
  async publishPlain(
    topic: string,
    key: string,
    value: string,
    headers: Record<string, string> = {},
  ): Promise<void> {
    await this.transport.publish([{ topic, key, value: Buffer.from(value), headers }]);
  }

  /** What the service has published, or is about to, of one type, oldest first; on the postgres transport. */
  async told(contract: EventContract, about: Record<string, unknown> = {}): Promise<Published[]> {
    await eventually(async () => {
      const waiting = await this.query('SELECT FROM returns.outbox');
      if (waiting.length > 0) throw new Error(`${waiting.length} events wait to be published`);
    });
    const rows = await this.query<{ key: string; value: string; headers: string }>(
      'SELECT key, value, headers FROM messaging.message WHERE topic = $1 ORDER BY published_at, "offset"',
      [contract.topic],
    );
    return rows
      .map(({ key, value, headers }) => ({
        key,
        type: (JSON.parse(headers) as Record<string, string>)['ce_type'] ?? '',
        data: JSON.parse(value) as Record<string, unknown>,
      }))
      .filter(
        ({ type, data }) =>
          type === contract.type && Object.entries(about).every(([name, value]) => data[name] === value),
      );
  }

  /** Waits until every consumer group of the service has read all there is; on the postgres transport. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      const [lag] = await this.query<{ messages: number }>(LAG);
      if (lag?.messages !== 0) throw new Error(`${lag?.messages} messages are yet to be read`);
    });
  }

  async query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.replicas[0]!.dataSource.query(sql, values)) as T[];
  }
}

const LAG = `
  SELECT coalesce(sum(p.next_offset - o.next_offset), 0)::int AS messages
  FROM messaging.partition p JOIN messaging.consumer_offset o USING (topic, partition)
  WHERE o.consumer_group LIKE 'returns.%'`;
