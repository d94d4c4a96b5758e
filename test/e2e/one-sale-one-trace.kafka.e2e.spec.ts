import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { KafkaTransport } from '#messaging';
import { eventually, ownKafka, testDatabase, type TestDatabase, uniqueId } from '#testing';
import { Mailbox } from './mailbox.js';
import { Retailer } from './retailer.js';
import { ServiceProcess } from '../chaos/service-process.js';
import { type ReceivedSpan, TraceReceiver } from './trace-receiver.js';

jest.setTimeout(300_000);

/** From the span back to the root of its trace, as far as it arrived: names, with the service in front. */
function wayTo(spans: readonly ReceivedSpan[], name: string): string[] {
  const way: string[] = [];
  for (let span = spans.find((one) => one.name === name); span !== undefined;) {
    way.unshift(`${span.service.replace('shelfstream-', '')}: ${span.name}`);
    const { parentSpanId } = span;
    span = spans.find(({ spanId }) => spanId === parentSpanId);
  }
  return way;
}

describe('One sale, from the till to the mail that tells the store to order more', () => {
  let database: TestDatabase;
  let kafka: Awaited<ReturnType<typeof ownKafka>>;
  let mailbox: Mailbox;
  let receiver: TraceReceiver;
  let transport: KafkaTransport;
  let retailer: Retailer;
  const services = new Map<string, ServiceProcess>();

  beforeAll(async () => {
    [database, kafka, mailbox, receiver] = await Promise.all([
      testDatabase(),
      ownKafka(),
      Mailbox.open(),
      TraceReceiver.open(),
    ]);
    const env = {
      DATABASE_URL: database.url,
      KAFKA_BROKERS: kafka.brokers.join(','),
      SMTP_URL: mailbox.url,
      PICKUP_CODE_SECRET: 'a secret that orders and notifications share',
      SEALING_SECRET: 'a secret that orders and returns share',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: '200',
      LOG_LEVEL: 'debug',
    };
    for (const name of ['inventory', 'notifications'] as const) {
      services.set(name, await ServiceProcess.start(name, env));
    }
    retailer = new Retailer((service) => services.get(service)?.url ?? '');
    transport = new KafkaTransport({ clientId: 'till', brokers: [...kafka.brokers] });
  });

  afterAll(async () => {
    await transport?.close();
    await Promise.all([...services.values()].map((service) => service.stop()));
    await Promise.all([kafka?.stop(), mailbox?.close(), receiver?.close()]);
    await database?.drop();
  });

  /** A store with two on the shelf and somebody who wants to know when there is one. */
  async function shelf() {
    const locationId = await retailer.store(0);
    const sku = await retailer.item({ lowStockThreshold: 1 });
    await retailer.stock(locationId, sku, 2);
    const email = `${locationId}@stores.example`;
    await retailer.ask('PUT', `/notifications/v1/store-contacts/${locationId}`, { email, locale: 'en' });
    const sale = {
      saleId: uniqueId('sale'),
      locationId,
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku, quantity: 1 }],
    };
    return { email, sale, locationId, sku };
  }

  /** Waits until all of these are there: each process sends its spans in its own time. */
  const whole = (traceId: () => string | undefined, ...steps: RegExp[]): Promise<ReceivedSpan[]> =>
    eventually(
      () => {
        const spans = receiver.ofTrace(traceId() ?? '');
        const missing = steps.filter((step) => !spans.some(({ name }) => step.test(name)));
        expect(missing).toEqual([]);
        return spans;
      },
      { timeoutMs: 30_000 },
    );
  const FROM_TOPIC = [/^process pos\.sales/, /stock batch$/, /^send inventory\.alerts/, /^deliver email$/];

  it('is one trace when the till sends it by HTTP, and its log lines say which', async () => {
    const { email, sale, locationId, sku } = await shelf();
    const answer = await fetch(`${services.get('inventory')!.url}/inventory/v1/sales`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-correlation-id': 'till-7' },
      body: JSON.stringify({ sales: [sale] }),
    });
    expect(answer.status).toBe(200);
    await mailbox.mail(email, /./);

    const root = () => receiver.spans.find(({ name }) => name === 'POST /inventory/v1/sales');
    const spans = await whole(
      () => root()?.traceId,
      /^stock batch$/,
      /^send inventory\.alerts/,
      /^process inventory\.alerts/,
      /^deliver email$/,
      /^send notifications/,
    );
    expect(root()?.parentSpanId).toBe('');
    expect(wayTo(spans, 'deliver email')).toEqual([
      'inventory: POST /inventory/v1/sales',
      'inventory: stock batch',
      'inventory: send inventory.alerts.v1',
      'notifications: deliver email',
    ]);
    expect(wayTo(spans, 'process inventory.alerts.v1').slice(-2)).toEqual([
      'inventory: send inventory.alerts.v1',
      'notifications: process inventory.alerts.v1',
    ]);
    expect(wayTo(spans, 'send notifications.v1')).toContain('notifications: deliver email');
    // The statements of the batch are there, and no value of theirs.
    const statements = spans.filter(({ attributes }) => 'db.query.text' in attributes);
    expect(statements.length).toBeGreaterThan(3);
    expect(receiver.spans.filter(({ statusMessage }) => statusMessage !== '')).toEqual([]);
    const told = JSON.stringify(receiver.spans);
    for (const value of [sku, locationId, sale.saleId, email]) expect(told).not.toContain(value);

    const line = services
      .get('inventory')!
      .output.split('\n')
      .find((text) => text.includes('"route":"/inventory/v1/sales"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      service: 'inventory',
      correlationId: 'till-7',
      requestId: answer.headers.get('x-request-id'),
      traceId: root()?.traceId,
      spanId: root()?.spanId,
    });
  });

  it('is the trace of the till itself when that says so on the topic', async () => {
    const { email, sale } = await shelf();
    const traceId = randomBytes(16).toString('hex');
    const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
    await transport.publish([
      {
        topic: 'pos.sales.v1',
        key: sale.locationId,
        headers: { traceparent },
        value: JSON.stringify(sale),
      },
    ]);
    await mailbox.mail(email, /./);
    const spans = await whole(() => traceId, ...FROM_TOPIC);
    expect(wayTo(spans, 'deliver email')).toEqual([
      'inventory: process pos.sales.v1',
      'inventory: stock batch',
      'inventory: send inventory.alerts.v1',
      'notifications: deliver email',
    ]);
  });

  it('of many at once is followed through the batch that they share', async () => {
    const shelves = await Promise.all(Array.from({ length: 6 }, shelf));
    const traceIds = shelves.map(() => randomBytes(16).toString('hex'));
    await transport.publish(
      shelves.map(({ sale }, i) => ({
        topic: 'pos.sales.v1',
        key: 'one till after the other',
        headers: { traceparent: `00-${traceIds[i]}-${randomBytes(8).toString('hex')}-01` },
        value: JSON.stringify(sale),
      })),
    );
    for (const traceId of traceIds) {
      const spans = await whole(() => traceId, ...FROM_TOPIC);
      const share = wayTo(spans, 'deliver email').find((step) => step.includes('stock batch'));
      if (share === 'inventory: stock batch') continue;
      expect(share).toBe('inventory: share of a stock batch');
      const { links } = spans.find(({ name }) => name === 'share of a stock batch')!;
      const batch = (await whole(() => links[0], /^stock batch$/)).find(({ name }) => name === 'stock batch');
      expect(batch?.links).toContain(traceId);
    }
  });
});
