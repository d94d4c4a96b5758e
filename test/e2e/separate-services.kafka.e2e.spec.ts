import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { Fulfillment, Order, StockLevel } from '#contracts';
import { eventually, ownKafka, testDatabase, type TestDatabase, uniqueId } from '#testing';
import { Mailbox } from './mailbox.js';
import { Retailer } from './retailer.js';
import { SERVICE_NAMES, ServiceProcess } from '../chaos/service-process.js';

jest.setTimeout(600_000);

const OPENING = 2_000;
/** Bounds the load on a slow machine, where the restarts take their time. */
const MOST_ORDERS = 150;
const MOST_SALES = 300;
const FINAL: readonly Order['status'][] = ['fulfilled', 'cancelled', 'unfillable'];

/** Keeps doing one thing until it is told to end; a service that is away is asked again, as any client would. */
class Diligent {
  private ended = false;
  private readonly working: Promise<void>;
  /** What it could not do for a reason other than that a service was away. */
  readonly failures: string[] = [];

  constructor(everyMs: number, work: () => Promise<void>) {
    this.working = (async () => {
      while (!this.ended) {
        await work().catch((error: Error) => {
          if (!/fetch failed|was answered 503/.test(error.message)) this.failures.push(error.message);
        });
        await pause(everyMs);
      }
    })();
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.working;
  }
}

