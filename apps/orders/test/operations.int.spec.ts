import type { Operations, OrderKpis, OrderPage } from '#contracts';
import { eventually } from '#testing';
import { testSettings } from '../src/testing/settings.js';
import { Shop } from '../src/testing/shop.js';

/** What those see who look after the shop: news as it happens, and figures of a period. */
describe('Operating orders', () => {
  let shop: Shop;
  let url: string;
  const closers: (() => void)[] = [];

  beforeAll(async () => {
    shop = await Shop.open(testSettings());
    url = await shop.orders.listen();
  }, 60_000);
  afterAll(() => shop?.close());
  beforeEach(() => shop.refill());
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  /** Everything that a stream has told so far. */
  const watch = async (query: string): Promise<() => string> => {
    const connection = new AbortController();
    closers.push(() => connection.abort());
    const answer = await fetch(`${url}/stream?${query}`, { signal: connection.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    const read = async () => {
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) text += chunk;
    };
    read().catch(() => {});
    return () => text;
  };

  it('a store’s work list hears of what is placed there and of every step, and of nobody else’s work', async () => {
    const mall = await watch('locationId=mall');
    const oldTown = await watch('locationId=old-town');
    const all = await watch('');
    const f = await shop.readyForPickup();
    await eventually(() => expect(mall()).toContain('"status":"ready_for_pickup"'));
    expect(mall()).toContain(`event: fulfillment\ndata: {"fulfillmentId":"${f.fulfillmentId}"`);
    expect(mall()).not.toContain('event: order');
    await eventually(() =>
      expect(all()).toContain(`event: order\ndata: {"orderId":"${f.orderId}","status":"allocated"}`),
    );
    expect(oldTown()).not.toContain('event:');
    expect(all()).not.toContain('customer-1');
  });

  it('an order can be watched by itself', async () => {
    const { orderId } = shop.orderInput();
    const watched = await watch(`orderId=${orderId}`);
    await shop.allocated();
    await shop.allocated({ orderId });
    await eventually(() => expect(watched()).toContain('"status":"allocated"'));
    const ids = [...watched().matchAll(/"orderId":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids)).toEqual(new Set([orderId]));
  });

  it('the figures of a period tell what became of its orders, store by store', async () => {
    const from = new Date().toISOString();
    await shop.readyForPickup();
    const rejected = await shop.allocated();
    await shop.step(rejected.fulfillments[0]!, 'reject', { reason: 'damaged' });
    const cancelled = await shop.allocated({ lines: [{ lineId: '1', sku: 'lamp', quantity: 1 }] });
    await shop.orders.call('POST', `/orders/${cancelled.orderId}/cancel`);
    const to = new Date().toISOString();
    await shop.allocated();

    const { body } = await shop.orders.call('GET', `/kpis?from=${from}&to=${to}`);
    expect(body).toMatchObject({
      period: { from, to },
      orders: 3,
      cancelledOrders: 1,
      units: 5,
      fulfilledUnits: 0,
      unfilledUnits: 0,
      fillRate: 1,
      oversells: 0,
      pickupLeadTime: { count: 1 },
    });
    const kpis = body as OrderKpis;
    expect(kpis.cancelRate).toBeCloseTo(1 / 3);
    expect(kpis.locations.find(({ locationId }) => locationId === 'mall')).toMatchObject({
      fulfillments: 3,
      rejected: 1,
    });
    expect(kpis.days.reduce((n, day) => n + day.orders, 0)).toBe(3);
    expect(kpis.days.map(({ day }) => day)).toContain(from.slice(0, 10));
  });

  it('a period without orders has no rates, and one that is too long is refused', async () => {
    const { body } = await shop.orders.call('GET', '/kpis?from=2020-01-01T00:00:00Z&to=2020-01-03T00:00:00Z');
    expect(body).toMatchObject({ orders: 0, fillRate: null, cancelRate: null, locations: [] });
    expect((body as OrderKpis).days.map(({ day }) => day)).toEqual(['2020-01-01', '2020-01-02']);
    const refused = await shop.orders.call('GET', '/kpis?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z');
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('orders are found by the beginning of their id', async () => {
    const orderId = `find_me-${Date.now()}`;
    await shop.allocated({ orderId });
    const found = async (beginning: string) => {
      const { body } = await shop.orders.call('GET', `/orders?orderId=${encodeURIComponent(beginning)}`);
      return (body as OrderPage).items.map((order) => order.orderId);
    };
    expect(await found('find_me')).toEqual([orderId]);
    expect(await found('find-me')).toEqual([]);
    expect(await found('find%')).toEqual([]);
  });

  it('messages that wait, and how far each group is behind, are told', async () => {
    await eventually(async () => {
      const { body } = (await shop.orders.call('GET', '/operations')) as { body: Operations };
      expect(body).toMatchObject({
        service: 'orders',
        outbox: { messages: 0, oldestAgeMs: 0 },
        deadLetters: [],
      });
      expect(body.consumers).toContainEqual({
        group: 'orders.follow-reservations',
        topic: 'inventory.reservations.v1',
        lag: 0,
      });
    });
  });
});
