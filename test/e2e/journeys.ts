import type { Return, SourcingDecision } from '#contracts';
import { eventually, uniqueId } from '#testing';
import { jest } from '@jest/globals';
import type { Mailbox } from './mailbox.js';
import { CUSTOMER, PATIENCE, type Retailer } from './retailer.js';
import { openShopFloor, PICKUP_HOLD_SECONDS, PICKUP_REMINDER_SECONDS, type ShopFloor } from './shop-floor.js';

/** What Shelfstream promises, from the customer's first click to the last mail: by HTTP alone, on one transport. */
export function describeJourneys(transport: 'postgres' | 'kafka'): void {
  jest.setTimeout(90_000);

  describe(`A retailer on ${transport}`, () => {
    let floor: ShopFloor;
    let retailer: Retailer;
    let mailbox: Mailbox;

    beforeAll(async () => {
      floor = await openShopFloor(transport, {
        PICKUP_HOLD_HOURS: String(PICKUP_HOLD_SECONDS / 3_600),
        PICKUP_REMINDER_HOURS: String(PICKUP_REMINDER_SECONDS / 3_600),
      });
      ({ retailer, mailbox } = floor);
    });
    afterAll(() => floor?.close());

    /** A store with so many units of a new item, that orders knows of. */
    const shelf = async (km: number, quantity: number, sku?: string) => {
      const item = sku ?? (await retailer.item());
      const store = await retailer.store(km);
      await retailer.stock(store, item, quantity);
      await retailer.ordersKnow(store, item);
      return { store, sku: item };
    };

    it('keeps what a customer reserved online, and hands it over in the store for the right code alone', async () => {
      const { store, sku } = await shelf(1, 5);
      const { customerId, email } = await retailer.contact('Ada');
      const lines = [{ lineId: '1', sku, quantity: 2 }];
      const hold = await retailer.ask<{ reservationId: string }>('POST', '/inventory/v1/reservations', {
        reference: uniqueId('cart'),
        ttlSeconds: 600,
        lines: [{ sku, locationId: store, quantity: 2 }],
      });
      const orderId = await retailer.place(lines, {
        method: 'pickup',
        pickupLocationId: store,
        reservationId: hold.reservationId,
        customerId,
      });
      await retailer.orderIs(orderId, 'allocated');
      await retailer.levelIs(store, sku, { onHand: 5, reserved: 0, committed: 2, available: 3 });
      await mailbox.mail(email, /confirm/i);

      const work = await retailer.work(store, orderId);
      await retailer.prepare(work);
      const early = await retailer.send('POST', `/orders/v1/fulfillments/${work.fulfillmentId}/handover`, {
        pickupCode: '00000000',
        collectedBy: 'Ada',
      });
      expect(early).toMatchObject({ status: 409, body: { code: 'fulfillment_step_out_of_turn' } });
      await retailer.step(work, 'ready');

      const ready = await mailbox.mail(email, /ready/i);
      const { code } = await retailer.ask<{ code: string }>(
        'GET',
        `/orders/v1/orders/${orderId}/pickup-code`,
      );
      expect(ready.text).toContain(code);
      expect(ready.text).toContain('1 Market Road');
      const wrong = await retailer.send('POST', `/orders/v1/fulfillments/${work.fulfillmentId}/handover`, {
        pickupCode: code === '00000000' ? '11111111' : '00000000',
        collectedBy: 'Somebody',
      });
      expect(wrong).toMatchObject({ status: 409, body: { code: 'wrong_pickup_code' } });
      await retailer.levelIs(store, sku, { onHand: 5, committed: 2 });

      await retailer.step(work, 'handover', { pickupCode: code, collectedBy: 'Ada' });
      await retailer.orderIs(orderId, 'fulfilled');
      await retailer.levelIs(store, sku, { onHand: 3, committed: 0, available: 3 });
      const late = await retailer.send('POST', `/orders/v1/orders/${orderId}/cancel`);
      expect(late.status).toBe(409);
    });

    it('takes a pickup that is rung up at the till for the same handover, once', async () => {
      const { store, sku } = await shelf(1, 4);
      const lines = [{ lineId: '1', sku, quantity: 1 }];
      const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
      const work = await retailer.work(store, orderId);
      await retailer.prepare(work);
      await retailer.step(work, 'ready');
      await retailer.sell(store, sku, 1, { fulfillmentId: work.fulfillmentId });
      await retailer.orderIs(orderId, 'fulfilled');
      await retailer.levelIs(store, sku, { onHand: 3, committed: 0, available: 3 });
    });

    it('explains whom it would ask before anything is asked', async () => {
      const { store: near, sku } = await shelf(1, 5);
      const { store: far } = await shelf(300, 5, sku);
      const order = retailer.order([{ lineId: '1', sku, quantity: 1 }]);
      const decision = await retailer.ask<SourcingDecision>('POST', '/orders/v1/orders/preview', order);
      expect(decision.assignments.map(({ locationId }) => locationId)).toEqual([near]);
      const of = (id: string) => decision.candidates.find(({ locationId }) => locationId === id);
      expect(of(near)?.score).toBeGreaterThan(of(far)?.score ?? 1);
      expect(of(near)?.factors.map(({ factor }) => factor)).toContain('distance');
      const without = decision.candidates.filter(
        ({ locationId }) => locationId !== near && locationId !== far,
      );
      for (const { exclusions } of without) expect(exclusions).not.toEqual([]);
      await retailer.levelIs(near, sku, { committed: 0, reserved: 0 });
    });

    it('ships from another store when the first one cannot find the goods, and counts its shelf', async () => {
      const { store: near, sku } = await shelf(1, 2);
      const { store: far } = await shelf(40, 2, sku);
      const { customerId, email } = await retailer.contact('Bo');
      const orderId = await retailer.place([{ lineId: '1', sku, quantity: 1 }], { customerId });
      const first = await retailer.work(near, orderId);
      await retailer.step(first, 'reject', { reason: 'not on the shelf', countNow: 0 });
      await retailer.levelIs(near, sku, { onHand: 0, committed: 0 });
      expect(await retailer.task('cycle_count', { orderId })).toMatchObject({
        locationId: near,
        status: 'open',
      });

      const second = await retailer.work(far, orderId);
      await retailer.prepare(second);
      await retailer.step(second, 'ship', { carrier: 'Parcel Post', trackingNumber: 'PP-4711' });
      const order = await retailer.orderIs(orderId, 'fulfilled');
      expect(order.sourcing).toHaveLength(2);
      await retailer.levelIs(far, sku, { onHand: 1, committed: 0 });
      expect((await mailbox.mail(email, /shipped|on its way/i)).text).toContain('PP-4711');
    });

    it('fetches from elsewhere what a store turns out to have too little of', async () => {
      const { store: near, sku } = await shelf(1, 3);
      const { store: far } = await shelf(40, 2, sku);
      const orderId = await retailer.place([{ lineId: '1', sku, quantity: 3 }]);
      const first = await retailer.work(near, orderId);
      await retailer.step(first, 'accept');
      await retailer.step(first, 'pick', { lines: [{ lineId: '1', picked: 2 }] });
      const second = await retailer.work(far, orderId);
      expect(second.lines).toMatchObject([{ lineId: '1', quantity: 1 }]);

      await retailer.step(first, 'pack');
      await retailer.step(first, 'ship', { carrier: 'Parcel Post', trackingNumber: 'A' });
      await retailer.orderIs(orderId, 'partially_fulfilled');
      await retailer.prepare(second);
      await retailer.step(second, 'ship', { carrier: 'Parcel Post', trackingNumber: 'B' });
      await retailer.orderIs(orderId, 'fulfilled');
      await retailer.levelIs(far, sku, { onHand: 1, committed: 0 });
      await retailer.levelIs(near, sku, { committed: 0 });
    });

    it('repairs the order whose unit a till has sold, before the customer notices', async () => {
      const { store: near, sku } = await shelf(1, 1);
      const { store: far } = await shelf(40, 1, sku);
      const orderId = await retailer.place([{ lineId: '1', sku, quantity: 1 }]);
      await retailer.work(near, orderId);
      await retailer.sell(near, sku, 1);
      const work = await retailer.work(far, orderId);
      expect(work.lines).toMatchObject([{ lineId: '1', quantity: 1 }]);
      await retailer.levelIs(near, sku, { onHand: 0, committed: 0 });
      await retailer.levelIs(far, sku, { onHand: 1, committed: 1 });
      const order = await retailer.orderIs(orderId, 'allocated');
      expect(order.lines).toMatchObject([{ quantity: 1, allocated: 1, cancelled: 0 }]);
    });

    it('reminds, expires, refunds, and has the goods on sale again once they are put away', async () => {
      const { store, sku } = await shelf(1, 1);
      const { customerId, email } = await retailer.contact('Cleo');
      const lines = [{ lineId: '1', sku, quantity: 1 }];
      const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store, customerId });
      const work = await retailer.work(store, orderId);
      await retailer.prepare(work);
      await retailer.step(work, 'ready');
      const { code } = await retailer.ask<{ code: string }>(
        'GET',
        `/orders/v1/orders/${orderId}/pickup-code`,
      );
      await mailbox.mail(email, /remind|waiting|still/i);
      await mailbox.mail(email, /expired|not collected|could not keep/i);
      await retailer.orderIs(orderId, 'cancelled');
      const late = await retailer.send('POST', `/orders/v1/fulfillments/${work.fulfillmentId}/handover`, {
        pickupCode: code,
        collectedBy: 'Cleo',
      });
      expect(late.status).toBe(409);
      await retailer.levelIs(store, sku, { onHand: 1, committed: 1, available: 0 });

      const task = await retailer.task('put_away', { orderId });
      await retailer.ask('POST', `/orders/v1/tasks/${task.taskId}/complete`, {});
      await retailer.levelIs(store, sku, { onHand: 1, committed: 0, available: 1 });
    });

    it('takes a web order back in another store, sells the unit there at once, and pays the money back', async () => {
      const { store, sku } = await shelf(1, 2);
      const other = await retailer.store(5);
      const { customerId, email } = await retailer.contact('Dai');
      const lines = [{ lineId: '1', sku, quantity: 2 }];
      const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store, customerId });
      await retailer.collect(store, orderId);
      await returnable(orderId, 2);

      const returnId = uniqueId('return');
      const request = { orderId, method: 'store', resolution: 'refund' };
      const asked = (quantity: number) => ({
        ...request,
        returnId: uniqueId('return'),
        lines: [{ lineId: '1', quantity, reason: 'too small' }],
      });
      const one = [{ lineId: '1', quantity: 1, reason: 'too small' }];
      const authorized = await retailer.ask('POST', '/returns/v1/returns', {
        ...request,
        returnId,
        lines: one,
      });
      expect(authorized).toMatchObject({ returnId, status: 'authorized' });
      expect(await retailer.send('POST', '/returns/v1/returns', asked(2))).toMatchObject({
        status: 409,
        body: { code: 'quantity_exceeds_sold' },
      });

      await retailer.ask('POST', `/returns/v1/returns/${returnId}/receive`, {
        locationId: other,
        lines: [{ lineId: '1', quantity: 1, condition: 'as new', disposition: 'restock' }],
      });
      await retailer.levelIs(other, sku, { onHand: 1, available: 1 });
      await retailer.sell(other, sku, 1);
      await retailer.levelIs(other, sku, { onHand: 0, available: 0 });

      const { refunds } = await retailer.returnOf(returnId);
      expect(refunds).toMatchObject([{ amount: '10.00', currency: 'USD', status: 'requested' }]);
      const { refundId, amount } = refunds[0] as Return['refunds'][number];
      await retailer.ask('POST', `/returns/v1/refunds/${refundId}/settle`, {
        returnId,
        refundId,
        amount,
        currency: 'USD',
        settledAt: new Date().toISOString(),
      });
      await retailer.returnIs(returnId, 'completed');
      await mailbox.mail(email, /refund/i);
      await returnable(orderId, 1);
    });

    it('takes what a till sold back by mail, in the warehouse, against store credit', async () => {
      const { store, sku } = await shelf(1, 3);
      const warehouse = await retailer.store(100, { kind: 'warehouse', capabilities: ['ship', 'returns'] });
      const saleId = await retailer.sell(store, sku, 1);
      const returnId = uniqueId('return');
      const returning = () =>
        retailer.send('POST', '/returns/v1/returns', {
          returnId,
          saleId,
          method: 'mail',
          resolution: 'store_credit',
          lines: [{ lineId: '1', quantity: 1, reason: 'a present' }],
        });
      await eventually(async () => expect(await returning()).toMatchObject({ status: 201 }), PATIENCE);
      await retailer.ask('POST', `/returns/v1/returns/${returnId}/receive`, {
        locationId: warehouse,
        lines: [{ lineId: '1', quantity: 1, condition: 'opened', disposition: 'refurbish' }],
      });
      await retailer.levelIs(warehouse, sku, { onHand: 1, qualityControl: 1, available: 0 });
      await retailer.returnIs(returnId, 'completed');
    });

    it('swaps goods: the new ones are promised at once, and prepared when the old ones are back', async () => {
      const { store, sku } = await shelf(1, 1);
      const { sku: other } = await shelf(1, 1);
      const lines = [{ lineId: '1', sku, quantity: 1 }];
      const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
      await retailer.collect(store, orderId);
      await returnable(orderId, 1);
      const returnId = uniqueId('return');
      const { exchangeOrderId } = await retailer.ask<{ exchangeOrderId: string }>(
        'POST',
        '/returns/v1/returns',
        {
          returnId,
          orderId,
          method: 'store',
          resolution: 'exchange',
          lines: [{ lineId: '1', quantity: 1, reason: 'wrong blend' }],
          exchange: {
            method: 'ship',
            shipTo: { ...CUSTOMER, address: '2 Second Street' },
            lines: [{ lineId: '1', sku: other, quantity: 1, unitPrice: '10.00' }],
          },
        },
      );
      const held = await retailer.orderIs(exchangeOrderId, 'allocated');
      expect(held).toMatchObject({ onHold: true, returnId, shipTo: { address: '2 Second Street' } });
      await retailer.ask('POST', `/returns/v1/returns/${returnId}/receive`, {
        locationId: store,
        lines: [{ lineId: '1', quantity: 1, condition: 'as new', disposition: 'restock' }],
      });
      await retailer.levelIs(store, sku, { available: 1 });
      const [fulfillment] = held.fulfillments;
      const work = await retailer.work(fulfillment?.locationId ?? '', exchangeOrderId);
      await retailer.prepare(work);
      await retailer.step(work, 'ship', { carrier: 'Parcel Post', trackingNumber: 'X' });
      await retailer.orderIs(exchangeOrderId, 'fulfilled');
      await retailer.returnIs(returnId, 'completed');
    });

    it('agrees with its ledger after all of that', async () => {
      const { drift } = await retailer.ask<{ drift: unknown[] }>('GET', '/inventory/v1/reconciliation');
      expect(drift).toEqual([]);
    });

    const returnable = (orderId: string, quantity: number) =>
      eventually(async () => {
        const { body } = await retailer.send('GET', `/returns/v1/returnable?orderId=${orderId}`);
        expect(body['lines']).toMatchObject([{ lineId: '1', returnable: quantity }]);
      }, PATIENCE);
  });
}
