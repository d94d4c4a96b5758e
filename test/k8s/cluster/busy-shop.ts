import { setTimeout as pause } from 'node:timers/promises';
import type { Fulfillment, Movement, Order, StockLevel } from '#contracts';
import { eventually, uniqueId } from '#testing';
import type { Retailer } from '../../e2e/retailer.js';

const OPENING = 100_000;
const FINAL: readonly Order['status'][] = ['fulfilled', 'cancelled', 'unfillable'];
const LEFT_TO_DO: Readonly<Record<string, number>> = { open: 0, accepted: 1, picking: 2, packed: 3 };

/** What went wrong on the way, and how often: each request is made again until it is acknowledged. */
export type Troubles = ReadonlyMap<string, number>;

/**
 * A shop that is open while the cluster is being worked on: customers order, tills sell, associates pack. Whoever gets no
 * answer asks again under the same id, as any client would.
 */
export class BusyShop {
  readonly orders: string[] = [];
  readonly sales: { saleId: string; locationId: string; sku: string }[] = [];
  private troubles = new Map<string, number>();
  /** Answers that no client should ever get. */
  readonly failures: string[] = [];
  private open = true;
  private ended = false;
  private readonly working: Promise<void>[] = [];

  private constructor(
    private readonly retailer: Retailer,
    private readonly skus: readonly string[],
    private readonly stores: readonly string[],
    private readonly customerId: string,
    readonly email: string,
  ) {}

  static async open(retailer: Retailer): Promise<BusyShop> {
    const skus = [await retailer.item(), await retailer.item()];
    const stores = [await retailer.store(1), await retailer.store(20), await retailer.store(50)];
    for (const store of stores) for (const sku of skus) await retailer.stock(store, sku, OPENING);
    for (const sku of skus) await retailer.ordersKnow(stores[0] as string, sku);
    const { customerId, email } = await retailer.contact('Ada');
    const shop = new BusyShop(retailer, skus, stores, customerId, email);
    shop.repeat(100, () => shop.order());
    for (let till = 0; till < 4; till++) shop.repeat(50, () => shop.sell(till));
    for (const store of stores) shop.repeat(200, () => shop.pack(store));
    return shop;
  }

  /** The troubles since the last time this was asked. */
  takeTroubles(): Troubles {
    const { troubles } = this;
    this.troubles = new Map();
    return troubles;
  }

  /** No more customers; waits until every order has ended. */
  async close(): Promise<Order[]> {
    this.open = false;
    return eventually(
      async () => {
        const all: Order[] = [];
        for (const orderId of this.orders) all.push(await this.retailer.orderOf(orderId));
        const open = all.filter(({ status }) => !FINAL.includes(status));
        expect(
          open.slice(0, 3).map(({ orderId, status, timeline }) => [orderId, status, timeline.at(-1)]),
        ).toEqual([]);
        return all;
      },
      { timeoutMs: 300_000, intervalMs: 1_000 },
    );
  }

  /** Sends everybody home, whatever is left to do. */
  async end(): Promise<void> {
    this.open = false;
    this.ended = true;
    await Promise.all(this.working);
  }

  /** What the levels of the shop's stores say. */
  async levels(): Promise<StockLevel[]> {
    const query = this.stores.map((store) => `locationId=${store}`).join('&');
    return (
      await this.retailer.ask<{ items: StockLevel[] }>('GET', `/inventory/v1/levels?${query}&limit=500`)
    ).items;
  }

  get opened(): number {
    return OPENING * this.skus.length * this.stores.length;
  }

  /** Every sale in the ledger of the shop's stores, as often as it stands there. */
  async ledgerOfSales(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    const query = this.stores.map((store) => `locationId=${store}`).join('&');
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/inventory/v1/movements?${query}&limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { items: Movement[]; nextCursor: string | null } = await this.retailer.ask('GET', path);
      for (const { type, movementId } of page.items)
        if (type === 'sale') found.set(movementId, (found.get(movementId) ?? 0) + 1);
      cursor = page.nextCursor;
    }
    return found;
  }

  private repeat(everyMs: number, work: () => Promise<void>): void {
    this.working.push(
      (async () => {
        while (!this.ended) {
          await work().catch((error: Error) => this.failures.push(error.message));
          await pause(everyMs);
        }
      })(),
    );
  }

  private async order(): Promise<void> {
    if (!this.open) return;
    const sku = this.skus[this.orders.length % this.skus.length] as string;
    const lines = [{ lineId: '1', sku, quantity: 1 + (this.orders.length % 2) }];
    const order = this.retailer.order(lines, { customerId: this.customerId });
    await this.insist('POST', '/orders/v1/orders', order);
    this.orders.push(order['orderId'] as string);
  }

  private async sell(till: number): Promise<void> {
    if (!this.open) return;
    const locationId = this.stores[till % this.stores.length] as string;
    const sku = this.skus[till % this.skus.length] as string;
    const saleId = uniqueId('sale');
    const sale = {
      saleId,
      locationId,
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku, quantity: 1 }],
    };
    const result = await this.insist('POST', '/inventory/v1/sales', { sales: [sale] });
    expect(result).toMatchObject({ rejected: [] });
    this.sales.push({ saleId, locationId, sku });
  }

  private async pack(store: string): Promise<void> {
    for (const status of ['open', 'accepted', 'picking', 'packed']) {
      const path = `/orders/v1/fulfillments?locationId=${store}&status=${status}&limit=50`;
      const { items } = await this.insist<{ items: Fulfillment[] }>('GET', path);
      for (const work of items) await this.finish(work);
    }
  }

  /** Does what is left to do of a fulfillment; a step whose answer was lost is done. */
  private async finish({ fulfillmentId, status }: Fulfillment): Promise<void> {
    const steps: [string, object][] = [
      ['accept', {}],
      ['pick', {}],
      ['pack', {}],
      ['ship', { carrier: 'Parcel Post', trackingNumber: `PP-${fulfillmentId}` }],
    ];
    for (const [step, body] of steps.slice(LEFT_TO_DO[status] ?? 0)) {
      const path = `/orders/v1/fulfillments/${fulfillmentId}/${step}`;
      if ((await this.insist('POST', path, body, [409])) === undefined) return;
    }
  }

  /** Asks until it is answered with a success, or with one of those that are answers too (then undefined). */
  private async insist<T = object>(
    method: string,
    path: string,
    body?: object,
    also: number[] = [],
  ): Promise<T> {
    for (const deadline = Date.now() + 240_000; ; await pause(200)) {
      const answer = await this.retailer
        .send<T>(method, path, body)
        .catch((error: Error) => ({ status: 0, body: error.message }));
      if (answer.status >= 200 && answer.status < 300) return answer.body as T;
      if (also.includes(answer.status)) return undefined as T;
      const code = (answer.body as { code?: string }).code ?? String(answer.body);
      const trouble = `${answer.status} ${code}`;
      this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + 1);
      const passing = answer.status === 0 || answer.status >= 500;
      if (!passing || this.ended || Date.now() > deadline)
        throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
  }
}
