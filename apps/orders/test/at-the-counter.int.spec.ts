import { type Fulfillment, type Order, ReservationCommitted, SaleRecorded } from '#contracts';
import { eventually, uniqueId } from '#testing';
import { RunningOrders } from '../src/testing/running-orders.js';
import { testSettings } from '../src/testing/settings.js';
import { Shop } from '../src/testing/shop.js';

const SETTINGS = testSettings({ codeLockMs: 400 });
const codes = (answers: readonly { status: number; body: unknown }[]): string[] =>
  answers.map(({ status, body }) => (status === 200 ? 'ok' : (body as { code: string }).code)).sort();

/** What happens at the same moment, on two replicas of the service. */
describe('At the counter', () => {
  let shop: Shop;
  let other: RunningOrders;

  beforeAll(async () => {
    shop = await Shop.open(SETTINGS);
    other = await shop.orders.replica(SETTINGS);
  }, 60_000);
  afterAll(async () => {
    await other?.stop();
    await shop?.close();
  });
  beforeEach(() => shop.refill());

  const handover = (f: Fulfillment, typed: string, collectedBy: string, replica = shop.orders) =>
    shop.try(f.fulfillmentId, 'handover', { pickupCode: typed, collectedBy }, replica);

  it('two people with the same code get the goods once', async () => {
    const f = await shop.readyForPickup();
    const code = shop.codeOf(f.fulfillmentId);
    const answers = await Promise.all([
      handover(f, code, 'Li Na'),
      handover(f, code, 'Zhang Wei', other),
      handover(f, code, 'Wang Fang'),
    ]);
    expect(codes(answers)).toEqual(['fulfillment_step_out_of_turn', 'fulfillment_step_out_of_turn', 'ok']);
    await eventually(() => expect(shop.factsOf(f.orderId)).toContain('fulfillment-picked-up'));
    expect(shop.toldOf(f.orderId, 'fulfillment-picked-up')).toHaveLength(1);
    expect(shop.ledger.requested('fulfill').filter(({ reference }) => reference === f.orderId)).toHaveLength(
      1,
    );
  });

  it('the same handover sent again is answered the same', async () => {
    const f = await shop.readyForPickup();
    const code = shop.codeOf(f.fulfillmentId);
    const answers = await Promise.all([handover(f, code, 'Li Na'), handover(f, code, 'Li Na', other)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    await eventually(() => expect(shop.toldOf(f.orderId, 'fulfillment-picked-up')).toHaveLength(1));
  });

  it('a till and a code hand it over once', async () => {
    const f = await shop.readyForPickup();
    await Promise.all([
      handover(f, shop.codeOf(f.fulfillmentId), 'Li Na', other),
      shop.orders.publish(SaleRecorded, {
        saleId: uniqueId('sale'),
        locationId: 'mall',
        occurredAt: new Date().toISOString(),
        lines: [{ lineId: '1', sku: 'mug', quantity: 2, fulfillmentId: f.fulfillmentId }],
      }),
    ]);
    await shop.reaches(f.orderId, ({ status }) => status === 'fulfilled');
    await eventually(async () => {
      const [{ n }] = await shop.orders.database.dataSource.query(
        `SELECT count(*)::int AS n FROM orders.inbox WHERE consumer_group = 'orders.follow-sales'`,
      );
      expect(n).toBeGreaterThan(0);
      expect(shop.ledger.requested('fulfill').map(({ reference }) => reference)).toContain(f.orderId);
    });
    expect(shop.ledger.requested('fulfill').filter(({ reference }) => reference === f.orderId)).toHaveLength(
      1,
    );
    expect(await shop.tasks(f.orderId)).toEqual([]);
  });

  it('wrong codes are limited, however many counters try at once, and the limit ends', async () => {
    const f = await shop.readyForPickup();
    const guesses = Array.from({ length: 12 }, (_, i) =>
      handover(f, `WRONG0${i}`, 'somebody', i % 2 === 0 ? shop.orders : other),
    );
    const answers = await Promise.all(guesses);
    expect(codes(answers).filter((code) => code === 'wrong_pickup_code')).toHaveLength(5);
    expect(codes(answers).filter((code) => code === 'pickup_code_locked')).toHaveLength(7);
    const right = shop.codeOf(f.fulfillmentId);
    expect(await handover(f, right, 'Li Na')).toMatchObject({
      status: 429,
      body: { code: 'pickup_code_locked' },
    });
    await eventually(async () => expect((await handover(f, right, 'Li Na')).status).toBe(200));
  });

  it('a wrong code says how many tries are left', async () => {
    const f = await shop.readyForPickup();
    expect(await handover(f, 'NOTTHIS1', 'somebody')).toMatchObject({
      status: 409,
      body: { code: 'wrong_pickup_code', triesLeft: 4 },
    });
  });

  it('an answer that comes twice opens one fulfillment', async () => {
    const { fulfillments, orderId } = await shop.allocated();
    const { reservationId } = fulfillments[0]!;
    const fact = {
      ...{
        reservationId,
        reference: orderId,
        status: 'committed' as const,
        expiresAt: new Date().toISOString(),
      },
      lines: [{ sku: 'mug', locationId: 'mall', quantity: 2 }],
    };
    const event = '0190d6a0-0000-7000-8000-00000000000a';
    await shop.orders.publishAs([event, event], ReservationCommitted, fact, fact);
    await shop.orders.publish(ReservationCommitted, fact);
    await eventually(async () => {
      const [{ n }] = await shop.orders.database.dataSource.query(
        `SELECT count(*)::int AS n FROM orders.inbox WHERE message_id = $1`,
        [event],
      );
      expect(n).toBe(1);
    });
    const later = await shop.readyForPickup();
    expect(later.status).toBe('ready_for_pickup');
    expect((await shop.order(orderId)).fulfillments).toHaveLength(1);
  });

  it('a promise that comes after the order was cancelled is released', async () => {
    shop.ledger.fallSilent();
    const orderId = await shop.place();
    await eventually(() =>
      expect(shop.ledger.requested('reserve').some(({ reference }) => reference === orderId)).toBe(true),
    );
    const { reservationId } = shop.ledger
      .requested('reserve')
      .find(({ reference }) => reference === orderId)!;
    await shop.orders.call('POST', `/orders/${orderId}/cancel`);
    await shop.ledger.speakAgain();
    await eventually(() => {
      expect(shop.ledger.model.reservations.get(reservationId)?.status).toBe('closed');
      expect(shop.ledger.model.committedTo([reservationId])).toBe(0);
    });
    expect((await shop.order(orderId)).status).toBe('cancelled');
  });
});

describe('A pickup that nobody collects', () => {
  let shop: Shop;
  let other: RunningOrders;
  const settings = testSettings({ pickupHoldMs: 600, pickupReminderMs: 450 });

  beforeAll(async () => {
    shop = await Shop.open(settings);
    other = await shop.orders.replica(settings);
  }, 60_000);
  afterAll(async () => {
    await other?.stop();
    await shop?.close();
  });

  it('is reminded of, expires once, and is free again once it is put away', async () => {
    const f = await shop.readyForPickup();
    const order = await shop.reaches(f.orderId, ({ status }) => status === 'cancelled');
    expect(order.fulfillments).toMatchObject([{ status: 'expired', reason: 'pickup_expired' }]);
    await eventually(() => {
      const told = shop.factsOf(f.orderId);
      expect(told.filter((fact) => fact === 'fulfillment-pickup-reminder-due')).toHaveLength(1);
      expect(told.filter((fact) => fact === 'fulfillment-expired')).toHaveLength(1);
      expect(told.filter((fact) => fact === 'refund-due')).toHaveLength(1);
    });
    const tasks = await shop.tasks(f.orderId);
    expect(tasks).toMatchObject([{ type: 'put_away', reason: 'pickup_expired', locationId: 'mall' }]);
    expect(shop.ledger.requested('release').filter(({ reference }) => reference === f.orderId)).toEqual([]);
    await shop.orders.call('POST', `/tasks/${tasks[0]!.taskId}/complete`);
    await eventually(() => expect(shop.ledger.model.committedTo([f.reservationId])).toBe(0));
  });

  it('is either handed over or expired, when both come at the same moment', async () => {
    const f = await shop.readyForPickup();
    const code = shop.codeOf(f.fulfillmentId);
    // The last moments of its time, on both replicas.
    const pause = Date.parse(f.pickupBy!) - Date.now() - 30;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pause)));
    const answers: { status: number; body: unknown }[] = [];
    for (let i = 0; i < 20; i++) {
      answers.push(
        ...(await Promise.all(
          [shop.orders, other].map((replica, counter) =>
            shop.try(
              f.fulfillmentId,
              'handover',
              { pickupCode: code, collectedBy: `person ${i} at ${counter}` },
              replica,
            ),
          ),
        )),
      );
    }
    const order: Order = await shop.reaches(f.orderId, ({ status }) => status !== 'allocated');
    const handedOver = answers.filter(({ status }) => status === 200).length;
    const expired = order.fulfillments[0]!.status === 'expired';
    expect(handedOver).toBe(expired ? 0 : 1);
    expect(order.status).toBe(expired ? 'cancelled' : 'fulfilled');
    await eventually(() => {
      const ends = shop
        .factsOf(f.orderId)
        .filter((fact) => fact === 'fulfillment-expired' || fact === 'fulfillment-picked-up');
      expect(ends).toHaveLength(1);
    });
  });

  it('is refused at the counter as soon as its time is over, swept or not', async () => {
    const slow = await shop.orders.replica({ ...settings, sweepMs: 60_000 });
    try {
      const f = await shop.readyForPickup();
      await shop.orders.database.dataSource.query(
        `UPDATE orders.fulfillment SET pickup_by = clock_timestamp() - interval '1 ms' WHERE fulfillment_id = $1`,
        [f.fulfillmentId],
      );
      const body = { pickupCode: shop.codeOf(f.fulfillmentId), collectedBy: 'Li Na' };
      const late = await shop.try(f.fulfillmentId, 'handover', body, slow);
      expect(late.status).toBe(409);
      expect(['pickup_expired', 'fulfillment_step_out_of_turn']).toContain(
        (late.body as { code: string }).code,
      );
    } finally {
      await slow.stop();
    }
  });
});
