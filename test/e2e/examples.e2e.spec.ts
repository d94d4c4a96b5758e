import { createHmac, randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort, uniqueId } from '#testing';
import { jest } from '@jest/globals';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { ExampleProcess, inRepository, npm, run, succeed } from './example.js';
import { openBrowser } from '../console/browser.js';
import { PATIENCE, Retailer } from './retailer.js';
import { TcpProxy } from './tcp-proxy.js';

jest.setTimeout(120_000);

let folder: string;
/** Where pages of a shop of another origin are. */
let pagesPort: number;
let shelfstream: RunningShelfstream;
let retailer: Retailer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shelfstream-examples-'));
  pagesPort = await freePort();
  const origins = { CORS_ORIGINS: `http://localhost:${pagesPort}` };
  shelfstream = await RunningShelfstream.startWith(origins, join(folder, 'data'), '--empty');
  retailer = new Retailer(() => shelfstream.url);
});
afterAll(async () => {
  await shelfstream?.end();
  await rm(folder, { recursive: true, force: true });
});

const shelf = async (quantity: number) => {
  const [storeId, sku] = await Promise.all([retailer.store(1), retailer.item()]);
  await retailer.stock(storeId, sku, quantity);
  await retailer.ordersKnow(storeId, sku);
  return { storeId, sku };
};

describe('The client, packed and installed', () => {
  let project: string;
  beforeAll(async () => {
    const built = join(folder, 'client');
    await succeed([process.execPath, inRepository('scripts/build-client.mjs'), '--out', built], {
      cwd: folder,
    });
    await succeed(npm('pack', '--silent', '--pack-destination', folder), { cwd: built });
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    project = join(folder, 'web-shop-checkout');
    await cp(inRepository('examples/web-shop-checkout'), project, { recursive: true });
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    await succeed(npm('install', ...quiet, join(folder, tarball as string)), { cwd: project });
  });

  it('gives types to those who use it, in Node and in browsers', async () => {
    const use = `
      declare const process: { env: Record<string, string | undefined> };
      import { createShelfstream, paged, type StockLevel, type OrdersSchemas } from '@shelfstream/client';
      const shop = createShelfstream({ baseUrl: 'http://localhost:3000', token: process.env['KEY'] });
      for await (const level of shop.levelStream({ skus: ['tea'] })) { const figure: number = level.available; void figure; }
      const { data, error } = await shop.orders.GET('/orders/v1/orders/{orderId}', { params: { path: { orderId: '1' } } });
      const status: OrdersSchemas['Order']['status'] | undefined = data?.status;
      const code: string | undefined = error?.code;
      for await (const level of paged((cursor) => shop.inventory.GET('/inventory/v1/levels', { params: { query: { cursor } } }))) {
        const same: StockLevel = level; void same;
      }
      // @ts-expect-error an order has an id
      await shop.orders.POST('/orders/v1/orders', { body: { channel: 'web' } });
      // @ts-expect-error there is no such call
      await shop.orders.GET('/orders/v1/nothing');
      void [status, code];`;
    await writeFile(join(project, 'use.ts'), use);
    const tsc = [
      process.execPath,
      inRepository('node_modules/typescript/bin/tsc'),
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
    ];
    const types = ['--types', 'node', '--typeRoots', inRepository('node_modules/@types'), '--skipLibCheck'];
    const node = ['--module', 'nodenext', '--target', 'es2022', ...types, '--allowJs', '--checkJs'];
    const browser = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022'];
    const dom = ['--lib', 'es2022,dom,dom.iterable', '--skipDefaultLibCheck'];
    await succeed([...tsc, ...node, 'use.ts', 'main.js'], { cwd: project });
    await succeed([...tsc, ...browser, ...dom, 'use.ts'], { cwd: project });
  });

  it('works in a page of another origin, bundled by Vite, and sees what happened while it was cut off', async () => {
    const { storeId, sku } = await shelf(9);
    const network = await TcpProxy.open(shelfstream.port);
    const pages = join(folder, 'pages');
    await cp(join(project, 'node_modules'), join(pages, 'node_modules'), { recursive: true });
    await writeFile(
      join(pages, 'index.html'),
      '<p id="said"></p><script type="module" src="page.js"></script>',
    );
    await writeFile(
      join(pages, 'page.js'),
      `import { createShelfstream, unwrap } from '@shelfstream/client';
      const [baseUrl, locationId, sku] = location.hash.slice(1).split(',');
      const shop = createShelfstream({ baseUrl });
      const said = document.getElementById('said');
      const lines = [{ sku, locationId, quantity: 1 }];
      const body = { reference: 'cart-in-a-page', ttlSeconds: 600, lines };
      const held = await unwrap(shop.inventory.POST('/inventory/v1/reservations', { body }));
      for await (const level of shop.levelStream({ skus: [sku] })) said.textContent = held.status + ' ' + level.available;`,
    );
    const vite = inRepository('node_modules/vite/bin/vite.js');
    await succeed([process.execPath, vite, 'build', '--logLevel', 'error'], { cwd: pages });
    const where = ['--host', 'localhost', '--port', String(pagesPort), '--strictPort'];
    const server = ExampleProcess.start([vite, 'preview', ...where], pages);
    await server.says('Local');
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      await page.goto(`http://localhost:${pagesPort}/#${network.url},${storeId},${sku}`);
      await page.getByText('active 8').waitFor();
      await retailer.sell(storeId, sku, 2);
      await page.getByText('active 6').waitFor();
      network.cutAll();
      await retailer.sell(storeId, sku, 3);
      await page.getByText('active 3').waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await server.end();
      await network.close();
    }
  });

  const checkOut = async (options: Record<string, string>) => {
    const args = Object.entries({ url: shelfstream.url, ...options }).flatMap(([name, value]) => [
      `--${name}`,
      value,
    ]);
    const { status, stdout, stderr } = await run([process.execPath, 'main.js', ...args], { cwd: project });
    expect(stderr).toBe('');
    return { status, outcome: JSON.parse(stdout) as Record<string, unknown> };
  };
  const paid = async (checkout: string) =>
    (JSON.parse(await readFile(join(project, 'payments.json'), 'utf8')) as Record<string, unknown>)[checkout];

  it("carries a web shop's checkout to the pickup code, and does nothing twice when it is run again", async () => {
    const { storeId, sku } = await shelf(5);
    const checkout = uniqueId('checkout');
    const options = { store: storeId, sku, quantity: '2', price: '4.50', checkout };
    const first = await checkOut(options);
    expect(first).toEqual({
      status: 0,
      outcome: {
        status: 'ordered',
        orderId: checkout,
        storeId,
        pickupCode: expect.stringMatching(/^[0-9A-Z]{8}$/),
      },
    });
    expect(await checkOut(options)).toEqual(first);
    expect(await retailer.level(storeId, sku)).toMatchObject({ onHand: 5, reserved: 0, committed: 2 });
    expect(await paid(checkout)).toMatchObject({ status: 'captured', cents: 900 });
    const order = await retailer.orderIs(checkout, 'allocated');
    expect(order.lines).toMatchObject([{ sku, quantity: 2 }]);
  });

  it('frees the goods when they are not paid for, before or after the order is placed', async () => {
    const { storeId, sku } = await shelf(5);
    const declined = await checkOut({ store: storeId, sku, card: 'declined' });
    expect(declined).toEqual({ status: 1, outcome: { status: 'not_paid', reason: 'the card was declined' } });
    expect(await retailer.level(storeId, sku)).toMatchObject({ onHand: 5, available: 5 });

    const checkout = uniqueId('checkout');
    const withdrawn = await checkOut({ store: storeId, sku, card: 'expired-later', checkout });
    expect(withdrawn.outcome).toMatchObject({ status: 'cancelled' });
    expect(await paid(checkout)).toMatchObject({ status: 'voided' });
    await retailer.orderIs(checkout, 'cancelled');
    await retailer.levelIs(storeId, sku, { onHand: 5, committed: 0, reserved: 0, available: 5 });
  });

  it('says what is short', async () => {
    const { storeId, sku } = await shelf(3);
    const { outcome } = await checkOut({ store: storeId, sku, quantity: '4' });
    expect(outcome).toEqual({
      status: 'sold_out',
      short: [expect.objectContaining({ sku, locationId: storeId, requested: 4, available: 3 })],
    });
  });
});

