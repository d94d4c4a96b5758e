import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openShopFloor, type ShopFloor } from '../e2e/shop-floor.js';
import type { Retailer } from '../e2e/retailer.js';
import { openBrowser } from './browser.js';
import { PHONE, TABLET, Visitor } from './visitor.js';

jest.setTimeout(120_000);

const LOOKS = {
  'English, light': { locale: 'en', colorScheme: 'light' },
  'Chinese, dark': { locale: 'zh-CN', colorScheme: 'dark' },
} as const;

/** What there is to look at: an item, an order that waits to be picked, and one that has been collected. */
interface Setting {
  readonly store: string;
  readonly sku: string;
  readonly waiting: string;
  readonly collected: string;
}

const SHOP: readonly (readonly [page: string, path: (setting: Setting) => string])[] = [
  ['the front page', () => '/shop/'],
  ['the search', ({ sku }) => `/shop/search?q=${sku}`],
  ['a product', ({ sku }) => `/shop/products/${sku}`],
  ['the basket', () => '/shop/basket'],
  ['the checkout', () => '/shop/checkout'],
  ['an order', ({ waiting }) => `/shop/orders/${waiting}`],
  ['a return', ({ collected }) => `/shop/orders/${collected}/return`],
  ['the orders', () => '/shop/orders'],
  ['the messages', () => '/shop/messages'],
];

/** Whoever cannot see, point or tell colours apart can shop and work as well. */
describe('The shop and the store pages let everybody in', () => {
  let floor: ShopFloor;
  let browser: Browser;
  let setting: Setting;

  beforeAll(async () => {
    [floor, browser] = await Promise.all([openShopFloor('postgres'), openBrowser()]);
    setting = await furnish(floor.retailer);
  });
  afterAll(async () => {
    await browser?.close();
    await floor?.close();
  });

  describe.each(Object.entries(LOOKS))('%s', (_, look) => {
    let customer: Visitor;
    let associate: Visitor;

    beforeAll(async () => {
      const { url } = floor.shelfstream;
      customer = await Visitor.open(browser, url, { ...PHONE, ...look });
      await customer.page
        .context()
        .addInitScript(
          (sku) => localStorage.setItem('shelfstream-shop-basket', JSON.stringify([{ sku, quantity: 1 }])),
          setting.sku,
        );
      associate = await Visitor.open(browser, url, { ...TABLET, ...look, locationId: setting.store });
    });
    afterAll(async () => {
      await customer?.close();
      await associate?.close();
    });

    it.each(SHOP)('%s', async (_page, path) => {
      await customer.goTo(path(setting));
      await customer.settled();
      expect(await customer.barriers()).toEqual([]);
    });

    it("a store's work list, and an order to be picked", async () => {
      await associate.goTo('/console/store-work');
      const card = associate.page.getByText(setting.waiting);
      await card.waitFor();
      expect(await associate.barriers()).toEqual([]);
      await card.click();
      await associate.page.getByRole('dialog').getByRole('textbox').waitFor();
      expect(await associate.barriers()).toEqual([]);
    });

    it('the returns desk', async () => {
      await associate.goTo(`/console/returns?by=order&number=${setting.collected}`);
      await associate.settled();
      expect(await associate.barriers()).toEqual([]);
    });
  });
});

async function furnish(retailer: Retailer): Promise<Setting> {
  const sku = await retailer.item({ attributes: { price: '10.00', currency: 'USD' } });
  const store = await retailer.store(1);
  await retailer.stock(store, sku, 5);
  await retailer.ordersKnow(store, sku);
  const lines = [{ lineId: '1', sku, quantity: 1 }];
  const collected = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
  await retailer.collect(store, collected);
  const waiting = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
  await retailer.work(store, waiting);
  return { store, sku, waiting, collected };
}
