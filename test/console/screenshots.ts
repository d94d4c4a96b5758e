import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContextOptions } from 'playwright-core';
import { freePort } from '#local-servers';
import { readEnvironment } from '../../apps/standalone/src/options.js';
import { startStandalone } from '../../apps/standalone/src/start-standalone.js';
import { openBrowser } from './browser.js';
import { PHONE, TABLET, Visitor } from './visitor.js';

/**
 * `npm run screenshots [-- name...]`: pictures of the pages, with the sample retailer, for the documentation; of all, or of
 * those that are named. Taken on a system of their own, while its tills sell.
 */
const FOLDER = resolve('docs/images');
const STORE = 'store-367';
const BANANAS = '1082185';
const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const TABLET_UPRIGHT = { ...TABLET, viewport: { width: 820, height: 1_000 } };
/** What pages need to draw themselves and to be told what is live, in milliseconds. */
const SETTLES_MS = 2_500;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly options?: Parameters<typeof Visitor.open>[2];
  /** Brings the page to what is to be seen. */
  readonly ready?: (visitor: Visitor) => Promise<unknown>;
}

const openFirst = async (visitor: Visitor) => {
  await visitor.page.locator('main li button').first().click();
  await visitor.page.getByRole('dialog').waitFor();
};

const PICTURES: readonly Picture[] = [
  { name: 'live-stock', path: '/console/stock' },
  { name: 'stock-map', path: '/console/stock?view=map' },
  { name: 'store-stock-phone', path: '/console/stock', options: { ...PHONE, locationId: STORE } },
  { name: 'item', path: `/console/stock/${BANANAS}` },
  { name: 'orders', path: '/console/orders' },
  { name: 'order', path: '/console/orders/sample-order-11' },
  { name: 'operations', path: '/console/operations' },
  {
    name: 'operations-dark-zh',
    path: '/console/operations',
    options: { colorScheme: 'dark', locale: 'zh-CN' },
  },
  { name: 'store-work', path: '/console/store-work', options: { ...TABLET, locationId: STORE } },
  {
    name: 'store-work-picking',
    path: '/console/store-work',
    options: { ...PHONE, locationId: STORE, colorScheme: 'dark' },
    ready: openFirst,
  },
  {
    name: 'returns-desk',
    path: '/console/returns?by=order&number=sample-order-7',
    options: { ...TABLET_UPRIGHT, locationId: STORE },
    ready: (visitor) => visitor.sees('Look at each unit'),
  },
  { name: 'shop-home', path: '/shop/' },
  {
    name: 'shop-product',
    path: `/shop/products/${BANANAS}`,
    ready: (visitor) => visitor.sees('Ready'),
  },
  {
    name: 'shop-product-phone',
    path: `/shop/products/${BANANAS}`,
    options: { ...PHONE, colorScheme: 'dark', locale: 'zh-CN' },
    ready: (visitor) => visitor.sees('可取'),
  },
  { name: 'shop-order', path: '/shop/orders/sample-order-5', options: PHONE },
];

async function main(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'shelfstream-screenshots-'));
  const environment = readEnvironment({ SHELFSTREAM_DATA: data });
  const options = { empty: false, quiet: true, kafka: false, port: await freePort() };
  const shelfstream = await startStandalone(options, environment, console.log, new AbortController().signal);
  const browser = await openBrowser();
  const selling = new AbortController();
  try {
    void sellOn(shelfstream.url, selling.signal);
    await mkdir(FOLDER, { recursive: true });
    const named = process.argv.slice(2);
    for (const { name, path, options: screen = {}, ready } of PICTURES) {
      if (named.length > 0 && !named.includes(name)) continue;
      const visitor = await Visitor.open(browser, shelfstream.url, { ...WIDE, ...screen });
      await visitor.goTo(path);
      await ready?.(visitor);
      await sleep(SETTLES_MS);
      await visitor.page.screenshot({ path: join(FOLDER, `${name}.png`) });
      await visitor.close();
      console.log(`docs/images/${name}.png`);
    }
  } finally {
    selling.abort();
    await browser.close();
    await shelfstream.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** The tills of the sample's stores sell what they have, a unit at a time. */
async function sellOn(url: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${url}/inventory/v1/levels?limit=400`, { signal });
  const { items } = (await answer.json()) as {
    items: { sku: string; locationId: string; available: number }[];
  };
  const stocked = items.filter(({ available }) => available > 3);
  for (let n = 0; !signal.aborted; n += 1) {
    const { sku, locationId } = stocked[(n * 17) % stocked.length]!;
    const sale = {
      saleId: `screenshot-${n}`,
      locationId,
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku, quantity: 1 }],
    };
    await fetch(`${url}/inventory/v1/sales`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sales: [sale] }),
      signal,
    }).catch(() => {});
    await sleep(150);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
