import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShelfstream, paged, type Shelfstream, type StockLevel, unwrap } from '#client';
import { eventually, uniqueId } from '#testing';
import { jest } from '@jest/globals';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { Retailer } from './retailer.js';
import { TcpProxy } from './tcp-proxy.js';

jest.setTimeout(90_000);

describe('A shop that uses the client', () => {
  let folder: string;
  let shelfstream: RunningShelfstream;
  let network: TcpProxy;
  let retailer: Retailer;
  let shop: Shelfstream;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-e2e-'));
    shelfstream = await RunningShelfstream.start(folder, '--empty');
    network = await TcpProxy.open(shelfstream.port);
    retailer = new Retailer(() => shelfstream.url);
    shop = createShelfstream({ baseUrl: network.url, retry: { patienceMs: 30_000 } });
  });
  afterAll(async () => {
    await network?.close();
    await shelfstream?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const shelf = async (quantity: number) => {
    const [store, sku] = await Promise.all([retailer.store(1), retailer.item()]);
    await retailer.stock(store, sku, quantity);
    return { store, sku };
  };
  const reserve = (store: string, sku: string, quantity: number) =>
    shop.inventory.POST('/inventory/v1/reservations', {
      body: { reference: uniqueId('cart'), ttlSeconds: 600, lines: [{ sku, locationId: store, quantity }] },
    });

  it('reserves once although the connection is cut on the way there and on the way back', async () => {
    const { store, sku } = await shelf(10);
    network.cuts.push('request', 'answer', 'answer');
    const { data, response } = await reserve(store, sku, 3);
    expect(network.cuts).toEqual([]);
    expect(data).toMatchObject({ status: 'active' });
    expect(response.headers.get('idempotency-replayed')).toBe('true');
    expect(await retailer.level(store, sku)).toMatchObject({ onHand: 10, reserved: 3, sequence: 2 });
  });

  it('is told what was short, by code', async () => {
    const { store, sku } = await shelf(2);
    const { error } = await reserve(store, sku, 3);
    expect(error).toMatchObject({ code: 'insufficient_stock', status: 409 });
    await expect(unwrap(reserve(store, sku, 3))).rejects.toMatchObject({ code: 'insufficient_stock' });
  });

  it('places an order and follows it until the customer has it', async () => {
    const { store, sku } = await shelf(5);
    await retailer.ordersKnow(store, sku);
    const orderId = uniqueId('order');
    const placed = await unwrap(
      shop.orders.POST('/orders/v1/orders', {
        body: {
          orderId,
          channel: 'web',
          customerId: uniqueId('customer'),
          method: 'pickup',
          pickupLocationId: store,
          currency: 'USD',
          lines: [{ lineId: '1', sku, quantity: 2, unitPrice: '4.50' }],
        },
      }),
    );
    expect(placed).toEqual({ orderId, status: 'placed' });
    await retailer.collect(store, orderId);
    const order = await eventually(async () => {
      const path = { orderId };
      const found = await unwrap(shop.orders.GET('/orders/v1/orders/{orderId}', { params: { path } }));
      expect(found.status).toBe('fulfilled');
      return found;
    });
    expect(order.fulfillments.map(({ status }) => status)).toEqual(['picked_up']);
    const { data: returnable } = await shop.returns.GET('/returns/v1/returnable', {
      params: { query: { orderId } },
    });
    expect(returnable).toMatchObject({ orderId });
    const { error } = await shop.notifications.GET('/notifications/v1/contacts/{customerId}', {
      params: { path: { customerId: 'nobody' } },
    });
    expect(error?.status).toBe(404);
  });

  it('hears of what happens to an order and to its return, and of no other', async () => {
    const { store, sku } = await shelf(5);
    await retailer.ordersKnow(store, sku);
    const lines = [{ lineId: '1', sku, quantity: 1 }];
    const [orderId, another] = [uniqueId('order'), uniqueId('order')];
    const leave = new AbortController();
    const heard: string[] = [];
    const live = { orders: false, returns: false };
    const hear = async (of: keyof typeof live) => {
      const onStatus = (status: string) => (live[of] = status === 'live');
      const stream = of === 'orders' ? shop.orderStream : shop.returnStream;
      for await (const news of stream({ orderId, signal: leave.signal, onStatus }))
        heard.push('event' in news ? `${news.event} of ${news.data.orderId}` : `return of ${news.orderId}`);
    };
    const listening = [hear('orders'), hear('returns')];
    await eventually(() => expect(live).toEqual({ orders: true, returns: true }));
    for (const id of [another, orderId]) {
      await retailer.place(lines, { orderId: id, method: 'pickup', pickupLocationId: store });
      await retailer.collect(store, id);
      await eventually(() =>
        retailer.ask('POST', '/returns/v1/returns', {
          returnId: `${id}-back`,
          orderId: id,
          method: 'store',
          resolution: 'refund',
          lines: [{ lineId: '1', quantity: 1, reason: 'too_many' }],
        }),
      );
    }
    await eventually(() =>
      expect([...new Set(heard)].sort()).toEqual([
        `fulfillment of ${orderId}`,
        `order of ${orderId}`,
        `return of ${orderId}`,
      ]),
    );
    leave.abort();
    await Promise.all(listening);
  });

  it('reads a long list to its end', async () => {
    const store = await retailer.store(1);
    const skus = await Promise.all(Array.from({ length: 5 }, () => retailer.item()));
    for (const sku of skus) await retailer.stock(store, sku, 1);
    const found: string[] = [];
    for await (const level of paged((cursor) =>
      shop.inventory.GET('/inventory/v1/levels', {
        params: { query: { locationId: [store], limit: 2, cursor } },
      }),
    )) {
      found.push(level.sku);
    }
    expect(found.sort()).toEqual(skus.sort());
  });

  it('sees every figure that lasts, over cut connections and a restart of the server', async () => {
    const { store, sku } = await shelf(100);
    const other = await shelf(50);
    const leave = new AbortController();
    const seen: StockLevel[] = [];
    const reading = (async () => {
      const filter = { skus: [sku, other.sku], signal: leave.signal };
      for await (const level of shop.levelStream(filter)) seen.push(level);
    })();
    const sees = (of: string, onHand: number) =>
      eventually(() => expect(seen.findLast((level) => level.sku === of)?.onHand).toBe(onHand), {
        timeoutMs: 30_000,
      });
    await sees(sku, 100);
    await retailer.sell(store, sku, 1);
    await sees(sku, 99);

    network.cutAll();
    await retailer.sell(store, sku, 1);
    await sees(sku, 98);

    await shelfstream.end('SIGTERM');
    shelfstream = await RunningShelfstream.start(folder, '--empty');
    await retailer.sell(store, sku, 5);
    network.target = shelfstream.port;
    await sees(sku, 93);
    await retailer.sell(other.store, other.sku, 1);
    await sees(other.sku, 49);

    leave.abort();
    await reading;
    for (const item of [sku, other.sku]) {
      const sequences = seen.filter((level) => level.sku === item).map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    }
  });
});
