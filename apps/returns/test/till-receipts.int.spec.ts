import {
  FulfillmentPickedUp,
  LocationChanged,
  OrderLinesCancelled,
  OrderPlaced,
  OverReturned,
  ReceiveRequested,
  RefundRequested,
  ReturnReceived,
  SaleRecorded,
  StoreCreditIssued,
} from '#contracts';
import { eventually, uniqueId } from '#testing';
import { aHandover, aLocation, anOrder, aSale, returnableOf } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

/** What a till sold comes back: by mail, to a desk, or to a till. */
describe('A till receipt', () => {
  let shop: ReturnsShop;

  beforeAll(async () => {
    shop = await ReturnsShop.open();
    await shop.publish(LocationChanged, aLocation('store-1'));
    await shop.publish(LocationChanged, aLocation('dc-1', { kind: 'warehouse' }));
    await shop.quiet();
  });
  afterAll(() => shop?.close());

  const tea = { lineId: '1', sku: 'tea', quantity: 1, amount: '10.00' };

  const sold = async (quantity: number, more: object = {}): Promise<string> => {
    const saleId = uniqueId('sale');
    await shop.publish(SaleRecorded, aSale(saleId, { lines: [{ ...tea, quantity }], ...more }));
    await shop.quiet();
    return saleId;
  };
  /** A receipt of a till that takes tea back. */
  const takenBack = async (line: object, more: object = {}): Promise<string> => {
    const saleId = uniqueId('till-return');
    await shop.publish(SaleRecorded, aSale(saleId, { lines: [{ ...tea, quantity: -1, ...line }], ...more }));
    await shop.quiet();
    return saleId;
  };
  const request = (saleId: string, quantity: number, more: object = {}) => ({
    returnId: uniqueId('return'),
    saleId,
    method: 'mail',
    resolution: 'refund',
    lines: [{ lineId: '1', quantity, reason: 'a_present' }],
    ...more,
  });
  const receive = (returnId: string, quantity: number) =>
    shop.send('POST', `/returns/${returnId}/receive`, {
      locationId: 'store-1',
      lines: [{ lineId: '1', quantity, condition: 'as new', disposition: 'restock' }],
    });

  it('comes back by mail to the warehouse, and its parts are paid back to the cent', async () => {
    const saleId = await sold(3);
    const amounts = [];
    for (let n = 0; n < 3; n++) {
      const asked = request(saleId, 1);
      await shop.ask('POST', '/returns', asked);
      const { body } = await shop.send('POST', `/returns/${asked.returnId}/receive`, {
        locationId: 'dc-1',
        lines: [{ lineId: '1', quantity: 1, condition: 'opened', disposition: 'refurbish' }],
      });
      amounts.push((body['refunds'] as { amount: string }[])[0]?.amount);
    }
    expect(amounts).toEqual(['3.33', '3.33', '3.34']);
    expect(await shop.send('POST', '/returns', request(saleId, 1))).toMatchObject({
      status: 409,
      body: { code: 'quantity_exceeds_sold' },
    });
  });

  it('gives store credit where that was asked for, and the customer is the one who asked', async () => {
    const asked = request(await sold(1), 1, { resolution: 'store_credit', customerId: 'customer-7' });
    await shop.ask('POST', '/returns', asked);
    expect(await receive(asked.returnId, 1)).toMatchObject({ body: { status: 'completed' } });
    expect(await shop.told(StoreCreditIssued, { returnId: asked.returnId })).toMatchObject([
      { data: { amount: '10.00', currency: 'USD', customerId: 'customer-7' } },
    ]);
    expect(await shop.told(RefundRequested, { returnId: asked.returnId })).toEqual([]);
  });

  it('whose item was free needs no payment; one without a price stays in sight until somebody settles it', async () => {
    const free = request(await sold(1, { lines: [{ ...tea, amount: '0.00' }] }), 1);
    await shop.ask('POST', '/returns', free);
    expect(await receive(free.returnId, 1)).toMatchObject({ body: { status: 'completed', refunds: [] } });
    const priceless = request(await sold(1, { lines: [{ lineId: '1', sku: 'tea', quantity: 1 }] }), 1);
    await shop.ask('POST', '/returns', priceless);
    expect(await receive(priceless.returnId, 1)).toMatchObject({
      body: { status: 'inspected', refunds: [{ amount: '0.00', status: 'requested' }] },
    });
  });

  it('is asked for by its location where two have the same number', async () => {
    const saleId = await sold(1, { locationId: 'store-1' });
    await shop.publish(SaleRecorded, aSale(saleId, { locationId: 'store-9' }));
    await shop.quiet();
    expect(await shop.send('GET', `/returnable?saleId=${saleId}`)).toMatchObject({
      status: 409,
      body: { code: 'sale_ambiguous', locationIds: ['store-1', 'store-9'] },
    });
    expect((await shop.send('POST', '/returns', request(saleId, 1))).body).toMatchObject({
      code: 'sale_ambiguous',
    });
    const asked = request(saleId, 1, { locationId: 'store-9' });
    expect((await shop.send('POST', '/returns', asked)).status).toBe(201);
    expect((await returnableOf(shop, `saleId=${saleId}&locationId=store-1`)).lines[0]?.returnable).toBe(1);
    expect((await shop.send('GET', `/returnable?saleId=never`)).status).toBe(404);
  });

  it('counts once, however often it is told, and grows by lines that posted later', async () => {
    const saleId = await sold(2);
    const again = aSale(saleId, { lines: [{ ...tea, quantity: 2 }] });
    await shop.publish(SaleRecorded, again);
    await shop.publish(SaleRecorded, { ...again, lines: [{ ...tea, lineId: '2', sku: 'milk' }] });
    await shop.quiet();
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
      { lineId: '1', sold: 2 },
      { lineId: '2', sold: 1 },
    ]);
  });

  it('that rings up a web order is its handover, and no second sale', async () => {
    const saleId = uniqueId('sale');
    await shop.publish(SaleRecorded, aSale(saleId, { lines: [{ ...tea, fulfillmentId: 'f-1' }] }));
    await shop.quiet();
    expect((await shop.send('GET', `/returnable?saleId=${saleId}`)).status).toBe(404);
  });

  it('that a till took back counts as returned, before the sale it names or after, however often it is told', async () => {
    const saleId = uniqueId('sale');
    await takenBack({ originalSaleId: saleId, originalLineId: '1' });
    const twice = aSale(uniqueId('till-return'), {
      lines: [{ ...tea, lineId: 'r', quantity: -1, originalSaleId: saleId }],
    });
    await shop.publish(SaleRecorded, aSale(saleId, { lines: [{ ...tea, quantity: 3 }] }));
    await shop.publish(SaleRecorded, twice);
    await shop.publish(SaleRecorded, twice);
    await shop.quiet();
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
      { sold: 3, returned: 2, returnable: 1 },
    ]);
    expect(await shop.told(OverReturned, { saleId })).toEqual([]);
  });

  it('with the same item on two lines is filled line by line by a till return that names none', async () => {
    const saleId = await sold(1, { lines: [tea, { ...tea, lineId: '2' }] });
    await takenBack({ quantity: -2, originalSaleId: saleId });
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
      { returned: 1, returnable: 0 },
      { returned: 1, returnable: 0 },
    ]);
    expect(await shop.told(OverReturned, { saleId })).toEqual([]);
  });

  it('of the own location is the one that a till return means, even when another one was known first', async () => {
    const saleId = await sold(1, { locationId: 'store-8' });
    await takenBack({ originalSaleId: saleId }, { locationId: 'store-1' });
    const returned = async (locationId: string) =>
      (await returnableOf(shop, `saleId=${saleId}&locationId=${locationId}`)).lines[0]?.returned;
    expect(await returned('store-8')).toBe(1);
    await shop.publish(SaleRecorded, aSale(saleId, { locationId: 'store-1' }));
    await shop.quiet();
    expect([await returned('store-8'), await returned('store-1')]).toEqual([0, 1]);
  });

  it('of which a till took back more than was sold raises an alarm, once for each excess', async () => {
    const saleId = await sold(1);
    await takenBack({ originalSaleId: saleId, originalLineId: '1' });
    const first = await takenBack({ originalSaleId: saleId, originalLineId: '1' });
    const second = await takenBack({ originalSaleId: saleId, originalLineId: '1' });
    expect((await shop.told(OverReturned, { saleId })).map(({ data }) => data)).toMatchObject([
      { returnId: first, saleLocationId: 'store-1', lineId: '1', sku: 'tea', sold: 1, returned: 2 },
      { returnId: second, sold: 1, returned: 3 },
    ]);
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
      { returned: 3, returnable: 0 },
    ]);
  });

  it('cannot be received at a desk after a till took its units back meanwhile', async () => {
    const saleId = await sold(1);
    const asked = request(saleId, 1);
    await shop.ask('POST', '/returns', asked);
    await takenBack({ originalSaleId: saleId });
    expect(await receive(asked.returnId, 1)).toMatchObject({
      status: 409,
      body: { code: 'quantity_exceeds_sold', sold: 1, returned: 1 },
    });
  });

  describe('of a web order', () => {
    it('counts on the order, before the order is known or after', async () => {
      const orderId = uniqueId('order');
      const lines = [{ lineId: '1', sku: 'tea', quantity: 2, unitPrice: '10.00' }];
      await takenBack({ originalOrderId: orderId });
      await shop.publish(OrderPlaced, anOrder(orderId, { lines }));
      await shop.quiet();
      expect(await shop.told(OverReturned, { orderId })).toEqual([]);
      await shop.publish(
        FulfillmentPickedUp,
        aHandover(orderId, { lines: [{ lineId: '1', sku: 'tea', quantity: 2, picked: 2 }] }),
      );
      await shop.quiet();
      await takenBack({ originalOrderId: orderId, originalLineId: '1' });
      expect((await returnableOf(shop, `orderId=${orderId}`)).lines).toMatchObject([
        { sold: 2, returned: 2, returnable: 0 },
      ]);
      expect(await shop.told(OverReturned, { orderId })).toEqual([]);
    });

    it('is over-returned once it is known that the customer will not get as much as came back', async () => {
      const orderId = uniqueId('order');
      const lines = [{ lineId: '1', sku: 'tea', quantity: 2, unitPrice: '10.00' }];
      await shop.publish(OrderPlaced, anOrder(orderId, { lines }));
      await shop.quiet();
      const saleId = await takenBack({ quantity: -2, originalOrderId: orderId });
      expect(await shop.told(OverReturned, { orderId })).toEqual([]);
      await shop.publish(OrderLinesCancelled, {
        orderId,
        customerId: 'customer-1',
        reason: 'short_pick',
        status: 'fulfilled',
        lines: [{ lineId: '1', sku: 'tea', quantity: 1 }],
      });
      await shop.quiet();
      expect(await shop.told(OverReturned, { orderId })).toMatchObject([
        { data: { returnId: saleId, sold: 1, returned: 2 } },
      ]);
    });
  });

  describe('that names a return', () => {
    const requests = async (returnId: string) =>
      (await shop.told(ReceiveRequested, { reference: returnId })).map(({ data }) => [
        data['locationId'],
        (data['lines'] as { quantity: number; disposition: string }[]).map((line) => [
          line.quantity,
          line.disposition,
        ]),
      ]);

    it('completes its receipt, and stock is asked for once, when the till comes first', async () => {
      const saleId = await sold(1);
      const asked = request(saleId, 1);
      await shop.ask('POST', '/returns', asked);
      await takenBack({ returnId: asked.returnId, disposition: 'quarantine' });
      const { body } = await shop.send('GET', `/returns/${asked.returnId}`);
      expect(body).toMatchObject({ status: 'inspected', lines: [{ received: 1 }] });
      expect((await receive(asked.returnId, 1)).status).toBe(200);
      expect(await receive(asked.returnId, 1)).toMatchObject({
        status: 409,
        body: { code: 'return_closed' },
      });
      expect(await requests(asked.returnId)).toEqual([['store-1', [[1, 'quarantine']]]]);
      expect(await shop.told(ReturnReceived, { returnId: asked.returnId })).toHaveLength(1);
      expect(await shop.told(RefundRequested, { returnId: asked.returnId })).toHaveLength(1);
      expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
        { returned: 1, returnable: 0 },
      ]);
    });

    it('changes nothing when a desk has received the units before it', async () => {
      const asked = request(await sold(1), 1);
      await shop.ask('POST', '/returns', asked);
      await receive(asked.returnId, 1);
      await takenBack({ returnId: asked.returnId });
      expect(await requests(asked.returnId)).toEqual([['store-1', [[1, 'restock']]]]);
      expect(await shop.told(RefundRequested, { returnId: asked.returnId })).toHaveLength(1);
    });

    it('still brings the units in, and counts them, when that return was called off', async () => {
      const saleId = await sold(1);
      const asked = request(saleId, 1);
      await shop.ask('POST', '/returns', asked);
      await shop.ask('POST', `/returns/${asked.returnId}/cancel`);
      await takenBack({ returnId: asked.returnId });
      expect(await requests(asked.returnId)).toEqual([['store-1', [[1, 'restock']]]]);
      expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
        { returned: 1, returnable: 0 },
      ]);
      await takenBack({ returnId: asked.returnId });
      expect(await shop.told(OverReturned, { saleId })).toMatchObject([{ data: { sold: 1, returned: 2 } }]);
    });

    it('that nobody authorised is a dead letter with its reason; replayed after it was, it counts', async () => {
      const saleId = await sold(1);
      const asked = request(saleId, 1);
      await takenBack({ returnId: asked.returnId });
      const letters = await shop.ask<{ items: { deadLetterId: string; reason: object }[] }>(
        'GET',
        '/dead-letters?group=returns.record-sales',
      );
      expect(letters.items[0]?.reason).toMatchObject({ code: 'unknown_return' });
      await shop.ask('POST', '/returns', asked);
      await shop.ask('POST', `/dead-letters/${letters.items[0]?.deadLetterId}/replay`);
      await eventually(async () => {
        const { body } = await shop.send('GET', `/returns/${asked.returnId}`);
        expect(body['status']).toBe('inspected');
      });
    });
  });
});
