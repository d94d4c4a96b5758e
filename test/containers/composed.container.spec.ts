import { jest } from '@jest/globals';
import { eventually, uniqueId } from '#testing';
import { Retailer } from '../e2e/retailer.js';
import { Composed, SERVICES } from './composed.js';

jest.setTimeout(1_200_000);

const PATIENCE = { timeoutMs: 120_000, intervalMs: 500 };

describe('All of Shelfstream by docker compose', () => {
  let composed: Composed;
  let retailer: Retailer;
  let orderId: string;

  beforeAll(async () => {
    composed = await Composed.build();
    await composed.up();
    retailer = new Retailer(() => composed.url, composed.key);
  });
  afterAll(() => composed?.remove());

  it('asks every caller who they are', async () => {
    const stranger = new Retailer(() => composed.url);
    for (const path of ['/inventory/v1/levels', '/orders/v1/orders', '/notifications/v1/deliveries'])
      expect(await stranger.send('GET', path)).toMatchObject({ status: 401 });
    const page = await fetch(`${composed.url}/console/`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });

  it('takes an order to its handover in the store, and the mails about it arrive', async () => {
    const [store, sku] = [await retailer.store(1), await retailer.item()];
    await retailer.stock(store, sku, 5);
    await eventually(() => retailer.ordersKnow(store, sku), PATIENCE);
    const { customerId, email } = await retailer.contact('Ada');
    orderId = await retailer.place([{ lineId: '1', sku, quantity: 2 }], {
      ...{ method: 'pickup', pickupLocationId: store, customerId },
    });
    await eventually(() => retailer.orderIs(orderId, 'allocated'), PATIENCE);
    const work = await retailer.work(store, orderId);
    await retailer.prepare(work);
    await retailer.step(work, 'ready');
    // Before the handover: who has the goods is not told any more that they are ready.
    await eventually(async () => {
      const answer = await fetch(
        `${composed.mailUrl}/api/v1/search?query=${encodeURIComponent(`to:${email}`)}`,
      );
      const { messages } = (await answer.json()) as { messages: { Subject: string }[] };
      const subjects = messages.map(({ Subject }) => Subject).join('\n');
      expect(subjects).toMatch(/confirm/i);
      expect(subjects).toMatch(/ready/i);
    }, PATIENCE);
    expect((await retailer.handOver(work)).status).toBe('picked_up');
    await eventually(() => retailer.orderIs(orderId, 'fulfilled'), PATIENCE);
    await eventually(() => retailer.levelIs(store, sku, { onHand: 3, committed: 0 }), PATIENCE);
  });

  it('runs as an ordinary user, on a root that nobody can write, with no rights beyond, for this machine alone', async () => {
    for (const service of SERVICES) {
      const { Config, HostConfig } = await composed.inspect(service);
      expect([service, Config.User]).toEqual([service, '10001:10001']);
      expect(HostConfig).toMatchObject({
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges:true'],
      });
      expect(Config.Labels).toMatchObject({
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.title': 'Shelfstream',
      });
      const ports = Object.values(HostConfig.PortBindings ?? {}).flatMap((bound) => bound ?? []);
      expect(ports.filter(({ HostIp }) => HostIp !== '127.0.0.1')).toEqual([]);
      const tried = await composed.compose(
        ...['exec', '-T', service, 'sh', '-c'],
        'id -u; touch /app/x 2>&1; touch /tmp/x 2>&1; command -v npm curl || echo no tools',
      );
      expect(tried).toMatch(/^10001\n.*Read-only file system\n.*Read-only file system\nno tools\n$/);
    }
  });

  it('ends each process with 0 when it is stopped, and has everything when it is up again', async () => {
    await composed.compose('stop');
    for (const service of [...SERVICES, 'migrate']) {
      const { State } = await composed.inspect(service);
      expect([service, State.Status, State.ExitCode]).toEqual([service, 'exited', 0]);
    }
    await composed.compose('down');
    await composed.up();
    expect(await retailer.orderOf(orderId)).toMatchObject({ status: 'fulfilled' });
    const [store, sku] = [await retailer.store(2), await retailer.item()];
    await retailer.stock(store, sku, 1);
    const later = await retailer.place([{ lineId: '1', sku, quantity: 1 }], {
      customerId: uniqueId('customer'),
    });
    await eventually(() => retailer.orderIs(later, 'allocated'), PATIENCE);
    expect(await composed.compose('run', '--rm', '--no-deps', '-T', 'migrate')).toContain(
      'orders: up to date',
    );
  });
});
