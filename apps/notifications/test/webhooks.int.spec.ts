import {
  DeliveryFinished,
  FulfillmentPacked,
  FulfillmentShipped,
  LevelChanged,
  ReservationCreated,
  ReturnReceived,
  type Webhook,
} from '#contracts';
import { eventually, uniqueId } from '#testing';
import { Webhook as Verifier } from 'standardwebhooks';
import { EXAMPLES } from '../src/testing/examples.js';
import { HttpReceiver } from '../src/testing/http-receiver.js';
import { NotificationsBed } from '../src/testing/notifications-bed.js';

const settings = (more: object = {}) => ({
  webhooks: {
    retry: { firstMs: 50, capMs: 100, attempts: 4 },
    timeoutMs: 500,
    disableAfterMs: 3_600_000,
    allowPrivate: true,
    ...more,
  },
});

describe('An endpoint of another system', () => {
  let bed: NotificationsBed;
  let receiver: HttpReceiver;

  beforeAll(async () => {
    bed = await NotificationsBed.open(settings());
    await bed.replica();
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    receiver = await HttpReceiver.open();
  });
  afterEach(async () => {
    await receiver.close();
    for (const { webhookId } of (await bed.ask<{ items: Webhook[] }>('GET', '/webhooks')).items)
      await bed.ask('DELETE', `/webhooks/${webhookId}`);
  });

  const add = (eventTypes: string[], more: object = {}) =>
    bed.ask<Webhook>('POST', '/webhooks', { url: `${receiver.url}/hook?shop=1`, eventTypes, ...more });
  const arrived = (count: number) =>
    eventually(() => {
      expect(receiver.requests).toHaveLength(count);
      return receiver.requests;
    });
  const shipped = () => ({ ...EXAMPLES.shipped, orderId: uniqueId('o') });

  it('is sent the events that it wants, each once, signed as Standard Webhooks asks', async () => {
    const { secret, webhookId } = await add(['orders.*']);
    const data = shipped();
    const time = new Date('2026-11-25T10:00:00Z');
    const id = await bed.publish(FulfillmentShipped, data, { time });
    for (let again = 0; again < 3; again++) await bed.publish(FulfillmentShipped, data, { id, time });
    await bed.publish(ReturnReceived, EXAMPLES.return_received);
    await bed.publish(FulfillmentPacked, { ...data, status: 'packed' });
    const requests = await arrived(2);
    const request = requests.find(({ headers }) => headers['webhook-id'] === id);
    expect(request).toMatchObject({ method: 'POST', path: '/hook?shop=1' });
    expect(request?.headers['content-type']).toBe('application/json');
    const verified = new Verifier(secret!).verify(request!.body, request!.headers as Record<string, string>);
    expect(verified).toEqual({ type: FulfillmentShipped.type, timestamp: time.toISOString(), data });
    expect(() =>
      new Verifier(secret!).verify(`${request!.body} `, request!.headers as Record<string, string>),
    ).toThrow();
    await bed.deliveriesAre(`webhookId=${webhookId}`, [
      { channel: 'webhook', status: 'sent' },
      { channel: 'webhook', status: 'sent' },
    ]);
    expect(receiver.requests).toHaveLength(2);
  });

  it('may bring a secret of its own, which is shown once and kept sealed', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const added = await add(['orders.*'], { secret });
    expect(added).toMatchObject({ secret, status: 'enabled', failingSince: null, disabledReason: null });
    const shown = await bed.ask<Webhook>('GET', `/webhooks/${added.webhookId}`);
    const { secret: _, ...rest } = added;
    expect(shown).toEqual(rest);
    expect((await bed.ask<{ items: Webhook[] }>('GET', '/webhooks')).items).toEqual([rest]);
    await bed.publish(FulfillmentShipped, shipped());
    const [request] = await arrived(1);
    new Verifier(secret).verify(request!.body, request!.headers as Record<string, string>);
    const rows = await bed.query(`SELECT FROM notifications.webhook w WHERE w::text LIKE '%' || $1 || '%'`, [
      secret.slice(6),
    ]);
    expect(rows).toEqual([]);
  });

  it('is added once under one idempotency key, whose kept answer has no secret', async () => {
    const body = { url: receiver.url, eventTypes: ['orders.*'] };
    const key = { 'idempotency-key': uniqueId('key') };
    const first = await bed.send<Webhook>('POST', '/webhooks', body, key);
    const again = await bed.send<Webhook>('POST', '/webhooks', body, key);
    const { secret, ...rest } = first.body;
    expect(first.status).toBe(201);
    expect(secret).toMatch(/^whsec_/);
    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(again.body).toEqual(rest);
    const other = await bed.send('POST', '/webhooks', { ...body, eventTypes: ['*'] }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('can be tested', async () => {
    const { webhookId, secret } = await add(['returns.*']);
    const { deliveryId } = await bed.ask('POST', `/webhooks/${webhookId}/test`);
    const [request] = await arrived(1);
    expect(
      new Verifier(secret!).verify(request!.body, request!.headers as Record<string, string>),
    ).toMatchObject({ type: 'notifications.webhook-test.v1', data: { webhookId } });
    await eventually(async () =>
      expect(await bed.ask('GET', `/deliveries/${String(deliveryId)}`)).toMatchObject({ status: 'sent' }),
    );
  });

  it('can have levels and reservations, and never what became of its own deliveries', async () => {
    const { webhookId } = await add(['*']);
    const level = {
      sku: 'milk',
      locationId: 'store-1',
      onHand: 5,
      reserved: 0,
      committed: 0,
      damaged: 0,
      qualityControl: 0,
      safetyStock: 0,
      incoming: 0,
      available: 5,
      sequence: 2,
      previousSequence: 1,
      updatedAt: new Date().toISOString(),
    };
    const reservation = {
      reservationId: 'r-1',
      reference: 'o-1',
      status: 'active' as const,
      expiresAt: new Date().toISOString(),
      lines: [],
    };
    const id = await bed.publish(LevelChanged, level);
    await bed.publish(LevelChanged, level, { id });
    await bed.publish(ReservationCreated, reservation);
    const requests = await arrived(2);
    expect(requests.map(({ body }) => (JSON.parse(body) as { type: string }).type).toSorted()).toEqual([
      LevelChanged.type,
      ReservationCreated.type,
    ]);
    await bed.deliveriesAre(`webhookId=${webhookId}`, [{ status: 'sent' }, { status: 'sent' }]);
    await eventually(async () => {
      const told = await bed.published(DeliveryFinished.type);
      expect(told.filter(({ channel }) => channel === 'webhook').length).toBeGreaterThanOrEqual(2);
    });
    expect(receiver.requests).toHaveLength(2);
  });

  it('that fails is tried again until it works, under the same id', async () => {
    const { webhookId } = await add(['orders.*']);
    let failures = 2;
    receiver.answer = () => ({ status: failures-- > 0 ? 503 : 204 });
    await bed.publish(FulfillmentShipped, shipped());
    const requests = await arrived(3);
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await bed.deliveriesAre(`webhookId=${webhookId}`, [{ status: 'sent', attempts: 3 }]);
    await eventually(async () =>
      expect(await bed.ask('GET', `/webhooks/${webhookId}`)).toMatchObject({ failingSince: null }),
    );
  });

  it('that keeps failing has its message given up, which can be sent again', async () => {
    const { webhookId } = await add(['orders.*']);
    receiver.answer = () => ({ status: 500 });
    await bed.publish(FulfillmentShipped, shipped());
    const [failed] = await bed.deliveriesAre(`webhookId=${webhookId}`, [
      { status: 'failed', attempts: 4, lastError: 'The endpoint answered 500' },
    ]);
    const { failingSince } = await bed.ask<Webhook>('GET', `/webhooks/${webhookId}`);
    expect(failingSince).not.toBeNull();
    receiver.answer = () => ({ status: 200 });
    await bed.ask('POST', `/deliveries/${failed?.deliveryId}/retry`);
    await bed.deliveriesAre(`webhookId=${webhookId}`, [{ status: 'sent' }]);
  });

  it('that does not answer is given up after its time, and does not hold up another', async () => {
    receiver.answer = ({ path }) => (path.startsWith('/hook') ? 'silence' : { status: 200 });
    const silent = await add(['orders.*']);
    const quick = await bed.ask<Webhook>('POST', '/webhooks', {
      url: `${receiver.url}/quick`,
      eventTypes: ['orders.*'],
    });
    for (let n = 0; n < 30; n++) await bed.publish(FulfillmentShipped, shipped());
    await eventually(async () => {
      const sent = await bed.deliveries(`webhookId=${quick.webhookId}&status=sent&limit=100`);
      expect(sent).toHaveLength(30);
    });
    const pending = await bed.deliveries(`webhookId=${silent.webhookId}&status=pending&limit=100`);
    expect(pending.length).toBeGreaterThan(0);
    await eventually(async () => {
      const tried = await bed.deliveries(`webhookId=${silent.webhookId}&limit=100`);
      expect(tried.some(({ lastError }) => lastError === 'The endpoint did not answer in time')).toBe(true);
    });
  });

  it('that answers 410 is disabled, and once it is enabled again has what was given up', async () => {
    const { webhookId } = await add(['orders.*']);
    receiver.answer = () => 'silence';
    for (let n = 0; n < 12; n++) await bed.publish(FulfillmentShipped, shipped());
    await eventually(async () => expect(await bed.deliveries(`webhookId=${webhookId}`)).toHaveLength(12));
    receiver.answer = () => ({ status: 410 });
    await eventually(async () =>
      expect(await bed.ask('GET', `/webhooks/${webhookId}`)).toMatchObject({
        status: 'disabled',
        disabledReason: expect.stringContaining('410') as unknown,
      }),
    );
    const failed = await eventually(async () => {
      const deliveries = await bed.deliveries(`webhookId=${webhookId}&status=failed`);
      expect(deliveries).toHaveLength(12);
      return deliveries;
    });
    const givenUp = failed.filter(({ lastError }) => lastError === 'webhook_disabled');
    expect(givenUp.length).toBeGreaterThan(0);
    receiver.answer = () => ({ status: 200 });
    expect(await bed.ask('POST', `/webhooks/${webhookId}/enable`)).toMatchObject({
      status: 'enabled',
      disabledReason: null,
    });
    await eventually(async () => {
      const sent = await bed.deliveries(`webhookId=${webhookId}&status=sent`);
      expect(sent).toHaveLength(givenUp.length);
    });
  });

  it('is not followed elsewhere', async () => {
    const elsewhere = await HttpReceiver.open();
    try {
      const { webhookId } = await add(['orders.*']);
      receiver.answer = () => ({ status: 307, location: elsewhere.url });
      await bed.publish(FulfillmentShipped, shipped());
      await bed.deliveriesAre(`webhookId=${webhookId}`, [
        { status: 'failed', lastError: 'The endpoint answered 307' },
      ]);
      expect(elsewhere.requests).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });

  it('that is removed is sent nothing more', async () => {
    const { webhookId } = await add(['orders.*']);
    receiver.answer = () => ({ status: 503 });
    await bed.publish(FulfillmentShipped, shipped());
    await eventually(() => expect(receiver.requests.length).toBeGreaterThan(0));
    await bed.ask('DELETE', `/webhooks/${webhookId}`);
    await bed.deliveriesAre(`webhookId=${webhookId}`, [
      { status: expect.stringMatching(/suppressed|failed/) as never },
    ]);
    expect(await bed.send('DELETE', `/webhooks/${webhookId}`)).toMatchObject({
      status: 404,
      body: { code: 'webhook_not_found' },
    });
  });

  it('must be an http or https URL, with types that look like ours', async () => {
    for (const body of [
      { url: 'ftp://shop.example', eventTypes: ['*'] },
      { url: receiver.url, eventTypes: [] },
      { url: receiver.url, eventTypes: ['Orders*'] },
      { url: receiver.url, eventTypes: ['*'], secret: 'short' },
    ]) {
      expect(await bed.send('POST', '/webhooks', body)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      });
    }
  });
});

describe('Where endpoints are not to lie in our own network', () => {
  let bed: NotificationsBed;
  let receiver: HttpReceiver;

  beforeAll(async () => {
    receiver = await HttpReceiver.open();
    bed = await NotificationsBed.open(settings({ allowPrivate: false, disableAfterMs: 1 }));
  });
  afterAll(async () => {
    await bed?.close();
    await receiver?.close();
  });

  it('one that does is refused', async () => {
    for (const url of [
      receiver.url,
      'http://localhost/x',
      'http://169.254.169.254/latest/',
      'http://[::1]/',
    ]) {
      expect(await bed.send('POST', '/webhooks', { url, eventTypes: ['*'] })).toMatchObject({
        status: 400,
        body: { code: 'webhook_target_not_allowed', errors: [{ path: 'url' }] },
      });
    }
  });

  it('one that came to lie there later is not called, and is disabled in the end', async () => {
    const { webhookId } = await bed.ask<Webhook>('POST', '/webhooks', {
      url: 'http://1.1.1.1/',
      eventTypes: ['orders.*'],
    });
    await bed.query('UPDATE notifications.webhook SET url = $1', [receiver.url]);
    await bed.publish(FulfillmentShipped, EXAMPLES.shipped);
    await eventually(async () =>
      expect(await bed.ask('GET', `/webhooks/${webhookId}`)).toMatchObject({ status: 'disabled' }),
    );
    const [delivery] = await bed.deliveries(`webhookId=${webhookId}`);
    expect(delivery?.lastError).toMatch(/webhook_target_not_allowed|webhook_disabled/);
    expect(receiver.requests).toEqual([]);
  });
});
