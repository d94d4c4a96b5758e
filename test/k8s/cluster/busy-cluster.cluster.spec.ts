import type { Order } from '#contracts';
import { eventually } from '#testing';
import { setTimeout as pause } from 'node:timers/promises';
import { Retailer } from '../../e2e/retailer.js';
import { BusyShop, type Troubles } from './busy-shop.js';
import { Gateway } from './gateway.js';
import { imageOf, Installation, SERVICE_NAMES } from './installation.js';
import { hasStarted, isReady, kubectl } from './kubectl.js';
import { Outage } from './outage.js';
import { say } from './progress.js';
import { Upgrade } from './upgrade.js';
import { Usage } from './usage.js';

/** A little more than it takes a pod that was told to go to be gone. */
const SETTLED_MS = 8_000;

describe('Shelfstream on a Kubernetes cluster', () => {
  let installation: Installation;
  let gateway: Gateway;
  let retailer: Retailer;

  beforeAll(async () => {
    installation = await Installation.prepare();
    say(`namespace ${installation.namespace} on ${(await kubectl('config', 'current-context')).trim()}`);
  });
  afterAll(async () => {
    await gateway?.close();
    if (process.env['KEEP_NAMESPACE'] === undefined) await installation?.remove();
    else say(`kept: kubectl delete namespace ${installation?.namespace}`);
  });

  it('waits, alive but not ready, until the migration job has run', async () => {
    await installation.install({ migrate: false });
    await installation.available('statefulset/shelfstream-postgres', 'statefulset/shelfstream-kafka');
    say('PostgreSQL and Kafka are there; the migration job is held back');
    for (const name of SERVICE_NAMES) {
      const reasons = await eventually(
        async () => {
          const pods = await installation.pods(name);
          expect(pods).toHaveLength(2);
          expect(pods.every(hasStarted)).toBe(true);
          expect(pods.some(isReady)).toBe(false);
          return Promise.all(pods.map((pod) => installation.waitsFor(pod)));
        },
        { timeoutMs: 240_000, intervalMs: 2_000 },
      );
      for (const reason of reasons) expect(reason).toMatch(/migration/i);
      say(
        `${name}: alive, not ready, and says so: ${/[^"]*missing in schema[^":,]*/i.exec(reasons[0] ?? '')?.[0]}`,
      );
    }
    await installation.endpointsAre(0, 10_000);

    const waiting = await Promise.all(SERVICE_NAMES.map((name) => installation.pods(name)));
    expect(waiting.flat().map(({ status }) => status.containerStatuses?.[0]?.restartCount)).toEqual(
      Array.from({ length: 8 }, () => 0),
    );
    await installation.kubectl('patch', 'job', 'shelfstream-migrate-dev', '-p', '{"spec":{"suspend":false}}');
    await installation.completed();
    say('nothing was restarted while it waited; the migration job has run');
    await installation.servicesAvailable();
    await installation.endpointsAre(2, 60_000);
    say('all services are ready');
  });

  it('takes an order to collect from its placing to its handover', async () => {
    gateway = await Gateway.open(installation.namespace, imageOf('migrate'));
    retailer = new Retailer(() => gateway.url, installation.key);
    const sku = await retailer.item();
    const store = await retailer.store(1);
    await retailer.stock(store, sku, 5);
    await retailer.ordersKnow(store, sku);
    const { customerId, email } = await retailer.contact('Ada');
    const lines = [{ lineId: '1', sku, quantity: 2 }];
    const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store, customerId });
    await retailer.orderIs(orderId, 'allocated');
    const work = await retailer.work(store, orderId);
    await retailer.prepare(work);
    await retailer.step(work, 'ready');
    const mails = await eventually(
      async () => {
        const found = await mailsTo(email);
        expect(found.some((subject) => /ready/i.test(subject))).toBe(true);
        return found;
      },
      { timeoutMs: 60_000, intervalMs: 500 },
    );
    const { code } = await retailer.ask<{ code: string }>('GET', `/orders/v1/orders/${orderId}/pickup-code`);
    await retailer.step(work, 'handover', { pickupCode: code, collectedBy: 'Ada' });
    await retailer.orderIs(orderId, 'fulfilled');
    await retailer.levelIs(store, sku, { onHand: 3, committed: 0, available: 3 });
    say(`${orderId} was collected; its customer was told: ${mails.join(' · ')}`);
  });

  it('loses and doubles nothing while every service is rolled, and its pods are killed, under load', async () => {
    const quiet = new Usage(installation.namespace);
    await quiet.look();
    for (const line of quiet.lines()) say(`idle: ${line}`);
    const shop = await BusyShop.open(retailer);
    try {
      await disturb(shop);
      const orders = await shop.close();
      expect(shop.failures).toEqual([]);
      await reconciled(shop, orders);
    } finally {
      await shop.end();
    }
  });

  it('rolls to a version with another migration only when that migration is there, and sells meanwhile', async () => {
    const upgrade = await Upgrade.begin(installation, 'orders');
    const pods = await upgrade.newPods();
    const reasons = await Promise.all(pods.map((pod) => installation.waitsFor(pod)));
    expect(reasons).toEqual([expect.stringMatching(/NextVersion9000000000000 is missing/)]);
    expect(await installation.endpoints('orders')).toBe(2);
    say('orders: the new version waits for its migration; both old pods still serve');
    const sku = await retailer.item();
    const store = await retailer.store(1);
    await retailer.stock(store, sku, 5);
    await retailer.ordersKnow(store, sku);
    const orderId = await retailer.place([{ lineId: '1', sku, quantity: 1 }], {
      method: 'pickup',
      pickupLocationId: store,
    });
    await retailer.orderIs(orderId, 'allocated');
    await upgrade.migrate();
    await installation.available('deployment/shelfstream-orders');
    say('orders: its job has run, and the new version has taken over');
    await retailer.collect(store, orderId);
    await retailer.orderIs(orderId, 'fulfilled');
  });

  it.each([
    ['kafka', /messages/],
    ['postgres', /database/],
  ] as const)('is not ready while %s is away, says so, and recovers by itself', async (server, reason) => {
    const before = await Promise.all(SERVICE_NAMES.map((name) => installation.pods(name)));
    const outage = await Outage.begin(installation, server);
    say(`${server} is away`);
    await installation.endpointsAre(0, 120_000);
    for (const name of SERVICE_NAMES) {
      const [pod] = await installation.pods(name);
      expect(await installation.waitsFor(pod!)).toMatch(reason);
    }
    say('no service may be sent requests, and each says what it waits for');
    await outage.end();
    say(`${server} is back`);
    await installation.endpointsAre(2, 180_000);
    const after = await Promise.all(SERVICE_NAMES.map((name) => installation.pods(name)));
    const lives = (pods: typeof before) =>
      pods.flat().map(({ metadata, status }) => [metadata.name, status.containerStatuses?.[0]?.restartCount]);
    expect(lives(after)).toEqual(lives(before));
    say('every service is ready again, and none was restarted');

    const sku = await retailer.item();
    const store = await retailer.store(1);
    await retailer.stock(store, sku, 2);
    await retailer.ordersKnow(store, sku);
    const lines = [{ lineId: '1', sku, quantity: 1 }];
    const orderId = await retailer.place(lines, { method: 'pickup', pickupLocationId: store });
    await retailer.collect(store, orderId);
    await retailer.orderIs(orderId, 'fulfilled');
    say(`${orderId} was placed and collected since`);
  });

  /** Rolls every service, then kills a pod of each. A rolling update is to be noticed by nobody. */
  async function disturb(shop: BusyShop): Promise<void> {
    const loaded = new Usage(installation.namespace);
    await pause(5_000);
    for (const name of SERVICE_NAMES) {
      shop.takeTroubles();
      await installation.kubectl('rollout', 'restart', `deployment/shelfstream-${name}`);
      await installation.available(`deployment/shelfstream-${name}`);
      await pause(SETTLED_MS);
      await loaded.look();
      const troubles = shop.takeTroubles();
      say(`${name}: rolled; ${counted(shop)}; requests made again: ${told(troubles)}`);
      expect([name, [...troubles]]).toEqual([name, []]);
    }
    for (const name of SERVICE_NAMES) {
      const [victim] = await installation.pods(name);
      const pod = victim?.metadata.name ?? '';
      await installation.kubectl('delete', 'pod', pod, '--grace-period=0', '--force', '--wait=false');
      await installation.available(`deployment/shelfstream-${name}`);
      await pause(SETTLED_MS);
      await loaded.look();
      say(`${name}: a pod was killed; ${counted(shop)}; requests made again: ${told(shop.takeTroubles())}`);
    }
    for (const line of loaded.lines()) say(`under load: ${line}`);
  }

  /** Orders, levels and ledger tell the same story, and it is the one that the shop's clients were told. */
  async function reconciled(shop: BusyShop, orders: readonly Order[]): Promise<void> {
    const fulfilled = sum(orders.flatMap(({ lines }) => lines.map((line) => line.fulfilled)));
    const levels = await eventually(
      async () => {
        const all = await shop.levels();
        expect(sum(all.map(({ committed, reserved }) => committed + reserved))).toBe(0);
        return all;
      },
      { timeoutMs: 60_000, intervalMs: 500 },
    );
    expect(sum(levels.map(({ onHand }) => onHand))).toBe(shop.opened - shop.sales.length - fulfilled);

    const ledger = await shop.ledgerOfSales();
    const acknowledged = shop.sales.map(({ saleId, locationId }) => `sale/${locationId}/${saleId}/1`);
    expect(acknowledged.filter((id) => ledger.get(id) !== 1)).toEqual([]);
    expect(ledger.size).toBe(acknowledged.length);
    // As it does every night: its job fails when they do not agree.
    await installation.kubectl('create', 'job', 'reconcile', '--from=cronjob/shelfstream-reconcile');
    await installation.completed('job/reconcile');
    const verdict = (await installation.kubectl('logs', 'job/reconcile')).trim();
    for (const name of SERVICE_NAMES) {
      const letters = await retailer.ask<{ items: unknown[] }>('GET', `/${name}/v1/dead-letters`);
      expect(letters.items).toEqual([]);
    }
    say(
      `${shop.sales.length} acknowledged sales stand in the ledger once each; ${orders.length} orders have ended, ` +
        `${fulfilled} units went out; no dead letter. The nightly job: ${verdict}`,
    );
  }

  async function mailsTo(email: string): Promise<string[]> {
    const { messages } = await retailer.ask<{ messages: { Subject: string; To: { Address: string }[] }[] }>(
      'GET',
      '/api/v1/messages?limit=500',
    );
    return messages
      .filter(({ To }) => To.some(({ Address }) => Address === email))
      .map(({ Subject }) => Subject);
  }
});

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
const counted = (shop: BusyShop): string =>
  `${shop.sales.length} sales and ${shop.orders.length} orders so far`;
const told = (troubles: Troubles): string =>
  troubles.size === 0 ? 'none' : [...troubles].map(([trouble, count]) => `${count} × ${trouble}`).join(', ');
