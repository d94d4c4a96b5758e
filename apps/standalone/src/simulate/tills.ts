import type { InventorySchemas } from '#client';
import { ask, type Errand, pause } from './errand.js';
import type { Random } from './random.js';
import type { Demand } from './retailer.js';

export type Sale = InventorySchemas['Sale'];

/** Takes sales as tills send them: by HTTP, or onto Kafka. */
export type SendSales = (sales: Sale[]) => Promise<void>;

const TICK_MS = 100;
/** A server that cannot keep up is not buried: sales wait, and are sent later than they were made. */
const MOST_UNDER_WAY = 8;
const AT_ONCE = 500;
/** Receipts from which something may come back to the till. */
const REMEMBERED = 500;

/** Tills that sell, so many receipts per second on average, and now and then take something back. */
export class Tills {
  private readonly recent: Sale[] = [];
  private made = 0;

  constructor(
    private readonly errand: Errand,
    private readonly demand: Demand,
    private readonly send: SendSales,
    private readonly random: Random,
  ) {}

  async keepSelling(salesPerSecond: number): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const waiting: Sale[] = [];
    let failure: Error | undefined;
    let last = performance.now();
    try {
      for (;;) {
        await pause(TICK_MS, this.errand.signal);
        if (failure !== undefined) throw failure;
        const now = performance.now();
        const due =
          waiting.length < 10 * AT_ONCE ? this.random.poisson((salesPerSecond * (now - last)) / 1_000) : 0;
        last = now;
        for (let n = 0; n < due; n += 1) waiting.push(this.sale());
        while (waiting.length > 0 && underWay.size < MOST_UNDER_WAY) {
          const sales = waiting.splice(0, AT_ONCE);
          const sending = this.deliver(sales)
            .catch((error: Error) => (failure = error))
            .then(() => void underWay.delete(sending));
          underWay.add(sending);
        }
      }
    } finally {
      await Promise.all(underWay);
    }
  }

  private async deliver(sales: Sale[]): Promise<void> {
    const { tally } = this.errand;
    const started = performance.now();
    await this.send(sales);
    tally.took('sales', performance.now() - started);
    tally.add('sales', sales.length);
    tally.add(
      'saleLines',
      sales.reduce((sum, { lines }) => sum + lines.length, 0),
    );
  }

  private sale(): Sale {
    const store = this.demand.store(this.random);
    const head = {
      saleId: `${this.errand.run}-${(this.made += 1)}`,
      registerId: String(1 + this.random.below(6)),
      occurredAt: new Date().toISOString(),
      currency: 'USD',
    };
    const before = this.random.chance(0.01) ? this.recent[this.random.below(this.recent.length)] : undefined;
    const bought = before?.lines[0];
    if (before !== undefined && bought !== undefined && bought.quantity > 0) {
      const { sku, unitPrice, lineId } = bought;
      const back = {
        lineId: '1',
        sku,
        unitPrice,
        quantity: -1,
        originalSaleId: before.saleId,
        originalLineId: lineId,
      };
      return { ...head, locationId: before.locationId, lines: [back] };
    }
    const lines = this.demand.basket(this.random, { more: 0.6, most: 15 });
    const sale = {
      ...head,
      locationId: store.locationId,
      lines: lines.map((line, index) => ({ lineId: String(index + 1), ...line })),
    };
    this.recent[this.made % REMEMBERED] = sale;
    return sale;
  }
}

/** Tills on HTTP. */
export const sendByHttp =
  (errand: Errand): SendSales =>
  async (sales) => {
    const result = await ask(errand, errand.shop.inventory.POST('/inventory/v1/sales', { body: { sales } }));
    for (const { code } of result?.rejected ?? []) errand.tally.refused(code);
  };
