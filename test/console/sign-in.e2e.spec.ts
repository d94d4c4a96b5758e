import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#local-servers';
import { type ApiKey, newKeyId, newSecret } from '#platform';
import { OidcIssuer, type TestDatabase, testDatabase } from '#testing';
import { jest } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { startConsoleServer } from '../../apps/console/src/server/console-server.js';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { Retailer } from '../e2e/retailer.js';
import { openBrowser } from './browser.js';
import { IdentityProvider } from './identity-provider.js';
import { TABLET, Visitor } from './visitor.js';

jest.setTimeout(120_000);

/**
 * Who is let in, in a real browser: at the console that `npm start` serves, with the accounts of an OpenID provider; and at
 * the console's own server, with API keys.
 */
describe('At the door of the console', () => {
  let folder: string;
  let database: TestDatabase;
  let provider: IdentityProvider;
  let shelfstream: RunningShelfstream;
  let ownServer: FastifyInstance;
  let browser: Browser;
  /** Where people sign in with an API key. */
  let byKey: string;
  let associateKey: string;
  /** Two stores, each with an order to be picked. */
  let ours: { store: string; orderId: string };
  let theirs: typeof ours;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    // Of the provider's own: that it is set up for tests.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => {});
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-sign-in-'));
    const keys = join(folder, 'keys.json');
    const everything = newKey({ scopes: ['*'] });
    await writeFile(keys, JSON.stringify({ keys: [everything.key] }));
    [database, provider, browser] = await Promise.all([
      testDatabase(),
      IdentityProvider.start(),
      openBrowser(),
    ]);
    shelfstream = await RunningShelfstream.startWith(
      {
        DATABASE_URL: database.url,
        API_KEYS_FILE: keys,
        OIDC_ISSUER: provider.url,
        OIDC_AUDIENCE: OidcIssuer.AUDIENCE,
        CONSOLE_OIDC_CLIENT_ID: IdentityProvider.CLIENT,
      },
      folder,
      '--empty',
    );
    const retailer = new Retailer(() => shelfstream.url, everything.token);
    const sku = await retailer.item();
    const storeWithAnOrder = async () => {
      const store = await retailer.store(1);
      await retailer.stock(store, sku, 5);
      await retailer.ordersKnow(store, sku);
      const lines = [{ lineId: '1', sku, quantity: 1 }];
      const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
      await retailer.work(store, orderId);
      return { store, orderId };
    };
    [ours, theirs] = [await storeWithAnOrder(), await storeWithAnOrder()];

    const associate = newKey({ roles: ['associate'], locations: [ours.store] });
    associateKey = associate.token;
    await writeFile(keys, JSON.stringify({ keys: [everything.key, associate.key] }));
    await provider.know(shelfstream.url, {
      ada: { name: 'Ada Associate', roles: ['associate'], locations: [ours.store] },
    });
    const port = await freePort();
    byKey = `http://localhost:${port}`;
    const services = ['INVENTORY', 'ORDERS', 'RETURNS', 'NOTIFICATIONS'];
    ownServer = await startConsoleServer({
      PORT: String(port),
      LOG_LEVEL: 'silent',
      ...Object.fromEntries(services.map((service) => [`${service}_URL`, shelfstream.url])),
    });
  });
  afterEach(async () => {
    const complaints = visitors.flatMap((visitor) => visitor.complaints);
    await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await ownServer?.close();
    await shelfstream?.end();
    await provider?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const visit = async (url: string, locationId: string): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, url, { ...TABLET, locationId });
    visitors.push(visitor);
    return visitor;
  };

  /** On the pages of the identity provider: name and password, then what the console may know. */
  const signInAsAda = async ({ page }: Visitor) => {
    await page.getByPlaceholder('Enter any login').fill('ada');
    await page.getByPlaceholder('and password').fill('of the tests alone');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  it('a wrong key opens nothing, and the page says what to do', async () => {
    const visitor = await visit(byKey, ours.store);
    await visitor.goTo('/console/store-work');
    for (const wrong of [`${associateKey.slice(0, -1)}?`, 'shs_ключ']) {
      await visitor.fill('API key', wrong);
      await visitor.press('Sign in');
      await visitor.sees('Ask whoever runs Shelfstream for another one.');
    }
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.page.getByText(ours.orderId).count()).toBe(0);
  });

  it("an associate's key opens the work of the store it is bound to, and of no other", async () => {
    const associate = await visit(byKey, ours.store);
    await associate.goTo('/console/store-work');
    await associate.fill('API key', associateKey);
    await associate.press('Sign in');
    await associate.sees(ours.orderId);
    await associate.page.getByRole('combobox', { name: 'Location' }).click();
    await associate.page.getByRole('option', { name: theirs.store }).click();
    await associate.sees(/bound to locations of its own; use one of theirs/);
    expect(await associate.page.getByText(theirs.orderId).count()).toBe(0);
    await associate.goTo('/console/orders');
    await associate.sees(ours.orderId);
    expect(await associate.page.getByText(theirs.orderId).count()).toBe(0);
  });

  it('whoever signs out leaves nothing behind, on the screen or in the tab', async () => {
    const associate = await visit(byKey, ours.store);
    await associate.goTo('/console/store-work');
    await associate.fill('API key', associateKey);
    await associate.press('Sign in');
    await associate.sees(ours.orderId);
    await associate.page.reload();
    await associate.sees(ours.orderId);
    await associate.press('Sign out');
    await associate.button('Sign in').waitFor();
    expect(await associate.page.getByText(ours.orderId).count()).toBe(0);
    await associate.page.reload();
    await associate.button('Sign in').waitFor();
    expect(await associate.page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('people sign in with their account, come back to the page they wanted, and see the work of their store', async () => {
    const ada = await visit(shelfstream.url, ours.store);
    await ada.goTo('/console/store-work?bench=pick');
    await ada.press('Sign in');
    await signInAsAda(ada);
    await ada.sees(ours.orderId);
    expect(new URL(ada.page.url()).pathname + new URL(ada.page.url()).search).toBe(
      '/console/store-work?bench=pick',
    );
    expect(await ada.page.getByText(theirs.orderId).count()).toBe(0);
    await ada.page.reload();
    await ada.sees(ours.orderId);
    await ada.button('Sign out Ada Associate').waitFor();
  });

  it('whoever signs out of the console is signed out of the account too, so that the next must say who they are', async () => {
    const ada = await visit(shelfstream.url, ours.store);
    await ada.goTo('/console/store-work');
    await ada.press('Sign in');
    await signInAsAda(ada);
    await ada.sees(ours.orderId);
    await ada.press('Sign out Ada Associate');
    await ada.press('Yes, sign me out');
    await ada.press('Sign in');
    await ada.page.getByPlaceholder('Enter any login').waitFor();
  });

  it('whoever turns back at the provider is told so at the console, and can try again', async () => {
    const ada = await visit(shelfstream.url, ours.store);
    await ada.goTo('/console/store-work');
    await ada.press('Sign in');
    await ada.page.getByRole('link', { name: /Cancel/ }).click();
    await ada.sees('Signing in was not finished.');
    await ada.press('Sign in');
    await signInAsAda(ada);
    await ada.button('Sign out Ada Associate').waitFor();
  });

  it('whoever was to sign in at the shop comes back to the shop', async () => {
    const ada = await visit(shelfstream.url, ours.store);
    await ada.goTo('/shop/orders');
    await ada.press('Sign in');
    await signInAsAda(ada);
    await ada.page.waitForURL('**/shop/orders');
    await ada.button('Sign out Ada Associate').waitFor();
  });
});

function newKey(wish: Partial<ApiKey>): { key: ApiKey; token: string } {
  const id = newKeyId();
  const { token, secret } = newSecret(id, new Date());
  const key = { id, name: id, createdAt: new Date().toISOString(), roles: [], scopes: [], ...wish };
  return { key: { ...key, secrets: [secret] }, token };
}
