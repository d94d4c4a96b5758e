import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Delivery, EventContract } from '#contracts';
import { TOPICS } from '#contracts';
import { envelopeHeaders, PostgresTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { runMigrations } from '#persistence';
import { createHttpApp, loggingModule, PlatformModule, uuidv7 } from '#platform';
import { createServiceDataSource } from '#service';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { NotificationsEnvironment, type NotificationsSettings, notificationsSettings } from '../config.js';
import { NotificationsModule } from '../notifications.module.js';
import { NOTIFICATIONS_SERVICE } from '../service.js';

@Module({})
class NotificationsApp {}

export const PICKUP_CODE_SECRET = 'a secret of the pickup codes';

/** Patience of tests about retries. */
const QUICK: Partial<NotificationsSettings> = {
  pollMs: 50,
  messages: { retry: { firstMs: 100, capMs: 200, attempts: 5 } },
};

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Record<string, unknown>;
}

/** The service on a database and a transport of a spec's own, with as many replicas as it likes. */
export class NotificationsBed {
  private readonly replicas: { app: NestFastifyApplication; stop: () => Promise<void> }[] = [];
  readonly logs: string[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly dataSource: DataSource,
    private readonly publisher: PostgresTransport,
    private readonly settings: Partial<NotificationsSettings>,
  ) {}

  static async open(settings: Partial<NotificationsSettings> = {}): Promise<NotificationsBed> {
    const database = await testDatabase();
    const dataSource = createServiceDataSource(NOTIFICATIONS_SERVICE, { url: database.url, poolSize: 3 });
    await dataSource.initialize();
    await runMigrations(dataSource, { schema: NOTIFICATIONS_SERVICE.name });
    const publisher = new PostgresTransport({ url: database.url });
    await publisher.ensureTopics(TOPICS);
    const bed = new NotificationsBed(database, dataSource, publisher, settings);
    await bed.replica();
    return bed;
  }

  /** One more process of the service. */
  async replica(): Promise<void> {
    const { url } = this.database;
    const dataSource = createServiceDataSource(NOTIFICATIONS_SERVICE, { url });
    await dataSource.initialize();
    const transport = new PostgresTransport({ url });
    const defaults = notificationsSettings(
      NotificationsEnvironment.parse({ PICKUP_CODE_SECRET, SEALING_SECRET: 'a secret of sealed values' }),
    );
    const settings = { ...defaults, ...QUICK, shopName: 'Corner Shop', ...this.settings };
    const destination = { write: (line: string) => void this.logs.push(line) };
    const app = await createHttpApp({
      module: NotificationsApp,
      imports: [
        loggingModule({ level: 'info', destination }),
        PlatformModule,
        NotificationsModule.forRoot({ dataSource, transport, settings }),
      ],
    });
    app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
    await app.startAllMicroservices();
    await app.init();
    const stop = async () => {
      await app.close();
      await transport.close();
      await dataSource.destroy();
    };
    this.replicas.push({ app, stop });
  }

  async close(): Promise<void> {
    for (const { stop } of this.replicas) await stop();
    await this.publisher.close();
    await this.dataSource.destroy();
    await this.database.drop();
  }

  /** Publishes an event as another service would; gives its id. `id` publishes it again. */
  async publish<S extends z.ZodType>(
    contract: EventContract<S>,
    data: z.infer<S>,
    { id = uuidv7(), time = new Date() }: { id?: string; time?: Date } = {},
  ): Promise<string> {
    const key = contract.key(data);
    const headers = envelopeHeaders({
      id,
      type: contract.type,
      source: '/shelfstream/test',
      subject: key,
      time,
      correlationId: null,
      causationId: null,
      traceparent: null,
    });
    await this.publisher.publish([{ topic: contract.topic, key, headers, value: JSON.stringify(data) }]);
    return id;
  }

  async send<T = Record<string, unknown>>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await this.replicas[0]!.app.inject({
      method,
      url: `/notifications/v1${path}`,
      headers: { host: 'localhost', ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const parsed = (answer.body === '' ? {} : answer.json()) as T;
    return { status: answer.statusCode, body: parsed, headers: answer.headers };
  }

  /** As `send`; anything but a success is an error. */
  async ask<T = Record<string, unknown>>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> {
    const answer = await this.send<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async deliveries(query: string): Promise<Delivery[]> {
    return (await this.ask<{ items: Delivery[] }>('GET', `/deliveries?${query}`)).items;
  }

  /** Waits until there are so many deliveries of this kind, and gives them, newest first. */
  deliveriesAre(query: string, expected: readonly Partial<Delivery>[]): Promise<Delivery[]> {
    return eventually(async () => {
      const deliveries = await this.deliveries(query);
      expect(deliveries).toMatchObject(expected);
      return deliveries;
    });
  }

  async query<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.dataSource.query(sql, parameters)) as T[];
  }

  /** Events of the type that the service has published. */
  async published(type: string): Promise<Record<string, unknown>[]> {
    const rows = await this.query<{ value: string }>(
      `SELECT value FROM messaging.message WHERE headers::json->>'ce_type' = $1 ORDER BY "offset"`,
      [type],
    );
    return rows.map(({ value }) => JSON.parse(value) as Record<string, unknown>);
  }
}
