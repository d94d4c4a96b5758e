import {
  FulfillmentExpired,
  FulfillmentOpened,
  FulfillmentPickedUp,
  FulfillmentReadyForPickup,
  FulfillmentShipped,
  ItemChanged,
  LocationChanged,
  LowStock,
  OrderAllocated,
  Oversold,
  RefundIssued,
} from '#contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { pickupCode } from '#platform';
import { eventually, uniqueId } from '#testing';
import { EXAMPLES } from '../src/testing/examples.js';
import { HttpReceiver } from '../src/testing/http-receiver.js';
import { MailServer } from '../src/testing/mail-server.js';
import { NotificationsBed, PICKUP_CODE_SECRET } from '../src/testing/notifications-bed.js';

/** The service between other services' events, a real mail server and a provider of Twilio's shape. */
describe('What happens is told', () => {
  let mail: MailServer;
  let twilio: HttpReceiver;
  let bed: NotificationsBed;

  beforeAll(async () => {
    [mail, twilio] = await Promise.all([MailServer.open(), HttpReceiver.open()]);
    bed = await NotificationsBed.open({
      smtp: { url: mail.url, from: 'Corner Shop <shop@corner.example>' },
      twilio: { accountSid: 'AC1', authToken: 'token', from: '+15550001111', baseUrl: twilio.url },
    });
    // Two of them, as in production: whatever is told is told once.
    await bed.replica();
    const at = new Date().toISOString();
    await bed.publish(LocationChanged, {
      locationId: 'store-1',
      name: 'Main Street',
      kind: 'store',
      latitude: 31.23,
      longitude: 121.47,
      timeZone: 'Asia/Shanghai',
      address: '12 Main Street',
      capabilities: ['pickup'],
      safetyStock: 0,
      dailyOrderCapacity: null,
      markdownRisk: null,
      handlingCost: null,
      openingHours: { monday: [{ opens: '09:00', closes: '18:00' }] },
      createdAt: at,
      updatedAt: at,
    });
    await bed.publish(ItemChanged, {
      sku: 'milk',
      name: 'Fresh milk',
      gtin: null,
      category: null,
      unit: 'each',
      returnWindowDays: null,
      returnable: true,
      lowStockThreshold: null,
      attributes: {},
      createdAt: at,
      updatedAt: at,
    });
    await eventually(async () => {
      const [known] = await bed.query(
        'SELECT (SELECT count(*)::int FROM notifications.item) + (SELECT count(*)::int FROM notifications.location) AS n',
      );
      expect(known).toEqual({ n: 2 });
    });
  });
  afterAll(async () => {
    await bed?.close();
    await mail?.stop();
    await twilio?.close();
  });

  const customer = async (more: object = {}) => {
    const customerId = uniqueId('customer');
    const email = `${customerId}@customers.example`;
    await bed.ask('PUT', `/contacts/${customerId}`, { name: 'Ada', email, ...more });
    return { customerId, email };
  };
  const ready = (customerId: string, more: object = {}) => ({
    ...EXAMPLES.ready_for_pickup,
    customerId,
    fulfillmentId: uniqueId('f'),
    ...more,
  });
  const mailTo = (address: string) => eventually(() => expect(mail.to(address)).toHaveLength(1));

  it('the customer may come: with code, place, hours and map, by mail in both its forms', async () => {
    const { customerId, email } = await customer();
    const fulfillment = ready(customerId);
    await bed.publish(FulfillmentReadyForPickup, fulfillment);
    await mailTo(email);
    const [arrived] = mail.to(email);
    const code = pickupCode(PICKUP_CODE_SECRET, fulfillment.fulfillmentId, 2);
    expect(arrived?.subject).toBe('Your order o-1 is ready to collect at Main Street');
    expect(arrived?.from?.text).toBe('"Corner Shop" <shop@corner.example>');
    for (const text of [arrived?.text, String(arrived?.html)]) {
      for (const part of ['Hello Ada,', code, '12 Main Street', 'Mon', '09:00–18:00', 'Fresh milk'])
        expect(text).toContain(part);
    }
    expect(arrived?.text).toContain('https://www.openstreetmap.org/search?query=31.23%2C121.47');
    const [delivery] = await bed.deliveriesAre(`customerId=${customerId}`, [
      {
        channel: 'email',
        template: 'ready_for_pickup',
        status: 'sent',
        attempts: 1,
        lastError: null,
        eventType: FulfillmentReadyForPickup.type,
      },
    ]);
    expect(arrived?.messageId).toBe(`<${delivery?.deliveryId}@corner.example>`);
    await eventually(async () => {
      const told = await bed.published('notifications.delivery-finished.v1');
      expect(told).toContainEqual({
        deliveryId: delivery?.deliveryId,
        customerId,
        channel: 'email',
        template: 'ready_for_pickup',
        status: 'sent',
        eventId: delivery?.eventId,
      });
    });
  });

  it('in the language of who reads it', async () => {
    const { customerId, email } = await customer({ locale: 'zh-CN', name: '李雷' });
    await bed.publish(OrderAllocated, { ...EXAMPLES.order_confirmed, customerId });
    await mailTo(email);
    const [arrived] = mail.to(email);
    expect(arrived?.subject).toBe('您的订单 o-1 已确认');
    expect(arrived?.text).toContain('李雷，您好！');
    expect(String(arrived?.html)).toContain('感谢您的订购');
  });

  it('by every channel that the customer uses, once each, however often the event comes', async () => {
    const { customerId, email } = await customer({ channels: ['email', 'sms'], phone: '+8613800138000' });
    const data = { ...EXAMPLES.shipped, customerId };
    const id = await bed.publish(FulfillmentShipped, data);
    for (let again = 0; again < 5; again++) await bed.publish(FulfillmentShipped, data, { id });
    const marker = await customer();
    await bed.publish(RefundIssued, { ...EXAMPLES.refund_issued, customerId: marker.customerId });
    await mailTo(email);
    await mailTo(marker.email);
    const texts = () => twilio.requests.filter(({ body }) => body.includes('SF123'));
    await eventually(() => expect(texts()).toHaveLength(1));
    const [text] = texts();
    expect(text).toMatchObject({ method: 'POST', path: '/2010-04-01/Accounts/AC1/Messages.json' });
    expect(text?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('AC1:token').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
    expect(Object.fromEntries(new URLSearchParams(text?.body))).toEqual({
      To: '+8613800138000',
      From: '+15550001111',
      Body: 'Corner Shop: order o-1 is on its way with SF Express, tracking number SF123.',
    });
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent' }, { status: 'sent' }]);
    expect(mail.to(email)).toHaveLength(1);
    expect(texts()).toHaveLength(1);
  });

  it.each([
    ['nobody knows how', undefined, 'no_contact'],
    ['they do not want it', { consents: [] }, 'no_consent'],
    ['they turned every channel off', { channels: [] }, 'channel_off'],
    ['there is no address', { email: undefined }, 'no_address'],
  ])(
    'not to a customer when %s; that shows, and it can be sent once that has changed',
    async (_, contact, reason) => {
      const customerId = uniqueId('customer');
      const email = `${customerId}@customers.example`;
      if (contact !== undefined) await bed.ask('PUT', `/contacts/${customerId}`, { email, ...contact });
      await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
      const [delivery] = await bed.deliveriesAre(`customerId=${customerId}&status=suppressed`, [
        { channel: 'email', lastError: reason, nextAttemptAt: null, sentAt: null },
      ]);
      await bed.ask('PUT', `/contacts/${customerId}`, { email });
      await bed.ask('POST', `/deliveries/${delivery?.deliveryId}/retry`);
      await mailTo(email);
      await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent' }]);
      const again = await bed.send('POST', `/deliveries/${delivery?.deliveryId}/retry`);
      expect(again).toMatchObject({ status: 409, body: { code: 'delivery_sent' } });
    },
  );

  it('not in quiet hours, but when they end', async () => {
    const now = new Date();
    const clock = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString().slice(11, 16);
    const quietHours = { from: clock(-60), to: clock(120), timeZone: 'UTC' };
    const { customerId, email } = await customer({ quietHours });
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    const [waiting] = await bed.deliveriesAre(`customerId=${customerId}`, [
      {
        status: 'pending',
        attempts: 0,
        nextAttemptAt: expect.stringContaining(`T${clock(120)}:00`) as never,
      },
    ]);
    expect(mail.to(email)).toEqual([]);
    // Morning comes.
    await bed.ask('PUT', `/contacts/${customerId}`, { email });
    await bed.query(`UPDATE notifications.delivery SET next_attempt_at = now() WHERE delivery_id = $1`, [
      waiting?.deliveryId,
    ]);
    await mailTo(email);
  });

  it('not to come any more, when the order was collected before quiet hours were over', async () => {
    const now = new Date();
    const clock = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString().slice(11, 16);
    const { customerId, email } = await customer({
      quietHours: { from: clock(-60), to: clock(120), timeZone: 'UTC' },
    });
    const fulfillment = ready(customerId);
    await bed.publish(FulfillmentReadyForPickup, fulfillment);
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'pending', attempts: 0 }]);
    await bed.publish(FulfillmentPickedUp, { ...fulfillment, status: 'picked_up' });
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'suppressed', lastError: 'overtaken' }]);
    expect(mail.to(email)).toEqual([]);
  });

  it('that it was not collected, whatever waited before', async () => {
    const { customerId, email } = await customer();
    await bed.publish(FulfillmentExpired, {
      ...ready(customerId),
      status: 'expired',
      reason: 'pickup_expired',
    });
    await mailTo(email);
    expect(mail.to(email)[0]?.subject).toBe('Your order o-1 was not collected');
  });

  it('to the store that has given an address', async () => {
    const store = uniqueId('store');
    const email = `${store}@stores.example`;
    await bed.ask('PUT', `/store-contacts/${store}`, { email, locale: 'zh-CN' });
    await bed.publish(FulfillmentOpened, { ...EXAMPLES.new_work, locationId: store });
    await bed.publish(Oversold, { ...EXAMPLES.oversold, locationId: store });
    await bed.publish(LowStock, { ...EXAMPLES.low_stock, locationId: store });
    await bed.publish(LowStock, { ...EXAMPLES.low_stock, locationId: uniqueId('store') });
    await eventually(() => expect(mail.to(email)).toHaveLength(3));
    expect(
      mail
        .to(email)
        .map(({ subject }) => subject)
        .toSorted(),
    ).toEqual(['库存不足：Fresh milk', '新的备货订单：o-1', '超卖：Fresh milk']);
    await bed.deliveriesAre(`locationId=${store}`, [
      { status: 'sent' },
      { status: 'sent' },
      { status: 'sent' },
    ]);
    expect(await bed.query('SELECT FROM notifications.delivery WHERE location_id IS NOT NULL')).toHaveLength(
      3,
    );
  });

  it('what a message would say can be looked at, and is kept nowhere', async () => {
    const { customerId } = await customer();
    const fulfillment = ready(customerId);
    await bed.publish(FulfillmentReadyForPickup, fulfillment);
    const [delivery] = await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent' }]);
    const preview = await bed.ask('GET', `/deliveries/${delivery?.deliveryId}/preview`);
    expect(preview).toMatchObject({
      channel: 'email',
      subject: 'Your order o-1 is ready to collect at Main Street',
      text: expect.stringContaining('Hello Ada,') as unknown,
      html: expect.stringContaining('Hello Ada,') as unknown,
    });
    const rows = await bed.query(
      `SELECT FROM notifications.delivery d WHERE d::text LIKE '%Ada%' OR d::text LIKE '%' || $1 || '%'`,
      [pickupCode(PICKUP_CODE_SECRET, fulfillment.fulfillmentId, 2)],
    );
    expect(rows).toEqual([]);
  });

  it('waits while the mail server is away', async () => {
    const { customerId, email } = await customer();
    await mail.stop();
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    await eventually(async () => {
      const [delivery] = await bed.deliveries(`customerId=${customerId}`);
      expect(delivery).toMatchObject({
        status: 'pending',
        lastError: expect.stringContaining('ECONNREFUSED') as never,
      });
    });
    await mail.start();
    await mailTo(email);
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent', lastError: null }]);
  });

  it('is told once when somebody asks for it again while the mail server has it in hand', async () => {
    const { customerId, email } = await customer({ consents: [] });
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    const [delivery] = await bed.deliveriesAre(`customerId=${customerId}&status=suppressed`, [{}]);
    await bed.ask('PUT', `/contacts/${customerId}`, { email });
    const release = mail.hold(email);
    await bed.ask('POST', `/deliveries/${delivery?.deliveryId}/retry`);
    await mailTo(email);
    await bed.ask('POST', `/deliveries/${delivery?.deliveryId}/retry`);
    // Whoever finds it due would take it within this time.
    await pause(300);
    release();
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent', attempts: 1 }]);
    expect(mail.to(email)).toHaveLength(1);
  });

  it('is given up while the mail server stays away, shows, and can be sent again', async () => {
    const { customerId, email } = await customer();
    await mail.stop();
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    const [failed] = await bed.deliveriesAre(`customerId=${customerId}&status=failed`, [{ attempts: 5 }]);
    await mail.start();
    await bed.ask('POST', `/deliveries/${failed?.deliveryId}/retry`);
    await mailTo(email);
    await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'sent', attempts: 1 }]);
    await eventually(async () => {
      const told = await bed.published('notifications.delivery-finished.v1');
      const ofThis = told.filter(({ deliveryId }) => deliveryId === failed?.deliveryId);
      expect(ofThis.map(({ status }) => status)).toEqual(['failed', 'sent']);
    });
  });

  it('is given up at once when the address is refused for good, without saying which', async () => {
    const { customerId, email } = await customer();
    mail.refuse(email);
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    const [failed] = await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'failed', attempts: 1 }]);
    expect(failed?.lastError).toContain('no such mailbox');
    expect(failed?.lastError).not.toContain(email);
    expect(mail.refused.get(email)).toBe(1);
    expect(bed.logs.join('')).not.toContain(email);
  });

  it('is tried again when the provider is too busy, and not when it knows no such number', async () => {
    const busy = await customer({ channels: ['sms'], phone: '+15550100001' });
    const wrong = await customer({ channels: ['sms'], phone: '+15550100002' });
    let refused = 2;
    twilio.answer = ({ body }) => {
      if (body.includes('15550100002'))
        return { status: 400, body: { code: 21211, message: "Invalid 'To' Phone Number: +15550100002" } };
      return body.includes('15550100001') && refused-- > 0 ? { status: 429 } : { status: 201 };
    };
    for (const { customerId } of [busy, wrong])
      await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    await bed.deliveriesAre(`customerId=${busy.customerId}`, [{ status: 'sent', attempts: 3 }]);
    const [failed] = await bed.deliveriesAre(`customerId=${wrong.customerId}`, [
      { status: 'failed', attempts: 1 },
    ]);
    expect(failed?.lastError).toContain('21211');
    expect(failed?.lastError).not.toContain('15550100002');
  });

  it('one mail each when two replicas send many', async () => {
    const customers = await Promise.all(Array.from({ length: 40 }, () => customer()));
    await Promise.all(
      customers.map(({ customerId }) =>
        bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId, orderId: uniqueId('o') }),
      ),
    );
    await eventually(() => {
      for (const { email } of customers) expect(mail.to(email).length).toBeGreaterThan(0);
    });
    await eventually(async () => expect(await bed.deliveries('status=pending')).toEqual([]));
    for (const { email } of customers) expect(mail.to(email)).toHaveLength(1);
    const pages = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: { items: { deliveryId: string }[]; nextCursor: string | null } = await bed.ask(
        'GET',
        `/deliveries?status=sent&limit=10${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      for (const { deliveryId } of page.items) pages.add(deliveryId);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const [{ n } = { n: 0 }] = await bed.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM notifications.delivery WHERE status = 'sent'`,
    );
    expect(pages.size).toBe(n);
  });

  it('is sent by another replica when the one that took it died', async () => {
    const { customerId, email } = await customer();
    await mail.stop();
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    await bed.deliveriesAre(`customerId=${customerId}&status=failed`, [{}]);
    // As the dead one left it: taken, its lease not over yet.
    await bed.query(
      `UPDATE notifications.delivery SET status = 'pending', attempts = 1, claims = claims + 1,
         next_attempt_at = now() + interval '1 second' WHERE customer_id = $1`,
      [customerId],
    );
    await mail.start();
    await mailTo(email);
  });

  it('nothing that cannot be found is found', async () => {
    const none = '01900000-0000-7000-8000-000000000000';
    for (const [method, path, code] of [
      ['GET', `/deliveries/${none}`, 'delivery_not_found'],
      ['GET', `/deliveries/${none}/preview`, 'delivery_not_found'],
      ['POST', `/deliveries/${none}/retry`, 'delivery_not_found'],
      ['GET', '/contacts/nobody', 'contact_not_found'],
      ['GET', '/store-contacts/nowhere', 'store_contact_not_found'],
      ['DELETE', `/stock-alerts/${none}`, 'stock_alert_not_found'],
    ] as const) {
      expect(await bed.send(method, path)).toMatchObject({ status: 404, body: { code } });
    }
    expect(await bed.send('GET', '/deliveries?cursor=WyJ4Il0')).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
  });
});
