import {
  FulfillmentPickedUp,
  FulfillmentShipped,
  ItemChanged,
  LocationChanged,
  OrderLinesCancelled,
  OrderPlaced,
  ReceiveRequested,
  RefundRequested,
  ReturnCancelled,
  ReturnReceived,
  TransferRequested,
  ExchangeRequested,
} from '#contracts';
import { unseal } from '#platform';
import { uniqueId } from '#testing';
import { aHandover, aLocation, anItem, anOrder, returnableOf } from '../src/testing/facts.js';
import { ReturnsShop, SECRET } from '../src/testing/returns-app.js';

/** What the web sold comes back to any store. */
describe('A web order that comes back', () => {
  let shop: ReturnsShop;

  beforeAll(async () => {
    shop = await ReturnsShop.open();
    await shop.publish(LocationChanged, aLocation('store-2', { latitude: 40, longitude: -80 }));
    await shop.publish(LocationChanged, aLocation('no-returns', { capabilities: ['pickup'] }));
    await shop.publish(
      LocationChanged,
      aLocation('dc-near', { kind: 'warehouse', latitude: 41, longitude: -80 }),
    );
    await shop.publish(
      LocationChanged,
      aLocation('dc-far', { kind: 'warehouse', latitude: 50, longitude: -80 }),
    );
    await shop.publish(ItemChanged, anItem('tea', { returnWindowDays: 14 }));
    await shop.publish(ItemChanged, anItem('cheese', { returnable: false }));
    await shop.quiet();
  });
  afterAll(() => shop?.close());

  /** An order of some tea at 10.00 each, all of which the customer has. */
  const delivered = async (quantity: number): Promise<string> => {
    const orderId = uniqueId('order');
    const line = { lineId: '1', sku: 'tea', quantity };
    await shop.publish(OrderPlaced, anOrder(orderId, { lines: [{ ...line, unitPrice: '10.00' }] }));
    await shop.publish(FulfillmentPickedUp, aHandover(orderId, { lines: [{ ...line, picked: quantity }] }));
    await shop.quiet();
    return orderId;
  };
  const request = (orderId: string, quantity: number, more: object = {}) => ({
    returnId: uniqueId('return'),
    orderId,
    method: 'store',
    resolution: 'refund',
    lines: [{ lineId: '1', quantity, reason: 'too_strong' }],
    ...more,
  });
  const receive = (returnId: string, quantity: number, more: object = {}, line: object = {}) =>
    shop.send('POST', `/returns/${returnId}/receive`, {
      locationId: 'store-2',
      lines: [{ lineId: '1', quantity, condition: 'as new', disposition: 'restock', ...line }],
      ...more,
    });

  it('is taken in at another store, whose stock is asked to receive it, and its money is asked back', async () => {
    const orderId = await delivered(2);
    const asked = request(orderId, 2);
    const { returnId } = asked;
    expect(await shop.send('POST', '/returns', asked)).toMatchObject({
      status: 201,
      body: { returnId, status: 'authorized' },
    });
    expect(await receive(returnId, 2)).toMatchObject({
      status: 200,
      body: { status: 'inspected', refunds: [{ amount: '20.00', currency: 'USD', status: 'requested' }] },
    });
    const [received] = await shop.told(ReceiveRequested, { reference: returnId });
    expect(received?.data).toMatchObject({
      locationId: 'store-2',
      reason: 'customer_return',
      lines: [{ sku: 'tea', quantity: 2, disposition: 'restock' }],
    });
    expect((await shop.told(ReturnReceived, { returnId })).map(({ data }) => data)).toMatchObject([
      { orderId, customerId: 'customer-1', complete: true, lines: [{ lineId: '1', quantity: 2 }] },
    ]);
    expect(await shop.told(RefundRequested, { returnId })).toMatchObject([
      { data: { amount: '20.00', attempt: 1 } },
    ]);
    expect(await shop.told(TransferRequested, { reference: returnId })).toEqual([]);
  });

  it('that was delivered in parts may come back as far as it was handed over, until its window after the last part', async () => {
    const orderId = uniqueId('order');
    await shop.publish(
      OrderPlaced,
      anOrder(orderId, { lines: [{ lineId: '1', sku: 'tea', quantity: 3, unitPrice: '10.00' }] }),
    );
    await shop.quiet();
    expect((await returnableOf(shop, `orderId=${orderId}`)).lines).toMatchObject([
      { sold: 0, returnable: 0, reason: 'quantity_exceeds_sold' },
    ]);
    const part = (quantity: number) => ({ lines: [{ lineId: '1', sku: 'tea', quantity, picked: quantity }] });
    const first = aHandover(orderId, part(1));
    await shop.publish(FulfillmentPickedUp, first, { time: new Date(Date.now() - 86_400_000) });
    // Told again by another event, it is the same handover.
    await shop.publish(FulfillmentPickedUp, first);
    const parcel = aHandover(orderId, { ...part(1), method: 'ship', status: 'shipped' });
    await shop.publish(FulfillmentShipped, parcel);
    // On its way to the store, nobody has it yet.
    await shop.publish(FulfillmentShipped, { ...aHandover(orderId, part(1)), method: 'ship_to_store' });
    await shop.quiet();
    const [line] = (await returnableOf(shop, `orderId=${orderId}`)).lines;
    expect(line).toMatchObject({ sold: 2, returnable: 2, reason: null });
    const days = (Date.parse(line?.returnableUntil ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(14);
    expect(await shop.send('POST', '/returns', request(orderId, 3))).toMatchObject({
      status: 409,
      body: { code: 'quantity_exceeds_sold', lines: [{ requested: 3, returnable: 2 }] },
    });
  });

  it('does not come back after its window, nor when its item never may', async () => {
    const orderId = uniqueId('order');
    const lines = [
      { lineId: '1', sku: 'tea', quantity: 1, unitPrice: '10.00' },
      { lineId: '2', sku: 'cheese', quantity: 1, unitPrice: '10.00' },
    ];
    await shop.publish(OrderPlaced, anOrder(orderId, { lines }));
    const handover = aHandover(orderId, { lines: lines.map((line) => ({ ...line, picked: 1 })) });
    await shop.publish(FulfillmentPickedUp, handover, { time: new Date(Date.now() - 15 * 86_400_000) });
    await shop.quiet();
    expect((await returnableOf(shop, `orderId=${orderId}`)).lines).toMatchObject([
      { returnable: 0, reason: 'outside_return_window' },
      { returnable: 0, reason: 'not_returnable' },
    ]);
    const line = (lineId: string) => ({ lines: [{ lineId, quantity: 1, reason: 'late' }] });
    for (const [lineId, code] of [
      ['1', 'outside_return_window'],
      ['2', 'not_returnable'],
      ['9', 'unknown_line'],
    ]) {
      const refused = await shop.send('POST', '/returns', request(orderId, 1, line(lineId ?? '')));
      expect(refused).toMatchObject({ status: 409, body: { code } });
    }
  });

  it('is told to wait when nobody has heard of it yet', async () => {
    expect(await shop.send('POST', '/returns', request('never placed', 1))).toMatchObject({
      status: 404,
      body: { code: 'order_not_found', detail: expect.stringMatching(/try again/) as unknown },
    });
    expect((await shop.send('GET', '/returnable')).status).toBe(400);
  });

  it('is authorised once for one returnId, and refused for it with other content', async () => {
    const orderId = await delivered(2);
    const asked = request(orderId, 1);
    const answers = await Promise.all([1, 2, 3].map(() => shop.send('POST', '/returns', asked)));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      [1, 2, 3].map(() => [201, { returnId: asked.returnId, status: 'authorized' }]),
    );
    expect((await returnableOf(shop, `orderId=${orderId}`)).lines).toMatchObject([{ authorized: 1 }]);
    const other = { ...asked, lines: [{ lineId: '1', quantity: 2, reason: 'too_strong' }] };
    expect(await shop.send('POST', '/returns', other)).toMatchObject({
      status: 409,
      body: { code: 'return_id_reused' },
    });
    const elsewhere = { ...asked, orderId: await delivered(1) };
    expect((await shop.send('POST', '/returns', elsewhere)).status).toBe(409);
  });

  it('comes in parts, each unit with its condition, and one key is one receipt', async () => {
    const orderId = await delivered(3);
    const asked = request(orderId, 3);
    const { returnId } = asked;
    await shop.ask('POST', '/returns', asked);
    const part = {
      locationId: 'store-2',
      lines: [
        { lineId: '1', quantity: 1, condition: 'as new', disposition: 'restock' },
        { lineId: '1', quantity: 1, condition: 'torn', disposition: 'dispose' },
      ],
    };
    const path = `/returns/${returnId}/receive`;
    const first = await shop.send('POST', path, part, { key: `key-of-${returnId}` });
    expect(first).toMatchObject({ status: 200, body: { status: 'received', refunds: [] } });
    const again = await shop.send('POST', path, part, { key: `key-of-${returnId}` });
    expect(again).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
    expect(again.body).toEqual(first.body);
    const changed = await shop.send(
      'POST',
      path,
      { ...part, locationId: 'dc-near' },
      { key: `key-of-${returnId}` },
    );
    expect(changed.status).toBe(422);
    expect(await receive(returnId, 2)).toMatchObject({
      status: 409,
      body: { code: 'quantity_exceeds_authorized', awaited: 1 },
    });
    expect(await receive(returnId, 1)).toMatchObject({ body: { status: 'inspected' } });
    expect(
      (await shop.told(ReceiveRequested, { reference: returnId })).map(({ data }) => data['lines']),
    ).toEqual([
      [
        { lineId: '1', sku: 'tea', quantity: 1, disposition: 'restock' },
        { lineId: '2', sku: 'tea', quantity: 1, disposition: 'dispose' },
      ],
      [{ lineId: '1', sku: 'tea', quantity: 1, disposition: 'restock' }],
    ]);
    expect((await shop.told(ReturnReceived, { returnId })).map(({ data }) => data['complete'])).toEqual([
      false,
      true,
    ]);
    expect(await receive(returnId, 1)).toMatchObject({ status: 409, body: { code: 'return_closed' } });
  });

  it('goes on to the nearest warehouse, or to the one that is named, where the store does not sell it', async () => {
    const toWarehouse = { disposition: 'return_to_warehouse' };
    for (const [more, to] of [
      [{}, 'dc-near'],
      [{ warehouseId: 'dc-far' }, 'dc-far'],
    ] as const) {
      const asked = request(await delivered(1), 1);
      await shop.ask('POST', '/returns', asked);
      expect((await receive(asked.returnId, 1, more, toWarehouse)).status).toBe(200);
      expect(await shop.told(TransferRequested, { reference: asked.returnId })).toMatchObject([
        {
          data: { from: 'store-2', to, stockStatus: 'quality_control', lines: [{ sku: 'tea', quantity: 1 }] },
        },
      ]);
    }
    const asked = request(await delivered(1), 1);
    await shop.ask('POST', '/returns', asked);
    const nowhere = await receive(asked.returnId, 1, { warehouseId: 'store-2' }, toWarehouse);
    expect(nowhere).toMatchObject({ status: 409, body: { code: 'no_warehouse' } });
    expect((await receive(asked.returnId, 1, { locationId: 'dc-near' }, toWarehouse)).status).toBe(200);
    expect(await shop.told(TransferRequested, { reference: asked.returnId })).toEqual([]);
  });

  it('is not taken in where no returns are taken', async () => {
    const asked = request(await delivered(1), 1);
    await shop.ask('POST', '/returns', asked);
    for (const [locationId, code] of [
      ['no-returns', 'location_takes_no_returns'],
      ['never heard of', 'unknown_location'],
    ]) {
      const refused = await receive(asked.returnId, 1, { locationId });
      expect(refused).toMatchObject({ status: 409, body: { code } });
    }
    expect((await receive('never authorised', 1)).status).toBe(404);
  });

  it('may be called off: open units are free again, and what had come is paid back', async () => {
    const orderId = await delivered(3);
    const asked = request(orderId, 2);
    await shop.ask('POST', '/returns', asked);
    expect(await shop.send('POST', '/returns', request(orderId, 2))).toMatchObject({ status: 409 });
    await receive(asked.returnId, 1);
    const cancelled = await shop.send('POST', `/returns/${asked.returnId}/cancel`);
    expect(cancelled).toMatchObject({
      status: 200,
      body: { status: 'inspected', endedBecause: 'cancelled', refunds: [{ amount: '10.00' }] },
    });
    expect((await shop.send('POST', `/returns/${asked.returnId}/cancel`)).body).toEqual(cancelled.body);
    expect((await returnableOf(shop, `orderId=${orderId}`)).lines).toMatchObject([
      { returned: 1, authorized: 0, returnable: 2 },
    ]);
    const whole = request(orderId, 2);
    await shop.ask('POST', '/returns', whole);
    expect(
      await shop.send('POST', `/returns/${whole.returnId}/cancel`, { reason: 'rejected' }),
    ).toMatchObject({
      body: { status: 'rejected', refunds: [] },
    });
    expect(
      (await shop.told(ReturnCancelled))
        .filter(({ data }) => data['orderId'] === orderId)
        .map(({ data }) => [data['returnId'], data['reason']]),
    ).toEqual([
      [asked.returnId, 'cancelled'],
      [whole.returnId, 'rejected'],
    ]);
  });

  it('may be exchanged: the new order is asked for at once, its address sealed and kept nowhere here', async () => {
    const address = '7 Hidden Lane';
    const exchange = {
      method: 'ship',
      shipTo: { address },
      lines: [{ lineId: 'a', sku: 'coffee', quantity: 1, unitPrice: 12.5 }],
    };
    const asked = request(await delivered(1), 1, { resolution: 'exchange', exchange });
    const { exchangeOrderId } = await shop.ask('POST', '/returns', asked);
    const [told] = await shop.told(ExchangeRequested, { returnId: asked.returnId });
    expect(told?.data).toMatchObject({
      exchangeOrderId,
      customerId: 'customer-1',
      lines: [{ lineId: 'a', sku: 'coffee', quantity: 1, unitPrice: '12.5' }],
    });
    expect(JSON.stringify(told)).not.toContain(address);
    expect(unseal(SECRET, 'ship-to', String(told?.data['sealedShipTo']))).toBe(JSON.stringify({ address }));
    const tables = await shop.query<{ row: string }>(
      `SELECT to_jsonb(r)::text AS row FROM returns.customer_return r UNION ALL
       SELECT to_jsonb(i)::text FROM returns.idempotency i`,
    );
    expect(tables.map(({ row }) => row).join()).not.toContain('Hidden');
    expect(await receive(asked.returnId, 1)).toMatchObject({ body: { status: 'completed', refunds: [] } });
  });

  it('that is exchanged and called off midway is paid back, for no goods will follow', async () => {
    const exchange = { method: 'pickup', lines: [{ lineId: 'a', sku: 'coffee', quantity: 2 }] };
    const asked = request(await delivered(2), 2, { resolution: 'exchange', exchange });
    const { exchangeOrderId } = await shop.ask('POST', '/returns', asked);
    await receive(asked.returnId, 1);
    const ended = await shop.send('POST', `/returns/${asked.returnId}/cancel`);
    expect(ended.body).toMatchObject({ status: 'inspected', refunds: [{ amount: '10.00' }] });
    expect(await shop.told(ReturnCancelled, { returnId: asked.returnId })).toMatchObject([
      { data: { exchangeOrderId } },
    ]);
  });

  it('counts what was ordered and handed over whatever the order of the events', async () => {
    const orderId = uniqueId('order');
    const lines = [{ lineId: '1', sku: 'tea', quantity: 3, picked: 2 }];
    await shop.publish(FulfillmentPickedUp, aHandover(orderId, { lines }));
    const cancelled = {
      orderId,
      customerId: 'customer-1',
      reason: 'short_pick',
      status: 'fulfilled',
    } as const;
    await shop.publish(OrderLinesCancelled, {
      ...cancelled,
      lines: [{ lineId: '1', sku: 'tea', quantity: 1 }],
    });
    await shop.quiet();
    expect((await shop.send('GET', `/returnable?orderId=${orderId}`)).status).toBe(404);
    await shop.publish(
      OrderPlaced,
      anOrder(orderId, { lines: [{ lineId: '1', sku: 'tea', quantity: 3, unitPrice: '10.00' }] }),
    );
    await shop.quiet();
    expect((await returnableOf(shop, `orderId=${orderId}`)).lines).toMatchObject([
      { sold: 2, returnable: 2, unitPrice: '10.00' },
    ]);
  });

  it('is found in lists by order, customer and status, a page at a time', async () => {
    const orderId = await delivered(3);
    const ids = [];
    for (let n = 0; n < 3; n++) {
      const asked = request(orderId, 1);
      await shop.ask('POST', '/returns', asked);
      ids.push(asked.returnId);
    }
    const query = `orderId=${orderId}&status=authorized&customerId=customer-1&limit=2`;
    const first = await shop.ask<{ items: { returnId: string }[]; nextCursor: string }>(
      'GET',
      `/returns?${query}`,
    );
    const rest = await shop.ask<{ items: { returnId: string }[]; nextCursor: null }>(
      'GET',
      `/returns?${query}&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...rest.items].map(({ returnId }) => returnId)).toEqual(ids.toSorted());
    expect(rest.nextCursor).toBeNull();
    expect((await shop.send('GET', '/returns/never')).status).toBe(404);
  });
});