describe('The webhook receiver', () => {
  const key = randomBytes(24);
  const secret = `whsec_${key.toString('base64')}`;
  let receiver: ExampleProcess | undefined;
  afterEach(() => receiver?.end());

  const open = async (journal: string, port: number) => {
    const main = inRepository('examples/webhook-receiver/main.js');
    const env = { WEBHOOK_SECRET: secret };
    receiver = ExampleProcess.start([main, '--port', String(port), '--journal', journal], folder, env);
    await receiver.says('Listening');
  };
  const events = async (journal: string) =>
    (await readFile(journal, 'utf8').catch(() => ''))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; type: string; data: Record<string, unknown> });
  const deliver = (port: number, id: string, body: string, { at = Date.now(), signedWith = key } = {}) => {
    const timestamp = String(Math.floor(at / 1_000));
    const signature = createHmac('sha256', signedWith).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    return fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body }).then(({ status }) => status);
  };

  it('keeps what Shelfstream tells, each event once, and nothing that is forged or old', async () => {
    const [port, journal] = [await freePort(), join(folder, 'events.ndjson')];
    await open(journal, port);
    const { storeId, sku } = await shelf(5);
    await retailer.ask('POST', '/notifications/v1/webhooks', {
      url: `http://127.0.0.1:${port}/`,
      eventTypes: ['inventory.sale-recorded.v1'],
      secret,
    });
    const saleId = await retailer.sell(storeId, sku, 1);
    const event = await eventually(async () => {
      const [first] = await events(journal);
      expect(first).toMatchObject({ type: 'inventory.sale-recorded.v1', data: { saleId } });
      return first as { id: string };
    }, PATIENCE);

    const body = JSON.stringify({
      type: 'orders.order-placed.v1',
      timestamp: new Date().toISOString(),
      data: {},
    });
    expect(await deliver(port, 'forged', body, { signedWith: randomBytes(24) })).toBe(401);
    expect(await deliver(port, 'played-again', body, { at: Date.now() - 600_000 })).toBe(401);
    expect(await deliver(port, event.id, body)).toBe(204);
    expect(await Promise.all([deliver(port, 'twice', body), deliver(port, 'twice', body)])).toEqual([
      204, 204,
    ]);
    expect((await events(journal)).map(({ id }) => id)).toEqual([event.id, 'twice']);

    await receiver?.end('SIGKILL');
    await writeFile(journal, `${await readFile(journal, 'utf8')}{"id":"half-writ`);
    await open(journal, port);
    expect(await deliver(port, 'twice', body)).toBe(204);
    expect(await deliver(port, 'half-written', body)).toBe(204);
    expect((await events(journal)).map(({ id }) => id)).toEqual([event.id, 'twice', 'half-written']);
  });
});
