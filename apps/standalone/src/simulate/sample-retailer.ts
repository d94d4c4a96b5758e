import { createShelfstream, type InventorySchemas, paged } from '#client';
import { Customers, type Wish } from './customers.js';
import { ask, type Errand, pause } from './errand.js';
import { followOrder } from './order-journey.js';
import { Random } from './random.js';
import type { Place } from './retailer.js';
import { returnsDesk } from './returns.js';
import type { Receipt } from './sample-week.js';
import { allUntilOver } from './simulation.js';
import { keepDoingTasks } from './store-routine.js';
import { Tally } from './tally.js';

/** How fast the sample lives. */
export interface Pace {
  /** Between two receipts on average, in milliseconds. */
  readonly receiptMs: number;
  readonly ordersPerMinute: number;
}

const PREFIX = 'live-';
const WEEK_MS = 7 * 86_400_000;
const STEP_MS = 12_000;
const DELIVER_EVERY_MS = 300_000;
const AT_ONCE = 1_000;
/** While somebody who has just started it may be looking. */
const LIVELY_MS = 1_800_000;
const LIVELY: Pace = { receiptMs: 4_000, ordersPerMinute: 3 };
/** Left running for days: the pace at which the receipts were given in truth, for each stays in the ledger for good. */
const asItWas = (week: readonly Receipt[]): Pace => ({
  receiptMs: WEEK_MS / week.length,
  ordersPerMinute: 0.05,
});

export interface SampleRetailerOptions {
  readonly url: string;
  readonly token: string;
  /** The receipts of the week. */
  readonly week: readonly Receipt[];
  readonly signal: AbortSignal;
}

/**
 * The sample retailer goes on living: its real receipts are given again, beginning where in the week we are, at a gentle pace;
 * some of what stands on them is ordered on the web, prepared, collected or sent, and some of that comes back. What was sold is
 * delivered again, so that stock stays what it is over days. Its ids begin with `live-`: orders of others are left to them.
 */
export async function runSampleRetailer({
  url,
  token,
  week,
  signal: stop,
}: SampleRetailerOptions): Promise<void> {
  const ending = new AbortController();
  const end = () => ending.abort();
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  const errand: Errand = {
    shop: createShelfstream({ baseUrl: url, token, retry: { patienceMs: 5_000 } }),
    tally: new Tally(),
    signal: ending.signal,
    run: `${PREFIX}${Date.now().toString(36)}`,
  };
  const started = performance.now();
  const pace = () => (performance.now() - started < LIVELY_MS ? LIVELY : asItWas(week));
  const random = new Random(Date.now());
  const supplies = new Supplies(errand);
  const places = await placesOf(errand);
  const receipts = new Replay(week, places);
  const anyPlace = (draw: Random): Place => draw.pick([...places.values()]);
  const returnGoods = returnsDesk(errand, anyPlace, {
    waitMs: 60_000,
    unitsBack: (locationId, sku, quantity) => supplies.need(locationId, sku, -quantity),
  });
  const unitsLeft = (locationId: string, lines: readonly { sku: string; quantity: number }[]) => {
    for (const { sku, quantity } of lines) supplies.need(locationId, sku, quantity);
  };
  const customers = new Customers(
    errand,
    (draw) => receipts.wish(draw),
    followOrder(errand, { stepMs: STEP_MS, returnGoods, unitsLeft }),
    random.fork('customers'),
  );
  try {
    await allUntilOver(
      [
        () => giveReceipts(errand, receipts, supplies, random.fork('tills'), pace),
        () => customers.keepOrdering(() => pace().ordersPerMinute, PREFIX),
        () => keepDoingTasks(errand, PREFIX, 15_000),
        () => supplies.keepDelivering(),
      ],
      end,
    );
  } finally {
    stop.removeEventListener('abort', end);
    await supplies.deliver();
  }
}

