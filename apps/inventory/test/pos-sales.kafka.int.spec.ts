import kafkajs, { type Producer } from 'kafkajs';
import { KafkaTransport } from '#messaging';
import { eventually, testKafka, uniqueId } from '#testing';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

/** The service on a real broker; a till publishes with nothing but a plain Kafka client. */
describe('a till that publishes to Kafka', () => {
  const store = uniqueId('store');
  let inventory: RunningInventory;
  let till: Producer;

  beforeAll(async () => {
    const { brokers } = await testKafka();
    inventory = await RunningInventory.start(() => new KafkaTransport({ clientId: 'inventory', brokers }));
    till = new kafkajs.Kafka({ clientId: 'till-7', brokers, logLevel: kafkajs.logLevel.NOTHING }).producer();
    await till.connect();
    await inventory.stock(store, { milk: 100 });
  }, 120_000);

  afterAll(async () => {
    await till?.disconnect();
    await inventory?.stop();
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
        const { body } = await good(
          inventory.get<{ items: { reason: { code: string } }[] }>(
            '/dead-letters?group=inventory.record-sales',
          ),
        );
        expect(body.items.map(({ reason }) => reason.code).toSorted()).toEqual([
          'invalid_json',
          'invalid_sale_line',
        ]);
      },
      { timeoutMs: 20_000 },
    );
  });

  const onHand = async (sku: string) => (await inventory.level(store, sku))?.onHand;
});
