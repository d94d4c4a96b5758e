import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CountRequested } from '#contracts';
import { envelopeHeaders, PostgresTransport } from '#messaging';
import { uuidv7 } from '#platform';
import { eventually, type TestDatabase, testDatabase, uniqueId } from '#testing';
import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { PATIENCE, Retailer } from '../e2e/retailer.js';
import { openBrowser } from './browser.js';
import { PHONE, Visitor } from './visitor.js';

jest.setTimeout(120_000);

/** What those do who look after stock, orders and the system, on the real system, in a real browser. */
describe('In front of the console', () => {
  let database: TestDatabase;
  let folder: string;
  let shelfstream: RunningShelfstream;
  let retailer: Retailer;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-console-'));
    database = await testDatabase();
    [shelfstream, browser] = await Promise.all([
      RunningShelfstream.startWith({ DATABASE_URL: database.url }, folder, '--empty'),
      openBrowser(),
    ]);
    retailer = new Retailer(() => shelfstream.url);
  });
  afterEach(async () => {
    const complaints = visitors.flatMap((visitor) => visitor.complaints);
    await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await shelfstream?.end();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const visit = async (options: Parameters<typeof Visitor.open>[2] = {}): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, shelfstream.url, options);
    visitors.push(visitor);
    return visitor;
  };
  const sell = (locationId: string, sku: string, quantity: number) =>
    retailer.ask('POST', '/inventory/v1/sales', {
      sales: [
        {
          saleId: uniqueId('sale'),
          locationId,
          occurredAt: new Date().toISOString(),
          lines: [{ lineId: '1', sku, quantity }],
        },
      ],
    });
  /** A store with so many units of a new item. */
  const shelf = async (quantity: number, item: object = {}) => {
    const sku = await retailer.item(item);
    const store = await retailer.store(1);
    await retailer.stock(store, sku, quantity);
    return { sku, store };
  };
  const place = async (sku: string): Promise<string> => {
    const order = retailer.order([{ lineId: '1', sku, quantity: 2 }]);
    await retailer.ask('POST', '/orders/v1/orders', order);
    return String(order['orderId']);
  };

  it('the stock of a store changes on the screen as its till sells', async () => {
    const { sku, store } = await shelf(9);
    const clerk = await visit({ locationId: store });
    await clerk.goTo('/console/stock');
    const row = clerk.page.getByRole('row').filter({ hasText: sku });
    await row.getByText('9', { exact: true }).first().waitFor();
    await sell(store, sku, 2);
    await row.getByText('-2', { exact: true }).waitFor();
    await row.getByText('7', { exact: true }).first().waitFor();
  });

  it('an item is found by its barcode, with its levels everywhere, its ledger and its curve', async () => {
    const gtin = '4006381333931';
    const { sku, store } = await shelf(6, { name: 'Pencil, soft', gtin });
    await retailer.stock(await retailer.store(2), sku, 3);
    const clerk = await visit();
    await clerk.goTo('/console/stock');
    await clerk.page.getByRole('searchbox').fill(gtin);
    await clerk.follow('Pencil, soft');
    await clerk.page.getByRole('heading', { name: 'Pencil, soft', level: 1 }).waitFor();
    await clerk.page.getByRole('img', { name: 'Map: 2 of 2 places have stock' }).waitFor();
    await clerk.page.getByRole('img', { name: /Chart: .* on hand since .*, 9 now/ }).waitFor();
    await sell(store, sku, 1);
    await clerk.page.getByRole('img', { name: /Chart: .*, 8 now/ }).waitFor();
    await clerk.press('Read again');
    await clerk.page.getByRole('region', { name: 'Ledger' }).getByText('Sale').first().waitFor();
  });

  it('a store with more than one stream carries shows what sold last there, and finds the rest', async () => {
    const { sku, store } = await shelf(9, { name: 'Lamp, small' });
    const rest = Array.from({ length: 1_000 }, (_, i) => ({ sku: uniqueId('many'), name: `Screw ${i}` }));
    const occurredAt = new Date(Date.now() - 1_000).toISOString();
    await retailer.ask('POST', '/inventory/v1/items/batch', { items: rest });
    const opening = { type: 'opening', locationId: store, quantity: 3, occurredAt };
    const movements = rest.map((item) => ({ ...opening, movementId: item.sku, sku: item.sku }));
    await retailer.ask('POST', '/inventory/v1/movements', { movements });
    await sell(store, sku, 1);
    const clerk = await visit({ locationId: store });
    await clerk.goTo('/console/stock');
    await clerk.sees('1 item, sold last here. Search for others.');
    const row = (name: string) => clerk.page.getByRole('row').filter({ hasText: name });
    await row('Lamp, small').getByText('8', { exact: true }).first().waitFor();
    await clerk.page.getByRole('searchbox').fill('Screw 99');
    await row('Screw 999').waitFor();
    await sell(store, rest[999]!.sku, 1);
    await row('Screw 999').getByText('-1', { exact: true }).waitFor();
    // 99, 199 ... 999, and 990 ... 998, below the head of the table.
    expect(await clerk.page.getByRole('row').count()).toBe(1 + 19);
  });

  it('an order is found by its id, tells why it comes from there, and is cancelled after a question', async () => {
    const { sku, store } = await shelf(5);
    await retailer.ordersKnow(store, sku);
    const orderId = await place(sku);
    const helper = await visit();
    await helper.goTo('/console/orders');
    await helper.page.getByRole('searchbox').fill(orderId.slice(0, -1));
    await helper.follow(orderId);
    await helper.sees('Every unit is promised');
    const why = helper.page.getByRole('region', { name: 'Why from there' });
    await why.getByText(`Store ${store}`).first().waitFor();
    await why.getByText('Chosen').waitFor();
    await helper.press('Cancel the order');
    await helper.press('Cancel it');
    await helper.sees('2 cancelled');
    await retailer.levelIs(store, sku, { committed: 0, available: 5 });
  });

  it('new orders and their steps appear without anybody touching the screen', async () => {
    const { sku, store } = await shelf(5);
    await retailer.ordersKnow(store, sku);
    const helper = await visit();
    await helper.goTo('/console/orders');
    await helper.sees('Live');
    const orderId = await place(sku);
    const row = helper.page.getByRole('row').filter({ hasText: orderId });
    await row.getByText('Promised').waitFor();
  });

  it('a message that could not be handled is replayed once its item is known, and takes effect', async () => {
    const store = await retailer.store(1);
    const sku = uniqueId('late');
    const transport = new PostgresTransport({ url: database.url });
    const reference = uniqueId('order');
    const count = {
      countId: uniqueId('count'),
      reference,
      locationId: store,
      countedAt: new Date().toISOString(),
    };
    await transport.publish([
      {
        topic: CountRequested.topic,
        key: reference,
        headers: envelopeHeaders({
          id: uuidv7(),
          type: CountRequested.type,
          source: '/shelfstream/elsewhere',
          subject: reference,
          time: new Date(),
          correlationId: null,
          causationId: null,
          traceparent: null,
        }),
        value: JSON.stringify({ ...count, lines: [{ sku, quantity: 4 }] }),
      },
    ]);
    await transport.close();

    const operator = await visit();
    const letters = operator.page.getByRole('region', { name: 'Dead letters' });
    await eventually(async () => {
      const { items } = await retailer.ask<{ items: object[] }>('GET', '/inventory/v1/dead-letters');
      expect(items).toHaveLength(1);
    }, PATIENCE);
    await operator.goTo('/console/operations');
    await letters.getByText(CountRequested.type).waitFor();
    await retailer.ask('PUT', `/inventory/v1/items/${sku}`, { name: 'Arrived late' });
    await letters.getByText(CountRequested.type).click();
    await operator.sees(`"${sku}"`);
    await operator.press('Close');
    await operator.press(`Replay ${CountRequested.type}`);
    await operator.sees('Every message was handled.');
    await retailer.levelIs(store, sku, { onHand: 4 });
  });

  it('ledger and balances are compared when somebody asks', async () => {
    await shelf(3);
    const operator = await visit();
    await operator.goTo('/console/operations');
    await operator.press('Reconcile');
    await operator.sees(/levels checked: ledger and balances agree/);
  });

  it('the console speaks Chinese to whoever reads Chinese, and changes when it is asked to', async () => {
    const reader = await visit({ locale: 'zh-CN' });
    await reader.goTo('/console/operations');
    await reader.page.getByRole('heading', { name: '运营' }).waitFor();
    expect(await reader.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await reader.press('语言');
    await reader.page.getByRole('menuitem', { name: 'English' }).click();
    await reader.page.getByRole('heading', { name: 'Operations' }).waitFor();
    await reader.page.reload();
    await reader.page.getByRole('heading', { name: 'Operations' }).waitFor();
  });

  it('is dark where the system is dark, until somebody wants it light', async () => {
    const reader = await visit({ colorScheme: 'dark' });
    await reader.goTo('/console/stock');
    const scheme = () => reader.page.locator('html').getAttribute('data-mantine-color-scheme');
    expect(await scheme()).toBe('dark');
    await reader.press('Colours');
    await reader.page.getByRole('menuitem', { name: 'Light' }).click();
    expect(await scheme()).toBe('light');
    await reader.page.reload();
    expect(await scheme()).toBe('light');
  });

  describe('every page', () => {
    let sku: string;
    let orderId: string;
    beforeAll(async () => {
      const stocked = await shelf(5);
      sku = stocked.sku;
      await retailer.ordersKnow(stocked.store, sku);
      orderId = await place(sku);
    });

    const PAGES: readonly (readonly [name: string, path: () => string])[] = [
      ['live stock', () => '/console/stock'],
      ['the map', () => '/console/stock?view=map'],
      ['an item', () => `/console/stock/${sku}`],
      ['orders', () => '/console/orders'],
      ['an order', () => `/console/orders/${orderId}`],
      ['operations', () => '/console/operations'],
    ];

    it.each(PAGES)(
      'keeps nobody out who cannot see, point or tell colours apart: %s',
      async (_name, path) => {
        const visitor = await visit();
        await visitor.goTo(path());
        expect(await visitor.barriers()).toEqual([]);
      },
    );

    it.each(PAGES)(
      'nor in the dark, on a phone, where nothing is wider than the screen: %s',
      async (_name, path) => {
        const visitor = await visit({ ...PHONE, colorScheme: 'dark', locale: 'zh-CN' });
        await visitor.goTo(path());
        expect(await visitor.barriers()).toEqual([]);
        const wider = 'document.documentElement.scrollWidth - window.innerWidth';
        expect(await visitor.page.evaluate<number>(wider)).toBeLessThanOrEqual(0);
      },
    );

    it('can be reached by the keyboard alone', async () => {
      const visitor = await visit();
      await visitor.goTo('/console/stock');
      await visitor.page.keyboard.press('Tab');
      await visitor.page.keyboard.press('Enter');
      expect(await visitor.page.evaluate('location.hash')).toBe('#main');
      await visitor.page.getByRole('link', { name: 'Operations' }).focus();
      await visitor.page.keyboard.press('Enter');
      await visitor.page.getByRole('heading', { name: 'Operations' }).waitFor();
      expect(await visitor.page.evaluate('document.activeElement.id')).toBe('main');
    });
  });
});
