import { createShelfstream } from '#client';
import { Customers } from './customers.js';
import { Deliveries, type Targets } from './deliveries.js';
import { type Errand, Over } from './errand.js';
import { kafkaTills } from './kafka-tills.js';
import { followOrder } from './order-journey.js';
import { Random } from './random.js';
import { Demand, imagineRetailer, type Retailer, type Store } from './retailer.js';
import { returnsDesk } from './returns.js';
import { setUpRetailer } from './set-up.js';
import { keepCounting, keepDoingTasks } from './store-routine.js';
import { Tally } from './tally.js';
import { sendByHttp, Tills } from './tills.js';
import type { View } from './view.js';

export interface SimulationOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly stores: number;
  readonly skus: number;
  readonly salesPerSecond: number;
  readonly ordersPerMinute: number;
  readonly seed: number;
  /** In milliseconds from the first sale on; without end unless given. */
  readonly durationMs?: number | undefined;
  /** Tills publish here, instead of posting. */
  readonly brokers?: readonly string[] | undefined;
}

const PREFIX = 'sim-';
const STEP_MS = 3_000;
const ROUND_MS = 60_000;
const LINES_PER_SALE = 2.5;
const SHELF_HOURS = 0.25;
const WAREHOUSE_UNITS = 200;

/**
 * A living retailer on a running Shelfstream, through the client alone: tills, web customers, associates, lorries, a returns desk
 * and a payment system, at the rates asked for, until the signal or the end of its time. Everything it makes has ids that
 * begin with `sim-`; what else is there stays as it is.
 */
export async function simulate(options: SimulationOptions, view: View, stop: AbortSignal): Promise<Tally> {
  const ending = new AbortController();
  const end = () => ending.abort();
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  const tally = new Tally();
  const errand: Errand = {
    shop: createShelfstream({
      baseUrl: options.url,
      token: options.token,
      retry: { patienceMs: 10_000, onRetry: () => tally.add('retries') },
    }),
    tally,
    signal: ending.signal,
    run: `${PREFIX}${Date.now().toString(36)}`,
  };
  const random = new Random(options.seed);
  const retailer = imagineRetailer(options.stores, options.skus, random.fork('retailer'));
  const kafka = options.brokers && kafkaTills(options.brokers);
  let timer: NodeJS.Timeout | undefined;
  try {
    view.say('Opening the stores.');
    await setUpRetailer(errand, retailer);
    const parts = partsOf(errand, retailer, options, kafka?.send ?? sendByHttp(errand), random);
    await parts.open((done, of) => view.say(`Filling the shelves: ${done} of ${of} places.`));
    tally.begin();
    view.begin(tally);
    if (options.durationMs !== undefined) timer = setTimeout(end, options.durationMs);
    await allUntilOver(parts.routines, end);
  } finally {
    clearTimeout(timer);
    view.end();
    stop.removeEventListener('abort', end);
    await kafka?.close();
  }
  return tally;
}

/** Runs side by side what ends only with the simulation; when one fails, the others are ended, too, and it is thrown. */
export async function allUntilOver(
  routines: readonly (() => Promise<void>)[],
  end: () => void,
): Promise<void> {
  const outcomes = await Promise.allSettled(
    routines.map((routine) =>
      routine().catch((error: unknown) => {
        end();
        throw error;
      }),
    ),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof Over)) throw outcome.reason;
  }
}

function partsOf(
  errand: Errand,
  retailer: Retailer,
  { salesPerSecond, ordersPerMinute }: SimulationOptions,
  send: ConstructorParameters<typeof Tills>[2],
  random: Random,
) {
  const demand = new Demand(retailer);
  const linesPerSecond = salesPerSecond * LINES_PER_SALE + ordersPerMinute / 30;
  const deliveries = new Deliveries(
    errand,
    retailer,
    (place) => targets(demand, retailer, place, linesPerSecond),
    random.fork('deliveries'),
  );
  const tills = new Tills(errand, demand, send, random.fork('tills'));
  const anyStore = (draw: Random): Store => demand.store(draw);
  const returnGoods = returnsDesk(errand, anyStore, { waitMs: 5_000 });
  const customers = new Customers(
    errand,
    (draw) => ({ near: demand.store(draw), lines: demand.basket(draw, { more: 0.4, most: 5 }) }),
    followOrder(errand, { stepMs: STEP_MS, returnGoods }),
    random.fork('customers'),
  );
  return {
    open: (visited: (done: number, of: number) => void) => deliveries.open(visited),
    routines: [
      () => deliveries.keepRunning(ROUND_MS),
      () => tills.keepSelling(salesPerSecond),
      () => customers.keepOrdering(() => ordersPerMinute, PREFIX),
      () => keepDoingTasks(errand, PREFIX, 10_000),
      () => keepCounting(errand, anyStore, random.fork('counts'), 15_000),
    ],
  };
}

/** What a quarter of an hour sells, and a few. */
function targets(demand: Demand, retailer: Retailer, place: Store, linesPerSecond: number): Targets {
  if (place === retailer.warehouse)
    return new Map(retailer.products.map(({ sku }) => [sku, WAREHOUSE_UNITS]));
  const perHour = demand.perHour(place, linesPerSecond);
  return new Map([...perHour].map(([sku, units]) => [sku, 6 + Math.ceil(units * SHELF_HOURS)]));
}
