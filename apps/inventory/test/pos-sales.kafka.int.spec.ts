import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import kafkajs, { type Producer } from 'kafkajs';
import { TOPICS } from '#contracts';
import { KafkaTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { runMigrations } from '#persistence';
import { createHttpApp, loggingModule, PlatformModule } from '#platform';
import { eventually, testDatabase, type TestDatabase, testKafka, uniqueId } from '#testing';
import type { DataSource } from 'typeorm';
import { InventoryModule } from '../src/inventory.module.js';
import { createInventoryDataSource } from '../src/persistence/data-source.js';
import { SCHEMA } from '../src/persistence/schema.js';

@Module({})
class InventoryApp {}

/** The service on a real broker; a till publishes with nothing but a plain Kafka client. */
describe('a till that publishes to Kafka', () => {
  const store = uniqueId('store');
  let database: TestDatabase;
  let dataSource: DataSource;
  let transport: KafkaTransport;
  let app: NestFastifyApplication;
  let till: Producer;

  beforeAll(async () => {
    const { brokers } = await testKafka();
    database = await testDatabase();
    dataSource = createInventoryDataSource({ url: database.url });
    await dataSource.initialize();
    await runMigrations(dataSource, { schema: SCHEMA });
    transport = new KafkaTransport({ clientId: 'inventory', brokers });
    await transport.ensureTopics(TOPICS);
    app = await createHttpApp({
      module: InventoryApp,
      imports: [
        loggingModule({ level: 'silent' }),
        PlatformModule,
        InventoryModule.forRoot({ dataSource, transport }),
      ],
    });
    app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
    await app.startAllMicroservices();
    await app.init();
    till = new kafkajs.Kafka({ clientId: 'till-7', brokers, logLevel: kafkajs.logLevel.NOTHING }).producer();
    await till.connect();
    await call('PUT', `/locations/${store}`, { name: 'Main Street', kind: 'store' });
    await call('PUT', '/items/milk', {});
    await call('POST', '/movements', {
      movements: [
        {
          movementId: uniqueId('opening'),
          type: 'opening',
          sku: 'milk',
          locationId: store,
          quantity: 100,
          occurredAt: '2026-01-01T00:00:00Z',
        },
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await till?.disconnect();
    await app?.close();
    await transport?.close();
    await dataSource?.destroy();
    await database?.drop();
  });

  it('lowers the stock once, however often the same sale arrives', async () => {
    const sale = JSON.stringify({
      saleId: 'receipt-1',
      locationId: store,
      occurredAt: '2026-11-24T09:30:00-05:00',
      lines: [{ lineId: '1', sku: 'milk', quantity: 3, amount: '4.50' }],
    });
    await till.send({
      topic: 'pos.sales.v1',
      messages: [
        { key: store, value: sale },
        { key: store, value: sale },
      ],
    });
    await eventually(async () => expect(await onHand('milk')).toBe(97), { timeoutMs: 20_000 });
  });

  it('sets a message aside with its reason when it is not a sale, and goes on with the next', async () => {
    await till.send({
      topic: 'pos.sales.v1',
      messages: [
        { key: store, value: 'not json' },
        {
          key: store,
          value: JSON.stringify({
            saleId: 'receipt-2',
            locationId: store,
            occurredAt: '2026-11-24T09:31:00-05:00',
            lines: [
              { lineId: '1', sku: 'milk', quantity: 1 },
              { lineId: '2', sku: 'milk', quantity: 1.5 },
            ],
          }),
        },
        {
          key: store,
          value: JSON.stringify({
            saleId: 'receipt-3',
            locationId: store,
            occurredAt: '2026-11-24T09:32:00-05:00',
            lines: [{ lineId: '1', sku: 'milk', quantity: 2 }],
          }),
        },
      ],
    });
    await eventually(async () => expect(await onHand('milk')).toBe(94), { timeoutMs: 20_000 });
    await eventually(
      async () => {
        const letters = await call('GET', '/dead-letters?group=inventory.record-sales');
        const reasons = (letters as { items: { reason: { code: string } }[] }).items.map(
          (l) => l.reason.code,
        );
        expect(reasons.toSorted()).toEqual(['invalid_json', 'invalid_sale_line']);
      },
      { timeoutMs: 20_000 },
    );
  });

  async function onHand(sku: string): Promise<number | undefined> {
    const levels = await call('GET', `/levels?sku=${sku}&locationId=${store}`);
    return (levels as { items: { onHand: number }[] }).items[0]?.onHand;
  }

  async function call(method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<unknown> {
    const answer = await app.inject({
      method,
      url: `/inventory/v1${path}`,
      headers: { host: 'localhost' },
      ...(body === undefined ? {} : { payload: body }),
    });
    if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${answer.body}`);
    return answer.json() as unknown;
  }
});
