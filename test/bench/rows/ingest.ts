import { type InboundMessage, PostgresTransport, ServiceMessaging } from '#messaging';
import { type Sale, TOPICS } from '#contracts';
import type { DataSource } from 'typeorm';
import { StockBatcher } from '../../../apps/inventory/src/batching/stock-batcher.js';
import { RecordSales } from '../../../apps/inventory/src/features/record-sales/record-sales.js';
import { SCHEMA } from '../../../apps/inventory/src/persistence/schema.js';
import { OnPosSale } from '../../../apps/inventory/src/subscriptions/on-pos-sale.js';
import type { BenchServer } from '../stage/database.js';
import { preparePlainIngest } from '../beside/plain-ingest.js';
import { lengthenLedger, openRetailer, receipts, type Retailer } from '../stage/retailer.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, rowOfPairs } from '../report/row.js';

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
    const ours = await intake.linesPerSecond(sales, busy);
    const [{ count }] = (await dataSource.query('SELECT count(*)::int AS count FROM inventory.outbox')) as [
      { count: number },
    ];
    await emptyOutbox(dataSource);
    const plain = await preparePlainIngest(dataSource, receipts(SMALL, saleCount, `plain${rep}`, rep), count);
    const started = performance.now();
    await plain();
    const theirs = (saleCount * 10) / ((performance.now() - started) / 1000);
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
    const perSecond = await this.intake.linesPerSecond(
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

/** The service's own way in, its relay left out: messages wait on the topic, and are taken to the outbox. */
class Intake {
  private constructor(
    private readonly transport: PostgresTransport,
    private readonly messaging: ServiceMessaging,
    private readonly batcher: StockBatcher,
  ) {}

  static async open(url: string, dataSource: DataSource): Promise<Intake> {
    const transport = new PostgresTransport({ url });
    await transport.ensureTopics(TOPICS.map((topic) => ({ ...topic })));
    const messaging = new ServiceMessaging({ name: 'inventory', schema: SCHEMA, dataSource, transport });
    return new Intake(transport, messaging, new StockBatcher({ dataSource }));
  }

  async linesPerSecond(sales: readonly Sale[], busy: Busy): Promise<number> {
    for (let i = 0; i < sales.length; i += 1_000) {
      await this.transport.publish(
        sales.slice(i, i + 1_000).map((sale) => ({
          topic: 'pos.sales.v1',
          key: sale.locationId,
          headers: {},
          value: JSON.stringify(sale),
        })),
      );
    }
    const handler = new OnPosSale(new RecordSales(this.batcher), this.batcher);
    let done = 0;
    let finished: () => void;
    const all = new Promise<void>((resolve) => (finished = resolve));
    const consumer = this.messaging.consumer(
      { topic: 'pos.sales.v1', group: 'inventory.record-sales', poison: 'skip', batchSize: 1_000 },
      async (payload) => {
        const outcomes = await handler.record(payload as InboundMessage[]);
        const dead = outcomes.find((outcome) => outcome.status === 'dead');
        if (dead !== undefined) throw new Error(`A sale was not recorded: ${JSON.stringify(dead)}`);
        done += outcomes.length;
        if (done >= sales.length) finished();
        return outcomes;
      },
    );
    const started = performance.now();
    const running = await busy.during(async () => {
      const subscribed = await this.transport.subscribe(
        { topic: 'pos.sales.v1', group: 'inventory.record-sales', batchSize: 1_000, concurrency: 4 },
        consumer,
      );
      await all;
      return subscribed;
    });
    const seconds = (performance.now() - started) / 1000;
    await running.close();
    return (sales.length * 10) / seconds;
  }

  async close(): Promise<void> {
    await this.batcher.stop();
    await this.transport.close();
  }
}