describe('Four services, each stopped in turn while the shop is busy', () => {
  const services = new Map<string, ServiceProcess>();
  let database: TestDatabase;
  let kafka: Awaited<ReturnType<typeof ownKafka>>;
  let mailbox: Mailbox;
  let retailer: Retailer;

  beforeAll(async () => {
    [database, kafka, mailbox] = await Promise.all([testDatabase(), ownKafka(), Mailbox.open()]);
    const env = {
      DATABASE_URL: database.url,
      KAFKA_BROKERS: kafka.brokers.join(','),
      KAFKA_SESSION_TIMEOUT_MS: '6000',
      SMTP_URL: mailbox.url,
      PICKUP_CODE_SECRET: 'a secret that orders and notifications share',
      SEALING_SECRET: 'a secret that orders and returns share',
    };
    for (const name of SERVICE_NAMES) services.set(name, await ServiceProcess.start(name, env));
    retailer = new Retailer((service) => services.get(service)?.url ?? '');
  });
  afterAll(async () => {
    for (const service of services.values()) await service.stop();
    await mailbox?.close();
    await kafka?.stop();
    await database?.drop();
  });

  it('every order ends, every unit is accounted for, and no mail is sent twice', async () => {
    const skus = [await retailer.item(), await retailer.item()];
    const stores = [await retailer.store(1), await retailer.store(20), await retailer.store(50)];
    for (const store of stores) for (const sku of skus) await retailer.stock(store, sku, OPENING);
    for (const sku of skus) await retailer.ordersKnow(stores[0] as string, sku);
    const { customerId, email } = await retailer.contact('Ada');

    const placed: string[] = [];
    let soldAtTills = 0;
    const customer = new Diligent(150, async () => {
      if (placed.length === MOST_ORDERS) return;
      const sku = skus[placed.length % skus.length] as string;
      const order = retailer.order([{ lineId: '1', sku, quantity: 1 + (placed.length % 2) }], { customerId });
      await persist(() => retailer.ask('POST', '/orders/v1/orders', order));
      placed.push(order['orderId'] as string);
    });
    const till = new Diligent(200, async () => {
      if (soldAtTills === MOST_SALES) return;
      const sale = {
        saleId: uniqueId('sale'),
        locationId: stores[soldAtTills % stores.length],
        occurredAt: new Date().toISOString(),
        lines: [{ lineId: '1', sku: skus[soldAtTills % skus.length], quantity: 1 }],
      };
      await persist(() => retailer.ask('POST', '/inventory/v1/sales', { sales: [sale] }));
      soldAtTills += 1;
    });
    const associates = stores.map(
      (store) =>
        new Diligent(100, async () => {
          for (const status of ['open', 'accepted', 'picking', 'packed'] as const) {
            const path = `/orders/v1/fulfillments?locationId=${store}&status=${status}&limit=50`;
            const { items } = await retailer.ask<{ items: Fulfillment[] }>('GET', path);
            for (const work of items) await finish(work);
          }
        }),
    );

    for (const [round, name] of [...SERVICE_NAMES, ...SERVICE_NAMES].entries()) {
      const service = services.get(name);
      await pause(1_000);
      await service?.stop(round < SERVICE_NAMES.length ? 'SIGTERM' : 'SIGKILL');
      await pause(700);
      await service?.start();
    }
    await customer.end();
    await till.end();

    const orders = await eventually(
      async () => {
        const all = await Promise.all(placed.map((orderId) => retailer.orderOf(orderId)));
        const open = all.filter(({ status }) => !FINAL.includes(status));
        const stuck = open.map(({ orderId, status, timeline }) => ({
          orderId,
          status,
          last: timeline.at(-1),
        }));
        expect(stuck.slice(0, 3)).toEqual([]);
        return all;
      },
      { timeoutMs: 240_000, intervalMs: 500 },
    );
    for (const associate of associates) await associate.end();
    expect([customer, till, ...associates].flatMap(({ failures }) => failures)).toEqual([]);
    expect(placed.length).toBeGreaterThan(50);

    const fulfilled = sum(orders.flatMap(({ lines }) => lines.map((line) => line.fulfilled)));
    const levels = await eventually(async () => {
      const query = stores.map((store) => `locationId=${store}`).join('&');
      const { items } = await retailer.ask<{ items: StockLevel[] }>(
        'GET',
        `/inventory/v1/levels?${query}&limit=500`,
      );
      expect(sum(items.map(({ committed, reserved }) => committed + reserved))).toBe(0);
      return items;
    });
    expect(sum(levels.map(({ onHand }) => onHand))).toBe(OPENING * levels.length - soldAtTills - fulfilled);
    const { drift } = await retailer.ask<{ drift: unknown[] }>('GET', '/inventory/v1/reconciliation');
    expect(drift).toEqual([]);

    const shipped = sum(
      orders.map(({ fulfillments }) => fulfillments.filter((f) => f.status === 'shipped').length),
    );
    await eventually(
      () => {
        const told = mailbox
          .arrivedFor(email)
          .filter(({ subject }) => /shipped|on its way/i.test(subject ?? ''));
        expect(told.length).toBeGreaterThanOrEqual(shipped);
        const ids = told.map(({ messageId }) => messageId);
        expect(new Set(ids).size).toBe(shipped);
      },
      { timeoutMs: 60_000 },
    );
    for (const name of SERVICE_NAMES) {
      const letters = await retailer.ask<{ items: unknown[] }>('GET', `/${name}/v1/dead-letters`);
      expect(letters.items).toEqual([]);
    }
  });

  /** Does what is left to do of a fulfillment; a step that was done before the answer was lost is done. */
  async function finish(work: Fulfillment): Promise<void> {
    const steps: [string, object][] = [
      ['accept', {}],
      ['pick', {}],
      ['pack', {}],
      ['ship', { carrier: 'Parcel Post', trackingNumber: `PP-${work.fulfillmentId}` }],
    ];
    const done = { open: 0, accepted: 1, picking: 2, packed: 3 } as Record<string, number>;
    for (const [step, body] of steps.slice(done[work.status] ?? 0)) {
      const path = `/orders/v1/fulfillments/${work.fulfillmentId}/${step}`;
      const answer = await retailer.send('POST', path, body);
      // Its order was sourced again or cancelled meanwhile: somebody else's work now.
      if (answer.status === 409) return;
      if (answer.status >= 300)
        throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
  }

  async function persist(request: () => Promise<unknown>): Promise<void> {
    await eventually(request as () => Promise<void>, { timeoutMs: 60_000, intervalMs: 150 });
  }
});

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
