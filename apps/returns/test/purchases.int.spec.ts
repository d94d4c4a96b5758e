import { FulfillmentPickedUp, ItemChanged, OrderPlaced, type PurchasePage, SaleRecorded } from '#contracts';
import { uniqueId } from '#testing';
import { aHandover, anItem, anOrder, aSale } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

/** A customer at the desk without a receipt, or with a number that is not enough. */
describe('What a customer has bought', () => {
  let shop: ReturnsShop;

  beforeAll(async () => {
    shop = await ReturnsShop.open();
    await shop.publish(ItemChanged, anItem('tea', { name: 'Green tea' }));
    await shop.quiet();
  });
  afterAll(() => shop?.close());

  const purchases = (query: string) => shop.ask<PurchasePage>('GET', `/purchases?${query}`);

  it('is found by the customer, orders and receipts together, newest first, page by page', async () => {
    const customerId = uniqueId('customer');
    const saleId = uniqueId('sale');
    const orderId = uniqueId('order');
    await shop.publish(SaleRecorded, aSale(saleId, { customerId }));
    await shop.quiet();
    await shop.publish(OrderPlaced, anOrder(orderId, { customerId }));
    await shop.quiet();
    const first = await purchases(`customerId=${customerId}&limit=1`);
    expect(first.items).toMatchObject([
      {
        orderId,
        saleId: null,
        customerId,
        handedOverAt: null,
        lines: [{ lineId: '1', name: 'Green tea', quantity: 1, sold: 0, returned: 0 }],
      },
    ]);
    const second = await purchases(`customerId=${customerId}&limit=1&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({
      items: [{ orderId: null, saleId, locationId: 'store-1', lines: [{ sold: 1 }] }],
      nextCursor: null,
    });
  });

  it('says since when the customer has it', async () => {
    const orderId = uniqueId('order');
    await shop.publish(OrderPlaced, anOrder(orderId));
    await shop.publish(FulfillmentPickedUp, aHandover(orderId));
    await shop.quiet();
    expect(await purchases(`orderId=${orderId}`)).toMatchObject({
      items: [{ orderId, handedOverAt: expect.any(String), lines: [{ sold: 1 }] }],
    });
  });

  it('names every location that has given a receipt of that number', async () => {
    const saleId = uniqueId('sale');
    await shop.publish(SaleRecorded, aSale(saleId, { locationId: 'store-1' }));
    await shop.publish(SaleRecorded, aSale(saleId, { locationId: 'store-9' }));
    await shop.quiet();
    const { items } = await purchases(`saleId=${saleId}`);
    expect(items.map(({ locationId }) => locationId).sort()).toEqual(['store-1', 'store-9']);
  });

  it('is nothing for a number that nobody knows, and cannot be asked for as a whole', async () => {
    expect(await purchases('orderId=nobody-knows')).toEqual({ items: [], nextCursor: null });
    expect(await shop.send('GET', '/purchases')).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ message: 'give a customerId, an orderId or a saleId' }] },
    });
  });
});
