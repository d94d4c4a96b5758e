import { sqlArray } from '#persistence';
import { PostgresTransport } from '#messaging';
import type { DataSource } from 'typeorm';
import { InventoryModule } from '../../../apps/inventory/src/inventory.module.js';
import type { BenchServer } from '../stage/database.js';
import { runServices } from '../stage/services.js';
import { loadFromOutside } from '../loads/own-process.js';
import { openRetailer, sku } from '../stage/retailer.js';
import { perSecond } from './reserve.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, median, rowOfPairs } from '../report/row.js';

const RETAILER = { locations: 50, skus: 2_000 };
const CONNECTIONS = 16;
const DIFFERENT = 200;

/**
 * Answers per second to "who near here has these SKUs" over HTTP, 64 connections, beside the levels of the same SKUs
 * alone, read by SQL over 16 connections: no distance, no promise, no HTTP.
 */
export async function availability(
  server: BenchServer,
  reps: number,
  skus: number,
  count: number,
): Promise<BenchRow> {
  const name = `availability-${skus}`;
  const { url, dataSource } = await server.database(`bench_availability_${skus}`);
  await openRetailer(dataSource, RETAILER);
  await dataSource.query(
    'UPDATE inventory.location SET latitude = 39 + random() / 2, longitude = -84 - random() / 2',
  );
  const transport = new PostgresTransport({ url });
  const running = await runServices(transport, [InventoryModule.forRoot({ dataSource, transport })]);
  const asked = Array.from({ length: DIFFERENT }, (_, i) =>
    Array.from({ length: skus }, (__, n) => sku((i * 7 + n * 11) % RETAILER.skus)),
  );
  const paths = asked.map((wanted) => `/inventory/v1/availability?${queryOf(wanted)}`);
  const busy = new Busy(name);
  const pairs = [];
  const latencies = [];
  for (let rep = 0; rep <= reps; rep++) {
    const mine = await busy.during(() => loadFromOutside({ url: running.url, count, paths }));
    let turn = 0;
    const theirs = await perSecond(CONNECTIONS, count, () =>
      plainLevels(dataSource, asked[turn++ % DIFFERENT] ?? []),
    );
    if (rep === 0) {
      busy.forget();
      continue;
    }
    pairs.push({ ours: mine.perSecond, theirs });
    latencies.push(mine);
  }
  await running.app.close();
  await transport.close();
  return {
    ...rowOfPairs(name, 'answers/s', pairs),
    p50Ms: median(latencies.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(latencies.map(({ p99Ms }) => p99Ms)),
    busy: busy.shares,
  };
}

const queryOf = (skus: readonly string[]): string =>
  new URLSearchParams([
    ...skus.map((id): [string, string] => ['sku', id]),
    ['near', '39.1,-84.2'],
    ['radiusKm', '25'],
  ]).toString();

async function plainLevels(dataSource: DataSource, skus: readonly string[]): Promise<void> {
  await dataSource.query(
    `SELECT location_id, sku, on_hand - reserved - committed - damaged - quality_control - safety_stock AS available
     FROM inventory.stock_level WHERE sku = ANY($1::text[])`,
    [sqlArray(skus)],
  );
}
