import { LevelChanged, type StockAlert } from '#contracts';
import { eventually, uniqueId } from '#testing';
import { MailServer } from '../src/testing/mail-server.js';
import { NotificationsBed } from '../src/testing/notifications-bed.js';

describe('A customer who asked to be told when something is back', () => {
  let mail: MailServer;
  let bed: NotificationsBed;

  beforeAll(async () => {
    mail = await MailServer.open();
    bed = await NotificationsBed.open({ smtp: { url: mail.url, from: 'shop@corner.example' } });
    await bed.replica();
  });
  afterAll(async () => {
    await bed?.close();
    await mail?.stop();
  });

  let sequence = 1;
  const level = (sku: string, locationId: string, available: number) => ({
    sku,
    locationId,
    onHand: available,
    reserved: 0,
    committed: 0,
    damaged: 0,
    qualityControl: 0,
    safetyStock: 0,
    incoming: 0,
    available,
    previousSequence: sequence,
    sequence: ++sequence,
    updatedAt: new Date().toISOString(),
  });
  const customer = async (more: object = {}) => {
    const customerId = uniqueId('customer');
    const email = `${customerId}@customers.example`;
    await bed.ask('PUT', `/contacts/${customerId}`, { email, ...more });
    return { customerId, email };
  };
  const ask = (body: object) => bed.send<StockAlert>('POST', '/stock-alerts', body);

  it('is told once, at the first level that can be sold', async () => {
    const sku = uniqueId('sku');
    const { customerId, email } = await customer();
    const asked = await ask({ customerId, sku });
    expect(asked).toMatchObject({
      status: 201,
      body: { customerId, sku, locationId: null, status: 'waiting' },
    });
    await bed.publish(LevelChanged, level(sku, 'store-1', 0));
    const back = level(sku, 'store-2', 3);
    const id = await bed.publish(LevelChanged, back);
    await bed.publish(LevelChanged, back, { id });
    await bed.publish(LevelChanged, level(sku, 'store-2', 4));
    await eventually(() => expect(mail.to(email)).toHaveLength(1));
    expect(mail.to(email)[0]?.subject).toBe(`${sku} is back`);
    await bed.deliveriesAre(`customerId=${customerId}`, [
      { template: 'back_in_stock', eventId: id, status: 'sent' },
    ]);
    const alerts = await bed.ask('GET', `/stock-alerts?customerId=${customerId}`);
    expect(alerts).toEqual({ items: [{ ...asked.body, status: 'told' }], nextCursor: null });
    expect((await ask({ customerId, sku })).body.stockAlertId).not.toBe(asked.body.stockAlertId);
  });

  it('is told of the place that they asked about, and of no other', async () => {
    const sku = uniqueId('sku');
    const { customerId, email } = await customer();
    await ask({ customerId, sku, locationId: 'store-2' });
    await bed.publish(LevelChanged, level(sku, 'store-1', 5));
    await bed.publish(LevelChanged, level(sku, 'store-2', 5));
    await eventually(() => expect(mail.to(email)).toHaveLength(1));
    expect(mail.to(email)[0]?.text).toContain('at store-2');
  });

  it('asks once, however often they ask', async () => {
    const sku = uniqueId('sku');
    const { customerId, email } = await customer();
    const answers = await Promise.all([1, 2, 3].map(() => ask({ customerId, sku })));
    expect(new Set(answers.map(({ body }) => body.stockAlertId)).size).toBe(1);
    await ask({ customerId, sku, locationId: 'store-1' });
    await bed.publish(LevelChanged, level(sku, 'store-1', 1));
    await eventually(async () => {
      const waiting = await bed.ask('GET', `/stock-alerts?customerId=${customerId}&status=waiting`);
      expect(waiting).toEqual({ items: [], nextCursor: null });
    });
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent' }]);
    expect(mail.to(email)).toHaveLength(1);
  });

  it('is not told when they thought better of it', async () => {
    const sku = uniqueId('sku');
    const one = await customer({ consents: ['transactional', 'back_in_stock'] });
    const other = await customer();
    await ask({ customerId: one.customerId, sku });
    const { body } = await ask({ customerId: other.customerId, sku });
    await bed.ask('PUT', `/contacts/${one.customerId}`, { email: one.email, consents: ['transactional'] });
    await bed.ask('DELETE', `/stock-alerts/${body.stockAlertId}`);
    await bed.publish(LevelChanged, level(sku, 'store-1', 1));
    await bed.deliveriesAre(`customerId=${one.customerId}`, [
      { status: 'suppressed', lastError: 'no_consent' },
    ]);
    expect(await bed.deliveries(`customerId=${other.customerId}`)).toEqual([]);
    expect([...mail.to(one.email), ...mail.to(other.email)]).toEqual([]);
  });

  it('is not told of a level from before they asked', async () => {
    const sku = uniqueId('sku');
    const { customerId, email } = await customer();
    await ask({ customerId, sku });
    const old = { ...level(sku, 'store-1', 9), updatedAt: new Date(Date.now() - 3_600_000).toISOString() };
    await bed.publish(LevelChanged, old);
    const id = await bed.publish(LevelChanged, level(sku, 'store-1', 1));
    await bed.deliveriesAre(`customerId=${customerId}`, [{ eventId: id, status: 'sent' }]);
    expect(mail.to(email)).toHaveLength(1);
  });

  it('sets a broken level aside and goes on with the next', async () => {
    const sku = uniqueId('sku');
    const { customerId } = await customer();
    await ask({ customerId, sku });
    await bed.publish(LevelChanged, { ...level(sku, 'store-1', 1), available: -1 });
    await bed.publish(LevelChanged, level(sku, 'store-1', 1));
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent' }]);
    const letters = await bed.ask<{ items: { reason: { code: string } }[] }>('GET', '/dead-letters');
    expect(letters.items.map(({ reason }) => reason.code)).toEqual(['invalid_event']);
  });
});
