import { Controller, type DynamicModule, HttpCode, Module, Post, type Type } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  appendToOutbox,
  OutboxRelay,
  PoisonMessage,
  PostgresTransport,
  type ReceivedEvent,
  ServiceMessaging,
  ServiceMessagingServer,
  Subscribe,
} from '#messaging';
import { inTransaction, runMigrations } from '#persistence';
import { createHttpApp, loggingModule, mountDocs, OpenRoute, PlatformModule } from '#platform';
import {
  auditMigration,
  createServiceDataSource,
  docsOf,
  idempotencyMigration,
  messagingMigration,
  prefixOf,
  type ServiceConnections,
  type ServiceDefinition,
  ServiceModule,
} from '#service';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

const TOPIC = 'bells.v1';
const heard: { by: string; from: string }[] = [];

/** A service that rings a bell, and hears every bell; a deaf one cannot handle what it hears. */
class BellService {
  readonly definition: ServiceDefinition;
  private readonly controller: Type;

  constructor(name: string, hearing: 'hears' | 'deaf') {
    this.definition = {
      name,
      description: `Rings in the ${name}.`,
      entities: [],
      migrations: [
        messagingMigration(name, 1763942400001),
        idempotencyMigration(name, 1763942400002),
        auditMigration(name, 1763942400003),
      ],
      poolSize: 4,
    };
    this.controller = bellsController(this.definition, hearing);
  }

  module(connections: ServiceConnections): DynamicModule {
    return ServiceModule.forService(this.definition, connections, { controllers: [this.controller] });
  }
}

function bellsController(service: ServiceDefinition, hearing: 'hears' | 'deaf'): Type {
  const { name } = service;

  @Controller(`${prefixOf(service)}/bells`)
  class BellsController {
    constructor(
      @InjectDataSource(name) private readonly dataSource: DataSource,
      private readonly relay: OutboxRelay,
    ) {}

    @Post()
    @OpenRoute()
    @HttpCode(201)
    async ring(): Promise<{ rungBy: string; eventId: string }> {
      const eventId = uuidv7();
      const bell = {
        ...{ topic: TOPIC, key: name, eventId, type: 'bell.rung.v1', subject: name, occurredAt: new Date() },
        ...{ correlationId: null, causationId: null, traceparent: null, data: '{}' },
      };
      await inTransaction(this.dataSource, (tx) => appendToOutbox(tx, name, [bell]));
      this.relay.wake();
      return { rungBy: name, eventId };
    }

    @Subscribe({
      topic: TOPIC,
      group: `${name}.on-bell`,
      poison: 'skip',
      transactional: true,
      type: 'bell.rung.v1',
    })
    onBell(@Payload() event: ReceivedEvent<object>): void {
      if (hearing === 'deaf') throw new PoisonMessage('deaf', 'Heard nothing');
      heard.push({ by: name, from: event.source });
    }
  }
  return BellsController;
}

@Module({})
class BellTower {}

describe('Two services in one process', () => {
  let database: TestDatabase;
  let transport: PostgresTransport;
  let app: NestFastifyApplication;
  const dataSources: DataSource[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    transport = new PostgresTransport({ url: database.url });
    await transport.ensureTopics([{ name: TOPIC, partitions: 2, cleanup: 'delete', retentionDays: 1 }]);
    const services = [new BellService('north', 'hears'), new BellService('south', 'deaf')];
    const modules: DynamicModule[] = [];
    for (const service of services) {
      const { definition } = service;
      const dataSource = createServiceDataSource(definition, { url: database.url });
      dataSources.push(await dataSource.initialize());
      await runMigrations(dataSource, { schema: definition.name });
      modules.push(service.module({ dataSource, transport }));
    }
    app = await createHttpApp({
      module: BellTower,
      imports: [loggingModule({ level: 'silent' }), PlatformModule, ...modules],
    });
    for (const { definition } of services) mountDocs(app, docsOf(definition));
    const messaging = app.get(ServiceMessaging, { strict: false, each: true });
    app.connectMicroservice({ strategy: new ServiceMessagingServer(messaging) });
    await app.startAllMicroservices();
    await app.init();
  });

  afterAll(async () => {
    await app?.close();
    await transport?.close();
    await Promise.all(dataSources.map((dataSource) => dataSource.destroy()));
    await database?.drop();
  });

  it('publish from their own outbox, under their own name', async () => {
    expect((await call('POST', '/north/v1/bells')).json()).toMatchObject({ rungBy: 'north' });
    expect((await call('POST', '/south/v1/bells')).json()).toMatchObject({ rungBy: 'south' });
    await eventually(() =>
      expect(heard.toSorted((a, b) => a.from.localeCompare(b.from))).toEqual([
        { by: 'north', from: '/shelfstream/north' },
        { by: 'north', from: '/shelfstream/south' },
      ]),
    );
  });

  it('keep their dead letters to themselves', async () => {
    await eventually(async () => {
      const south = (await call('GET', '/south/v1/dead-letters')).json<{ items: { group: string }[] }>();
      expect(south.items.map(({ group }) => group)).toEqual(['south.on-bell', 'south.on-bell']);
    });
    const north = (await call('GET', '/north/v1/dead-letters')).json<{ items: object[] }>();
    expect(north.items).toEqual([]);
  });

  it('keep their answers to themselves, even under the same idempotency key', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = (await call('POST', '/north/v1/bells', key)).json<object>();
    const south = (await call('POST', '/south/v1/bells', key)).json<object>();
    expect(south).toMatchObject({ rungBy: 'south' });
    expect((await call('POST', '/north/v1/bells', key)).json()).toEqual(first);
    expect((await call('POST', '/south/v1/bells', key)).json()).toEqual(south);
    for (const name of ['north', 'south']) {
      expect(await dataSources[0]!.query(`SELECT key FROM ${name}.idempotency`)).toEqual([{ key: 'k1' }]);
    }
  });

  it('are each asked whether they are ready', async () => {
    const ready = (await call('GET', '/health/ready')).json<{ status: string; checks: object }>();
    expect(ready.status).toBe('ready');
    expect(Object.keys(ready.checks)).toEqual([
      'north.database',
      'north.messages',
      'south.database',
      'south.messages',
    ]);

    await dataSources[1]!.query(`DELETE FROM south.migration WHERE name LIKE 'Idempotency%'`);
    const behind = await call('GET', '/health/ready');
    expect(behind.statusCode).toBe(503);
    expect(behind.json()).toMatchObject({
      status: 'waiting',
      checks: {
        'north.database': { status: 'up' },
        'south.database': {
          status: 'down',
          detail: expect.stringMatching(/^Migration \S+ is missing in schema south/),
        },
      },
    });
  });

  it('each have their own document', async () => {
    const document = (await call('GET', '/south/v1/openapi.json')).json<{ paths: object }>();
    const paths = Object.keys(document.paths);
    expect(paths).toContain('/south/v1/dead-letters');
    expect(paths.every((path) => path.startsWith('/south/v1/'))).toBe(true);
  });

  const call = (method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}) =>
    app.inject({ method, url, headers: { host: 'localhost', ...headers } });
});
