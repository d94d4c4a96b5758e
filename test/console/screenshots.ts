import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.js';
import { PHONE, TABLET, Visitor } from './visitor.js';

/** dist/test/console -> docs/images */
const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
/** The busiest store of the sample retailer, and its bananas. */
const STORE = 'store-367';
const BANANAS = '1082185';
const TABLET_UPRIGHT = { ...TABLET, viewport: { width: 820, height: 1_000 } };
const DESKTOP = { viewport: { width: 1_200, height: 900 } };

type Picture = readonly [
  name: string,
  options: Parameters<typeof Visitor.open>[2],
  path: string,
  ready: (visitor: Visitor) => Promise<unknown>,
];

const openFirst = async (visitor: Visitor) => {
  await visitor.page.locator('main li button').first().click();
  await visitor.page.getByRole('dialog').waitFor();
};

const PICTURES: readonly Picture[] = [
  [
    'store-work',
    { ...TABLET, locationId: STORE },
    '/console/store-work',
    (visitor) => visitor.page.locator('main li button').first().waitFor(),
  ],
  [
    'store-work-picking',
    { ...PHONE, locationId: STORE, colorScheme: 'dark' },
    '/console/store-work',
    openFirst,
  ],
  [
    'returns-desk',
    { ...TABLET_UPRIGHT, locationId: STORE },
    '/console/returns?by=order&number=sample-order-7',
    (visitor) => visitor.sees('Look at each unit'),
  ],
  ['shop-home', DESKTOP, '/shop/', (visitor) => visitor.page.locator('main li a').first().waitFor()],
  ['shop-product', DESKTOP, `/shop/products/${BANANAS}`, (visitor) => visitor.sees('Ready')],
  [
    'shop-product-phone',
    { ...PHONE, colorScheme: 'dark', locale: 'zh-CN' },
    `/shop/products/${BANANAS}`,
    (visitor) => visitor.sees('可取'),
  ],
  [
    'shop-order',
    PHONE,
    '/shop/orders/sample-order-5',
    (visitor) => visitor.page.locator('text=/^[0-9A-Z]{8}$/').first().waitFor(),
  ],
];

/** Makes pictures of the documentation anew, all or those named, from the sample retailer that `npm start` runs. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const url = process.env['SHELFSTREAM_URL'] ?? 'http://localhost:3000';
  await mkdir(IMAGES, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const [name, options, path, ready] of PICTURES) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const visitor = await Visitor.open(browser, url, options);
      await visitor.goTo(path);
      await ready(visitor);
      await visitor.settled();
      // What slides in, lights up or is drawn has come to rest.
      await visitor.page.waitForTimeout(1_500);
      await visitor.page.screenshot({ path: join(IMAGES, `${name}.png`) });
      console.error(`docs/images/${name}.png`);
      await visitor.close();
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
