import { jest } from '@jest/globals';
import { eventually, testDatabase, type TestDatabase, uniqueId } from '#testing';
import pg from 'pg';
import { CUSTOMER } from './retailer.js';
import { openShopFloor, type ShopFloor } from './shop-floor.js';

jest.setTimeout(120_000);

/** What is the person's own, each found nowhere else. */
const PERSON = {
  name: 'Wilhelmina Quackenbush',
  email: 'wilhelmina.quackenbush@customers.example',
  phone: '+15135550142',
  address: '77 Hummingbird Crescent',
  collector: 'Bartholomew Quackenbush',
  second: '78 Nightingale Row',
};

describe('A person who asks to be forgotten', () => {
  let database: TestDatabase;
  let floor: ShopFloor;
  beforeAll(async () => {
    database = await testDatabase();
    floor = await openShopFloor('postgres', { DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await floor?.close();
    await database?.drop();
  });

  it('is in no table, topic, dead letter or log of any service any more, and the stock is as it was', async () => {
    const { retailer, mailbox } = floor;
    const sku = await retailer.item();
    const store = await retailer.store(1);
    await retailer.stock(store, sku, 9);
    await retailer.ordersKnow(store, sku);
    const customerId = uniqueId('customer');
    await retailer.ask('PUT', `/notifications/v1/contacts/${customerId}`, {
      name: PERSON.name,
      email: PERSON.email,
      phone: PERSON.phone,
      locale: 'en',
      channels: ['email', 'sms'],
    });
    const shipTo = { ...CUSTOMER, address: PERSON.address, name: PERSON.name };
    const lines = [{ lineId: '1', sku, quantity: 1 }];
    const shipped = await retailer.place(lines, { customerId, shipTo });
    const work = await retailer.work(store, shipped);
    await retailer.prepare(work);
    await retailer.step(work, 'ship', { carrier: 'Parcel Post', trackingNumber: 'PP-1' });
    const collected = await retailer.place(lines, {
      customerId,
      method: 'pickup',
      pickupLocationId: store,
      shipTo,
    });
    const pickup = await retailer.work(store, collected);
    await retailer.prepare(pickup);
    await retailer.step(pickup, 'ready');
    const { code } = await retailer.ask<{ code: string }>(
      'GET',
      `/orders/v1/orders/${collected}/pickup-code`,
    );
    await retailer.step(pickup, 'handover', { pickupCode: code, collectedBy: PERSON.collector });
    await eventually(
      async () => {
        await retailer.ask('POST', '/returns/v1/returns', {
          returnId: uniqueId('return'),
          orderId: shipped,
          method: 'mail',
          lines: [{ lineId: '1', quantity: 1, reason: `${PERSON.name} does not like it` }],
          resolution: 'exchange',
          exchange: { method: 'ship', lines, shipTo: { ...shipTo, address: PERSON.second } },
        });
      },
      { timeoutMs: 20_000 },
    );
    await mailbox.mail(PERSON.email, /shipped|on its way/i);
    // A message that no consumer can read, about this person.
    for (const service of ['inventory', 'orders', 'returns', 'notifications']) {
      await send(
        `INSERT INTO ${service}.dead_letter (consumer_group, topic, partition, "offset", produced_at, message_key,
           headers, value, reason_code, reason_detail, attempts, status)
         VALUES ($1, 'pos.sales.v1', 0, 0, now(), $2, '{}', $3, 'invalid_event', 'it is broken', 1, 'dead')`,
        [`${service}.test`, customerId, Buffer.from(JSON.stringify({ customerId, note: PERSON.name }))],
      );
    }
    // The search finds what is there: else finding nothing would mean nothing.
    const before = await found();
    for (const value of Object.values(PERSON)) expect(before.map(({ value: v }) => v)).toContain(value);

    const levels = await retailer.ask('GET', `/inventory/v1/levels?sku=${sku}`);
    const erased = await retailer.send('DELETE', `/notifications/v1/contacts/${customerId}`);
    expect(erased.status).toBe(204);
    await eventually(async () => expect(await found()).toEqual([]), { timeoutMs: 20_000, intervalMs: 250 });
    for (const value of Object.values(PERSON)) expect(floor.shelfstream.output).not.toContain(value);
    expect(await retailer.ask('GET', `/inventory/v1/levels?sku=${sku}`)).toEqual(levels);
    expect((await retailer.orderOf(shipped)).customerId).toBe(customerId);
  });

  /** Every place in every table of every schema where something of the person stands, messages on topics included. */
  async function found(): Promise<{ table: string; value: string }[]> {
    const tables = (await send(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    )) as { name: string }[];
    const places: { table: string; value: string }[] = [];
    for (const { name } of tables) {
      for (const value of Object.values(PERSON)) {
        const hex = Buffer.from(value).toString('hex');
        // As text, and inside of bytes, which PostgreSQL writes as hexadecimal digits.
        const [row] = (await send(
          `SELECT count(*)::int AS count FROM ${name} AS t WHERE position($1 IN t::text) > 0 OR position($2 IN t::text) > 0`,
          [value, hex],
        )) as [{ count: number }];
        if (row.count > 0) places.push({ table: name, value });
      }
    }
    return places;
  }

  async function send(sql: string, parameters: unknown[] = []): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query(sql, parameters)).rows as unknown[];
    } finally {
      await client.end();
    }
  }
});
