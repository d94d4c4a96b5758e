import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { eventually, testKafka } from '#testing';
import { Kafka, logLevel } from 'kafkajs';
import { RunningShelfstream } from './running-shelfstream.js';

jest.setTimeout(120_000);

describe('npm start -- --kafka', () => {
  let folder: string;
  let shelfstream: RunningShelfstream | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-e2e-'));
  });
  afterEach(async () => {
    await shelfstream?.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('starts a broker of its own, takes a sale that a till publishes there, and leaves nothing running', async () => {
    shelfstream = await RunningShelfstream.start(folder, '--kafka', '--empty');
    const [, broker] = /Kafka .*?(127\.0\.0\.1:\d+)/.exec(shelfstream.output) ?? [];
    expect(broker).toBeDefined();
    await publishesASale(broker as string);

    const end = await shelfstream.end('SIGINT');
    expect(end.status).toBe(0);
    expect(end.ms).toBeLessThan(8_000);
    expect(shelfstream.leftovers()).toEqual([]);
  });

  it('uses the cluster that KAFKA_BROKERS names, and leaves it running', async () => {
    const { brokers } = await testKafka();
    const environment = { KAFKA_BROKERS: brokers.join(',') };
    shelfstream = await RunningShelfstream.startWith(environment, folder, '--empty');
    expect(shelfstream.output).not.toContain('Starting Kafka');
    await publishesASale(brokers[0] as string);

    expect((await shelfstream.end('SIGINT')).status).toBe(0);
    const admin = new Kafka({ clientId: 'operator', brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    expect(await admin.listTopics()).toContain('pos.sales.v1');
    await admin.disconnect();
  });

  /** A till publishes a sale there, and Shelfstream counts it. */
  async function publishesASale(broker: string): Promise<void> {
    for (const [path, body] of [
      ['locations/store-1', { name: 'Store', kind: 'store' }],
      ['items/tea', {}],
    ] as const) {
      const answer = await fetch(`${shelfstream?.url}/inventory/v1/${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(201);
    }

    const kafka = new Kafka({ clientId: 'till', brokers: [broker as string], logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    const sale = {
      saleId: 'receipt-1',
      locationId: 'store-1',
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku: 'tea', quantity: 2 }],
    };
    await producer.send({
      topic: 'pos.sales.v1',
      messages: [{ key: sale.locationId, value: JSON.stringify(sale) }],
    });
    await producer.disconnect();
    await eventually(async () => {
      const levels = await shelfstream?.get<{ items: { onHand: number }[] }>('/inventory/v1/levels?sku=tea');
      expect(levels?.items).toMatchObject([{ onHand: -2 }]);
    });
  }
});
