import type { Sale } from '#contracts';
import type { DataSource } from 'typeorm';
import { preparePlainIngest } from '../beside/plain-ingest.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, rowOfPairs } from '../report/row.js';
import type { BenchServer } from '../stage/database.js';
import { Intake } from '../stage/intake.js';
import { LINES_PER_SALE, lengthenLedger, openRetailer, receipts, type Retailer } from '../stage/retailer.js';

const SMALL: Retailer = { locations: 20, skus: 500 };
const TEN_THOUSAND: Retailer = { locations: 200, skus: 50 };
const MILLION: Retailer = { locations: 200, skus: 5_000 };
const LONG_LEDGER = 10_000_000;

/** Lines per second from the transport to the committed ledger, levels and outbox, beside one bulk statement. */
export async function ingest(server: BenchServer, reps: number, saleCount: number): Promise<BenchRow> {
  const { url, dataSource } = await server.database('bench_ingest');
  await openRetailer(dataSource, SMALL);
  const intake = await Intake.open(url, dataSource);
  const busy = new Busy('ingest');
  const pairs = [];
  for (let rep = 0; rep <= reps; rep++) {
    const sales = receipts(SMALL, saleCount, `ours${rep}`, rep);
    const ours = await linesPerSecond(intake, sales, busy);
    const [{ count }] = (await dataSource.query('SELECT count(*)::int AS count FROM inventory.outbox')) as [
      { count: number },
    ];
    await emptyOutbox(dataSource);
    const plain = await preparePlainIngest(dataSource, receipts(SMALL, saleCount, `plain${rep}`, rep), count);
    const started = performance.now();
    await plain();
    const theirs = (saleCount * LINES_PER_SALE) / ((performance.now() - started) / 1000);
    await emptyOutbox(dataSource);
    // The first pair warms both sides up.
    if (rep > 0) pairs.push({ ours, theirs });
    else busy.forget();
  }
  await intake.close();
  return { ...rowOfPairs('ingest', 'lines/s', pairs), busy: busy.shares };
}

/**
 * Ingest into a million levels beside ingest into ten thousand, in turn. Both get receipts of fifty items per location:
 * were they spread over the million, twice as many levels would change per line, and that would be measured instead
 * of the size of the tables.
 */
export async function ingestManyLevels(
  server: BenchServer,
  reps: number,
  saleCount: number,
): Promise<BenchRow> {
  const large = await Shop.open(server, 'bench_large_levels', MILLION);
  const small = await Shop.open(server, 'bench_small_levels', TEN_THOUSAND);
  return beside('ingest-1m-levels', large, small, reps, saleCount);
}

/** Ingest where the ledger has ten million rows beside ingest where it has none but the opening ones, in turn. */
export async function ingestLongLedger(
  server: BenchServer,
  reps: number,
  saleCount: number,
): Promise<BenchRow> {
  const large = await Shop.open(server, 'bench_long_ledger', TEN_THOUSAND);
  await lengthenLedger(large.dataSource, LONG_LEDGER);
  const small = await Shop.open(server, 'bench_short_ledger', TEN_THOUSAND);
  return beside('ingest-10m-ledger', large, small, reps, saleCount);
}

async function beside(
  name: string,
  large: Shop,
  small: Shop,
  reps: number,
  saleCount: number,
): Promise<BenchRow> {
  const busy = new Busy(name);
  const pairs = [];
  for (let rep = 0; rep <= reps; rep++) {
    const ours = await large.linesPerSecond(saleCount, rep, busy);
    const theirs = await small.linesPerSecond(saleCount, rep, new Busy(`${name}-beside`));
    if (rep > 0) pairs.push({ ours, theirs });
    else busy.forget();
  }
  await Promise.all([large.close(), small.close()]);
  return { ...rowOfPairs(name, 'lines/s', pairs), busy: busy.shares };
}

/** A database with a retailer in it, and its way in. */
class Shop {
  private constructor(
    readonly dataSource: DataSource,
    private readonly retailer: Retailer,
    private readonly intake: Intake,
  ) {}

  static async open(server: BenchServer, name: string, retailer: Retailer): Promise<Shop> {
    const { url, dataSource } = await server.database(name);
    await openRetailer(dataSource, retailer);
    return new Shop(dataSource, retailer, await Intake.open(url, dataSource));
  }

  async linesPerSecond(saleCount: number, seed: number, busy: Busy): Promise<number> {
    const perSecond = await linesPerSecond(
      this.intake,
      receipts(this.retailer, saleCount, `rep${seed}`, seed, TEN_THOUSAND.skus),
      busy,
    );
    await emptyOutbox(this.dataSource);
    return perSecond;
  }

  close(): Promise<void> {
    return this.intake.close();
  }
}

const emptyOutbox = (dataSource: DataSource): Promise<unknown> =>
  dataSource.query('TRUNCATE inventory.outbox');

/** How fast the intake takes what waits on the topic, from its first reading to its last commit. */
async function linesPerSecond(intake: Intake, sales: readonly Sale[], busy: Busy): Promise<number> {
  await intake.publish(sales);
  let done = 0;
  let finished: () => void;
  const all = new Promise<void>((resolve) => (finished = resolve));
  const taken = (count: number) => {
    done += count;
    if (done >= sales.length) finished();
  };
  const started = performance.now();
  const running = await busy.during(async () => {
    const consuming = await intake.consume(taken, Promise.resolve());
    await all;
    return consuming;
  });
  const seconds = (performance.now() - started) / 1000;
  await running.close();
  return (sales.length * LINES_PER_SALE) / seconds;
}
