import type { Return } from '#contracts';
import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openShopFloor, type ShopFloor } from '../e2e/shop-floor.js';
import type { Retailer } from '../e2e/retailer.js';
import { openBrowser } from './browser.js';
import { PHONE, TABLET, Visitor } from './visitor.js';

jest.setTimeout(120_000);

const SCANNER = /Scan a barcode/;

/** What customers and associates do with their own hands, on the real system, in a real browser. */
describe('In the shop and in the store', () => {
  let floor: ShopFloor;
  let retailer: Retailer;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [floor, browser] = await Promise.all([openShopFloor('postgres'), openBrowser()]);
    ({ retailer } = floor);
  });
  afterEach(async () => {
    const complaints = visitors.flatMap((visitor) => visitor.complaints);
    await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await floor?.close();
  });

  const visit = async (options: Parameters<typeof Visitor.open>[2]): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, floor.shelfstream.url, options);
    visitors.push(visitor);
    return visitor;
  };

  /** A store with so many units of a new item that has a barcode and a price. */
  const shelf = async (km: number, quantity: number, gtin?: string) => {
    const sku = await retailer.item({
      attributes: { price: '10.00', currency: 'USD' },
      ...(gtin === undefined ? {} : { gtin }),
    });
    const store = await retailer.store(km);
    await retailer.stock(store, sku, quantity);
    await retailer.ordersKnow(store, sku);
    return { store, sku };
  };

  it('a customer reserves what the page shows, and the associate hands it over for the code on the phone', async () => {
    const { store, sku } = await shelf(1, 5, '4006381333931');
    const associate = await visit({ ...TABLET, locationId: store });
    await associate.goTo('/console/store-work');
    await associate.sees('Everything is picked.');

    const customer = await visit(PHONE);
    await customer.goTo(`/shop/products/${sku}`);
    await customer.sees(`Store ${store}`);
    await customer.press('One more of');
    await customer.press('Add to basket');
    await customer.follow('Check out');
    await customer.press('Reserve for 10 minutes');
    await customer.sees('Reserved for you.');
    await retailer.levelIs(store, sku, { reserved: 2, available: 3 });
    await customer.fill('Name', 'Ada');
    await customer.press('Place the order');
    await customer.sees('The store has promised it.');
    const code = await customer.page.locator('text=/^[0-9A-Z]{8}$/').first().innerText();

    // Nobody has touched the tablet since: the order came to it by itself.
    await associate.press(new RegExp(`2 ×.*${sku}`, 's'));
    await associate.press('Accept');
    await associate.scan(SCANNER, '9999999999999');
    await associate.sees('9999999999999 is not part of this order.');
    await associate.scan(SCANNER, '04006381333931');
    await associate.sees('1 of 2');
    await associate.scan(SCANNER, sku);
    await associate.press('Everything is picked');
    await associate.press('It is packed');
    await associate.press('Ready for the customer');
    await customer.sees('It is ready for you.');

    await associate.fill('Pickup code', code === '00000000' ? '11111111' : '00000000');
    await associate.fill('Who collects it', 'Ada');
    await associate.press('Hand over');
    await associate.sees('This is not the code of this order.');
    await associate.fill('Pickup code', code);
    await associate.press('Hand over');
    await customer.sees('You have it. Enjoy!');
    await retailer.levelIs(store, sku, { onHand: 3, committed: 0, available: 3 });
  });

  it('a hold that the customer lets go is free for others at once', async () => {
    const { store, sku } = await shelf(1, 1);
    const customer = await visit(PHONE);
    await customer.goTo(`/shop/products/${sku}`);
    await customer.press('Add to basket');
    await customer.follow('Check out');
    await customer.press('Reserve for 10 minutes');
    await customer.sees('Reserved for you.');
    await retailer.levelIs(store, sku, { reserved: 1, available: 0 });
    await customer.press('Change it');
    await customer.sees('How would you like it?');
    await retailer.levelIs(store, sku, { reserved: 0, available: 1 });
  });

  it('the last unit is sold at a till, and the page of the product says so by itself', async () => {
    const { store, sku } = await shelf(1, 1);
    const customer = await visit(PHONE);
    await customer.goTo(`/shop/products/${sku}`);
    await customer.button('Add to basket').waitFor();
    await retailer.sell(store, sku, 1);
    await customer.sees('Sold out');
    await customer.sees('Tell us how to reach you, and we tell you when it is back.');
  });

  it('a picker who finds less records it after a second look, and counts the shelf when asked to', async () => {
    const { store, sku } = await shelf(1, 3);
    const lines = [{ lineId: '1', sku, quantity: 3 }];
    const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
    const associate = await visit({ ...PHONE, locationId: store });
    await associate.goTo('/console/store-work');
    await associate.press(new RegExp(orderId));
    await associate.press('One more of');
    await associate.press('One more of');
    await associate.press('Go on without 1 unit');
    await associate.sees(/Missing: 1 ×/);
    await associate.press('Record it');
    await associate.button('It is packed').waitFor();
    await associate.press('Close');
    await retailer.task('cycle_count', { orderId });

    await associate.page.getByRole('tab', { name: /Tasks/ }).click();
    await associate.sees('Count a shelf');
    await associate.fill(/On the shelf now/, '4');
    await associate.press('Counted');
    await associate.sees('No shelf to count, nothing to put away.');
    await retailer.levelIs(store, sku, { onHand: 6, committed: 2 });
  });

  it('goods from the web come back at the desk of another store, unit by unit, and are on sale there', async () => {
    const { store, sku } = await shelf(1, 2);
    const other = await retailer.store(5);
    const { customerId } = await retailer.contact('Dai');
    const lines = [{ lineId: '1', sku, quantity: 2 }];
    const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store, customerId });
    await retailer.collect(store, orderId);

    const desk = await visit({ ...TABLET, locationId: other });
    await desk.goTo(`/console/returns?by=customer&number=${customerId}`);
    await desk.press(new RegExp(`Order ${orderId}`));
    await desk.press('One more of');
    await desk.press('One more of');
    await desk.press('Take 2 units back, worth $20.00');
    await desk.sees('Goods awaited');
    await desk.page.getByRole('region', { name: /^2\./ }).getByLabel('Condition').click();
    await desk.page.getByRole('option', { name: 'Damaged' }).click();
    await desk.press('Receive 2 units');
    await desk.sees('Refund of $20.00');
    await retailer.levelIs(other, sku, { onHand: 1, available: 1 });
    await desk.sees('None left to return');
  });

  it('what one desk takes in, and that it was paid, appears at another desk by itself', async () => {
    const { store, sku } = await shelf(1, 2);
    const lines = [{ lineId: '1', sku, quantity: 2 }];
    const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
    await retailer.collect(store, orderId);
    const purchase = `/console/returns?by=order&number=${orderId}`;
    const [here, there] = [
      await visit({ ...TABLET, locationId: store }),
      await visit({ ...TABLET, locationId: store }),
    ];
    for (const desk of [here, there]) {
      await desk.goTo(purchase);
      await desk.sees('Live');
      await desk.button('One more of').waitFor();
    }

    await here.press('One more of');
    await here.press('Take 1 unit back');
    await there.sees('Goods awaited');
    await there.button('Receive 1 unit').waitFor();
    await here.press('Receive 1 unit');
    await there.sees('Refund of $10.00');
    await there.button('Receive 1 unit').waitFor({ state: 'detached' });

    const { items } = await retailer.ask<{ items: Return[] }>(
      'GET',
      `/returns/v1/returns?orderId=${orderId}`,
    );
    const [{ returnId, refunds }] = items as [Return];
    const { refundId } = refunds[0]!;
    const settledAt = new Date().toISOString();
    await retailer.ask('POST', `/returns/v1/refunds/${refundId}/settle`, {
      returnId,
      refundId,
      amount: '10.00',
      currency: 'USD',
      settledAt,
    });
    for (const desk of [here, there]) await desk.sees(/^Paid/);
  });

  it('a customer starts a return from the order, and the desk finds it waiting', async () => {
    const { store, sku } = await shelf(1, 1);
    const lines = [{ lineId: '1', sku, quantity: 1 }];
    const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
    await retailer.collect(store, orderId);
    const customer = await visit(PHONE);
    await customer.goTo(`/shop/orders/${orderId}`);
    await customer.sees('You have it. Enjoy!');
    await customer.follow('Return something');
    await customer.press('One more of');
    await customer.press('Return 1 unit');
    await customer.sees('We expect it.');
    const desk = await visit({ ...TABLET, locationId: store });
    await desk.goTo(`/console/returns?by=order&number=${orderId}`);
    await desk.sees('Goods awaited');
    await desk.press('Turn away');
    await desk.sees('Turned away at the desk');
  });
});
