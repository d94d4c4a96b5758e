import { CustomerErased, FulfillmentReadyForPickup, FulfillmentShipped } from '#contracts';
import { eventually, uniqueId } from '#testing';
import { EXAMPLES } from '../src/testing/examples.js';
import { MailServer } from '../src/testing/mail-server.js';
import { NotificationsBed } from '../src/testing/notifications-bed.js';

const PERSON = {
  name: 'Wilhelmina Quackenbush',
  email: 'wilhelmina@customers.example',
  phone: '+15135550142',
};

describe('A person who is to be forgotten', () => {
  let mail: MailServer;
  let bed: NotificationsBed;

  beforeAll(async () => {
    mail = await MailServer.open();
    bed = await NotificationsBed.open({ smtp: { url: mail.url, from: 'shop@corner.example' } });
  });
  afterAll(async () => {
    await bed?.close();
    await mail?.stop();
  });

  /** Every table of the service and of the topics in which something of the person stands. */
  async function places(): Promise<string[]> {
    const tables = await bed.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema IN ('notifications', 'messaging')
         AND NOT (SELECT relispartition FROM pg_class WHERE oid = format('%I.%I', table_schema, table_name)::regclass)
       ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      for (const [what, value] of Object.entries(PERSON)) {
        const hex = Buffer.from(value).toString('hex');
        const rows = await bed.query(
          `SELECT FROM ${name} t WHERE position($1 IN t::text) > 0 OR position($2 IN t::text) > 0`,
          [value, hex],
        );
        if (rows.length > 0) found.push(`${name}: ${what}`);
      }
    }
    return found;
  }

  it('leaves nothing of themselves: no contact, no message, no kept answer, no dead letter, no log', async () => {
    const customerId = uniqueId('customer');
    const other = uniqueId('customer');
    await bed.ask('PUT', `/contacts/${customerId}`, PERSON);
    await bed.ask('PUT', `/contacts/${other}`, { email: 'other@customers.example' });
    await bed.send('POST', '/stock-alerts', { customerId, sku: 'milk' }, { 'idempotency-key': PERSON.email });
    await bed.send('POST', '/stock-alerts', { customerId: other, sku: 'milk' }, { 'idempotency-key': 'k-2' });
    mail.refuse(PERSON.email);
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'failed' }]);
    const noon = new Date().toISOString().slice(11, 16);
    const later = new Date(Date.now() + 7_200_000).toISOString().slice(11, 16);
    await bed.ask('PUT', `/contacts/${customerId}`, { ...PERSON, quietHours: { from: noon, to: later } });
    await bed.publish(FulfillmentReadyForPickup, { ...EXAMPLES.ready_for_pickup, customerId });
    await bed.deliveriesAre(`customerId=${customerId}&status=pending`, [{ attempts: 0 }]);
    await bed.query(
      `INSERT INTO notifications.dead_letter (consumer_group, topic, partition, "offset", produced_at, message_key,
         headers, value, reason_code, reason_detail, attempts, status)
       VALUES ('notifications.tell-orders', 'orders.fulfillments.v1', 0, 0, now(), $1, '{}', $2, 'bad', 'bad', 1, 'dead')`,
      [customerId, Buffer.from(JSON.stringify({ customerId, to: PERSON.name }))],
    );
    expect(await places()).toEqual([
      'notifications.contact: name',
      'notifications.contact: email',
      'notifications.contact: phone',
      'notifications.dead_letter: name',
      'notifications.idempotency: email',
    ]);

    expect(await bed.send('DELETE', `/contacts/${customerId}`)).toMatchObject({ status: 204, body: {} });

    expect(await places()).toEqual([]);
    for (const value of Object.values(PERSON)) expect(bed.logs.join('')).not.toContain(value);
    expect(await bed.send('GET', `/contacts/${customerId}`)).toMatchObject({ status: 404 });
    expect(await bed.ask('GET', `/stock-alerts?customerId=${customerId}`)).toMatchObject({ items: [] });
    await bed.deliveriesAre(`customerId=${customerId}`, [
      { template: 'ready_for_pickup', status: 'suppressed', lastError: 'customer_erased' },
      { template: 'shipped', status: 'failed', lastError: null },
    ]);
    await eventually(async () =>
      expect(await bed.published(CustomerErased.type)).toEqual([
        { customerId, erasedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown },
      ]),
    );
    expect(await bed.ask('GET', `/contacts/${other}`)).toMatchObject({ email: 'other@customers.example' });
    expect(await bed.query('SELECT key FROM notifications.idempotency')).toEqual([{ key: 'k-2' }]);
    expect(mail.to(PERSON.email)).toEqual([]);
  });

  it('is forgotten elsewhere, too, when nothing is known here', async () => {
    const customerId = uniqueId('customer');
    expect(await bed.send('DELETE', `/contacts/${customerId}`)).toMatchObject({ status: 204 });
    await eventually(async () => {
      const erased = await bed.published(CustomerErased.type);
      expect(erased.map((event) => event['customerId'])).toContain(customerId);
    });
  });

  it('can come back as somebody new', async () => {
    const customerId = uniqueId('customer');
    const input = { email: 'back@customers.example', locale: 'zh-CN' };
    expect((await bed.send('PUT', `/contacts/${customerId}`, input)).status).toBe(201);
    await bed.ask('DELETE', `/contacts/${customerId}`);
    const again = await bed.send('PUT', `/contacts/${customerId}`, input);
    expect(again).toMatchObject({
      status: 201,
      body: {
        customerId,
        name: null,
        phone: null,
        channels: ['email'],
        consents: ['transactional'],
        quietHours: null,
      },
    });
    expect((await bed.send('PUT', `/contacts/${customerId}`, input)).status).toBe(200);
    expect(await bed.send('PUT', `/contacts/${customerId}`, { email: 'x', phone: '123' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: 'email' }, { path: 'phone' }] },
    });
  });
});