/** The stores that there are, by id. */
async function placesOf({ shop }: Errand): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const all = paged((cursor) =>
    shop.inventory.GET('/inventory/v1/locations', { params: { query: { limit: 500, cursor } } }),
  );
  for await (const { locationId, kind, latitude, longitude } of all) {
    if (kind !== 'store' || latitude === null || longitude === null) continue;
    places.set(locationId, { locationId, latitude, longitude });
  }
  return places;
}

/** The receipts of the week, over and over, from the present moment of the week on. */
class Replay {
  private next: number;

  constructor(
    private readonly week: readonly Receipt[],
    private readonly places: ReadonlyMap<string, Place>,
  ) {
    // The epoch was a Thursday, and the sample's week begins on a Sunday.
    const passed = (Date.now() + 4 * 86_400_000) % WEEK_MS;
    this.next = Math.floor((passed / WEEK_MS) * week.length);
  }

  take(): Receipt {
    const receipt = this.week[this.next % this.week.length] as Receipt;
    this.next += 1;
    return receipt;
  }

  /** What somebody bought in a store some day of the week, ordered on the web instead: one or two things of it. */
  wish(random: Random): Wish {
    for (;;) {
      const { locationId, lines } = random.pick(this.week);
      const near = this.places.get(locationId);
      const wanted = lines.filter(({ quantity }) => quantity <= 3).slice(0, 1 + random.below(2));
      if (near === undefined || wanted.length === 0) continue;
      const unique = new Map(
        wanted.map(({ sku, quantity, amount }) => [
          sku,
          { sku, quantity: 1, unitPrice: (Number(amount) / quantity).toFixed(2) },
        ]),
      );
      return { near, lines: [...unique.values()] };
    }
  }
}

async function giveReceipts(
  errand: Errand,
  receipts: Replay,
  supplies: Supplies,
  random: Random,
  pace: () => Pace,
): Promise<void> {
  for (let n = 1; ; n += 1) {
    await pause(random.exponential(pace().receiptMs), errand.signal);
    const { locationId, customerId, lines } = receipts.take();
    const sale: InventorySchemas['Sale'] = {
      saleId: `${errand.run}-${n}`,
      locationId,
      customerId,
      registerId: String(1 + random.below(6)),
      occurredAt: new Date().toISOString(),
      currency: 'USD',
      lines: lines.map((line, index) => ({ lineId: String(index + 1), ...line })),
    };
    const call = errand.shop.inventory.POST('/inventory/v1/sales', { body: { sales: [sale] } });
    if ((await ask(errand, call)) === undefined) continue;
    for (const { sku, quantity } of lines) supplies.need(locationId, sku, quantity);
  }
}

/** What has left the shelves and is to be brought again. */
class Supplies {
  private needed = new Map<string, { locationId: string; sku: string; quantity: number }>();
  private delivered = 0;

  constructor(private readonly errand: Errand) {}

  need(locationId: string, sku: string, quantity: number): void {
    const key = JSON.stringify([locationId, sku]);
    const before = this.needed.get(key)?.quantity ?? 0;
    this.needed.set(key, { locationId, sku, quantity: before + quantity });
  }

  async keepDelivering(): Promise<void> {
    for (;;) {
      await pause(DELIVER_EVERY_MS, this.errand.signal);
      await this.deliver();
    }
  }

  async deliver(): Promise<void> {
    const due = [...this.needed.values()].filter(({ quantity }) => quantity > 0);
    for (const { locationId, sku } of due) this.needed.delete(JSON.stringify([locationId, sku]));
    const occurredAt = new Date().toISOString();
    for (let at = 0; at < due.length; at += AT_ONCE) {
      const movements = due.slice(at, at + AT_ONCE).map((line) => ({
        ...line,
        movementId: `${this.errand.run}-receipt-${(this.delivered += 1)}`,
        type: 'receipt' as const,
        occurredAt,
        reason: 'delivery of the sample',
      }));
      await ask(
        this.errand,
        this.errand.shop.inventory.POST('/inventory/v1/movements', { body: { movements } }),
      );
    }
  }
}
