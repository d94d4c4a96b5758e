import { type AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type LevelPage, type StockLevel, TOPICS } from '#contracts';
import { PostgresTransport, ServiceMessaging, ServiceMessagingServer, type Transport } from '#messaging';
import { runMigrations } from '#persistence';
import { createHttpApp, loggingModule, PlatformModule } from '#platform';
import { testDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import type { Cells } from '../domain/cells.js';
import { InventoryModule } from '../inventory.module.js';
import { createInventoryDataSource } from '../persistence/data-source.js';
import { SCHEMA } from '../persistence/schema.js';
import { aMovement } from './builders.js';

@Module({})
class InventoryApp {}

/** An answer as a client has it. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

type Json = Record<string, unknown>;

/** The whole service on a database of its own, listening, as its clients see it. */
export class RunningInventory {
  private constructor(
    /** Where the service's routes begin. */
    readonly url: string,
    readonly databaseUrl: string,
    readonly dataSource: DataSource,
    readonly transport: Transport,
    private readonly app: NestFastifyApplication,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  /** Starts it, with messages through its database unless another transport is given; with `cells`, as one of them. */
  static async start(
    openTransport: (databaseUrl: string) => Transport = (url) => new PostgresTransport({ url }),
    cells?: Cells,
  ): Promise<RunningInventory> {
    const { url, drop } = await testDatabase();
    return RunningInventory.on(url, openTransport, drop, cells);
  }

  /** Another replica on the same database; with `cells`, as one of them. */
  replica(cells?: Cells): Promise<RunningInventory> {
    return RunningInventory.on(
      this.databaseUrl,
      (url) => new PostgresTransport({ url }),
      async () => {},
      cells,
    );
  }

  private static async on(
    databaseUrl: string,
    openTransport: (databaseUrl: string) => Transport,
    drop: () => Promise<void>,
    cells?: Cells,
  ): Promise<RunningInventory> {
    const dataSource = createInventoryDataSource({ url: databaseUrl });
    await dataSource.initialize();
    await runMigrations(dataSource, { schema: SCHEMA });
    const transport = openTransport(databaseUrl);
    await transport.ensureTopics(TOPICS);
    const app = await createHttpApp({
      module: InventoryApp,
      imports: [
        loggingModule({ level: 'silent' }),
        PlatformModule,
        InventoryModule.forRoot({ dataSource, transport }, cells),
      ],
    });
    app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/inventory/v1`;
    return new RunningInventory(url, databaseUrl, dataSource, transport, app, drop);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.transport.close();
    await this.dataSource.destroy();
    await this.dropDatabase();
  }

  get = <Body = Json>(path: string): Promise<Answer<Body>> => this.call('GET', path);
  put = <Body = Json>(path: string, body: object): Promise<Answer<Body>> => this.call('PUT', path, body);
  post = <Body = Json>(
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> => this.call('POST', path, body, headers);

  /** Sends a request; a body that is no text is sent as JSON. */
  async call<Body = Json>(
    method: string,
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    return this.send<Body>(path, {
      method,
      headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
  }

  /** Sends a request as it is given. */
  async send<Body = Json>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  }

  /** Makes a store and items, and puts `onHand` of each on its shelf. */
  async stock(locationId: string, onHand: Record<string, number>): Promise<void> {
    await good(this.put(`/locations/${locationId}`, { name: locationId, kind: 'store' }));
    await good(this.post('/items/batch', { items: Object.keys(onHand).map((sku) => ({ sku })) }));
    const movements = Object.entries(onHand)
      .filter(([, quantity]) => quantity > 0)
      .map(([sku, quantity]) =>
        aMovement('opening', quantity, {
          movementId: `opening-${locationId}-${sku}`,
          sku,
          locationId,
          occurredAt: '2026-01-01T00:00:00Z',
        }),
      );
    if (movements.length === 0) return;
    const { body } = await good(this.post('/movements', { movements }));
    if (body['accepted'] !== movements.length) throw new Error(JSON.stringify(body));
  }

  /** The level as `GET /levels` shows it; undefined if it is not there. */
  async level(locationId: string, sku: string): Promise<StockLevel | undefined> {
    const query = new URLSearchParams({ locationId, sku });
    return (await good(this.get<LevelPage>(`/levels?${query}`))).body.items[0];
  }

  async query<Row = Json>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.dataSource.query(sql, parameters)) as Row[];
  }
}

/** The answer, if it is a success; anything else fails the test with what it says. */
export async function good<Body>(answer: Promise<Answer<Body>>): Promise<Answer<Body>> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return answer;
}
