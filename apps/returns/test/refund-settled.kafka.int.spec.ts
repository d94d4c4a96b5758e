import { LocationChanged, SaleRecorded } from '#contracts';
import { eventually, testKafka, uniqueId } from '#testing';
import kafkajs, { type Producer } from 'kafkajs';
import { aLocation, aSale } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

const PATIENCE = { timeoutMs: 20_000 };

/** The service on a real broker; the payment system answers with nothing but a plain Kafka client. */
describe('A payment system that publishes to Kafka', () => {
  const store = uniqueId('store');
  let shop: ReturnsShop;
  let payments: Producer;

  beforeAll(async () => {
    const { brokers } = await testKafka();
    shop = await ReturnsShop.open({ kafka: brokers });
    const client = new kafkajs.Kafka({
      clientId: 'payments',
      brokers,
      logLevel: kafkajs.logLevel.NOTHING,
    });
    payments = client.producer();
    await payments.connect();
  }, 120_000);

  afterAll(async () => {
    await payments?.disconnect();
    await shop?.close();
  });

  it('settles the refund of a receipt that came back, once', async () => {
    const saleId = uniqueId('sale');
    const returnId = uniqueId('return');
    await shop.publish(LocationChanged, aLocation(store));
    await shop.publish(SaleRecorded, aSale(saleId, { locationId: store }));
    await eventually(async () => {
      const answer = await shop.send('POST', '/returns', {
        returnId,
        saleId,
        method: 'store',
        resolution: 'refund',
        lines: [{ lineId: '1', quantity: 1, reason: 'late' }],
      });
      expect(answer.status).toBe(201);
    }, PATIENCE);
    const refunds = await eventually(async () => {
      const { status, body } = await shop.send('POST', `/returns/${returnId}/receive`, {
        locationId: store,
        lines: [{ lineId: '1', quantity: 1, condition: 'as new', disposition: 'restock' }],
      });
      expect(status).toBe(200);
      return body['refunds'] as { refundId: string }[];
    }, PATIENCE);
    const value = JSON.stringify({
      returnId,
      refundId: refunds[0]?.refundId,
      amount: 10,
      currency: 'USD',
      settledAt: '2026-11-25T10:00:00Z',
    });
    const messages = [
      { key: returnId, value },
      { key: returnId, value },
    ];
    await payments.send({ topic: 'payments.refund-settled.v1', messages });
    await eventually(async () => {
      const settled = await shop.ask('GET', `/returns/${returnId}`);
      expect(settled).toMatchObject({ status: 'completed', refunds: [{ status: 'settled' }] });
    }, PATIENCE);
  });
});
