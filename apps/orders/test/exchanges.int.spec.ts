import { type EventData, ExchangeRequested, ReturnCancelled, ReturnReceived } from '#contracts';
import { seal } from '#platform';
import { eventually, uniqueId } from '#testing';
import { SEALING_SECRET, testSettings } from '../src/testing/settings.js';
import { Shop } from '../src/testing/shop.js';

const SHIP_TO = { address: '7 Park Lane', name: 'Li Na' };

describe('An exchange', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(testSettings());
  }, 60_000);
  afterAll(() => shop?.close());
  beforeEach(() => shop.refill());

  const request = (over: Partial<EventData<typeof ExchangeRequested>> = {}) => {
    const returnId = uniqueId('return');
    const fact: EventData<typeof ExchangeRequested> = {
      ...{ returnId, orderId: null, saleId: null, saleLocationId: null, customerId: 'customer-1' },
      resolution: 'exchange',
      exchangeOrderId: `${returnId}-x`,
      method: 'ship',
      pickupLocationId: null,
      sealedShipTo: seal(SEALING_SECRET, 'ship-to', JSON.stringify(SHIP_TO)),
      currency: 'GBP',
      lines: [{ lineId: '1', sku: 'mug', quantity: 1, unitPrice: '12.50' }],
      ...over,
    };
    return fact;
  };
  const ofReturn = ({ returnId, customerId }: EventData<typeof ExchangeRequested>) => ({
    ...{ returnId, orderId: null, saleId: null, saleLocationId: null, customerId },
    resolution: 'exchange' as const,
  });
  const received = (fact: EventData<typeof ExchangeRequested>, complete: boolean) => ({
    ...ofReturn(fact),
    receiptId: uniqueId('receipt'),
    locationId: 'mall',
    lines: [{ lineId: '1', sku: 'mug', quantity: 1, disposition: 'restock' as const }],
    complete,
  });

  it('is promised at once, and prepared when the goods are back', async () => {
    const fact = request();
    await shop.orders.publish(ExchangeRequested, fact);
    const held = await shop.reaches(fact.exchangeOrderId, ({ status }) => status === 'allocated');
    expect(held).toMatchObject({ onHold: true, returnId: fact.returnId, shipTo: SHIP_TO });
    const [f] = held.fulfillments;
    expect(await shop.try(f!.fulfillmentId, 'accept')).toMatchObject({
      status: 409,
      body: { code: 'order_on_hold' },
    });
    const list = await shop.orders.call('GET', `/fulfillments?locationId=${f!.locationId}&limit=500`);
    expect(JSON.stringify(list.body)).not.toContain(f!.fulfillmentId);
    expect(shop.factsOf(fact.exchangeOrderId)).not.toContain('fulfillment-opened');

    await shop.orders.publish(ReturnReceived, received(fact, false));
    await shop.orders.publish(ReturnReceived, received(fact, true));
    await shop.reaches(fact.exchangeOrderId, ({ onHold }) => !onHold);
    await shop.step(f!, 'pick');
    await eventually(() => expect(shop.factsOf(fact.exchangeOrderId)).toContain('fulfillment-opened'));
    expect(shop.toldOf(fact.exchangeOrderId, 'fulfillment-opened')).toMatchObject([{ version: 1 }]);
  });

  it('is cancelled with its return, and no money is owed', async () => {
    const fact = request();
    await shop.orders.publish(ExchangeRequested, fact);
    await shop.reaches(fact.exchangeOrderId, ({ status }) => status === 'allocated');
    await shop.orders.publish(ReturnCancelled, {
      ...ofReturn(fact),
      exchangeOrderId: fact.exchangeOrderId,
      reason: 'cancelled',
    });
    const order = await shop.reaches(fact.exchangeOrderId, ({ status }) => status === 'cancelled');
    await eventually(() =>
      expect(shop.ledger.requested('release').map(({ reference }) => reference)).toContain(order.orderId),
    );
    expect(shop.factsOf(order.orderId)).not.toContain('refund-due');
    expect(shop.toldOf(order.orderId, 'order-lines-cancelled')).toMatchObject([
      { reason: 'return_cancelled' },
    ]);
  });

  it('goes where the first order went, when the return does not say', async () => {
    const original = await shop.allocated({
      method: 'ship',
      pickupLocationId: undefined,
      shipTo: { address: '3 Hill Road' },
      channel: 'app',
    });
    const fact = request({ orderId: original.orderId, sealedShipTo: null });
    await shop.orders.publish(ExchangeRequested, fact);
    const order = await shop.reaches(fact.exchangeOrderId, ({ status }) => status === 'allocated');
    expect(order).toMatchObject({ channel: 'app', shipTo: { address: '3 Hill Road' } });
  });

  it('owes its price once the goods are back, when it was cancelled before', async () => {
    const fact = request();
    await shop.orders.publish(ExchangeRequested, fact);
    await shop.reaches(fact.exchangeOrderId, ({ status }) => status === 'allocated');
    await shop.orders.call('POST', `/orders/${fact.exchangeOrderId}/cancel`);
    await eventually(() => expect(shop.factsOf(fact.exchangeOrderId)).toContain('order-lines-cancelled'));
    expect(shop.factsOf(fact.exchangeOrderId)).not.toContain('refund-due');
    await shop.orders.publish(ReturnReceived, received(fact, true));
    await eventually(() =>
      expect(shop.toldOf(fact.exchangeOrderId, 'refund-due')).toMatchObject([
        { amount: '12.50', reason: 'customer_cancelled' },
      ]),
    );
  });
});
