import { PostgresTransport } from '#messaging';
import { InventoryModule } from '../../../apps/inventory/src/inventory.module.js';
import { preparePlainIngest } from '../beside/plain-ingest.js';
import { inOwnProcess } from '../loads/own-process.js';
import type { SseLoad, SseLoadResult } from '../loads/sse-load.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, percentile } from '../report/row.js';
import type { BenchServer } from '../stage/database.js';
import { openRetailer, receipts } from '../stage/retailer.js';
import { runServices } from '../stage/services.js';

const SKUS = 500;
const SALES_PER_SECOND = 500;

/**
 * From posting a sale to its event on the SSE stream, at 500 sales per second through HTTP, batch, outbox, relay and
 * transport, beside one sale written by plain SQL on the idle database.
 */
export async function saleToSse(server: BenchServer, seconds: number): Promise<BenchRow> {
  const { url, dataSource } = await server.database('bench_sse');
  const retailer = { locations: 1, skus: SKUS };
  await openRetailer(dataSource, retailer);
  const plainWaits: number[] = [];
  for (let i = 0; i < 200; i++) {
    const [sale] = receipts(retailer, 1, `plain-${i}`, i);
    if (sale === undefined) continue;
    const write = await preparePlainIngest(dataSource, [{ ...sale, lines: sale.lines.slice(0, 1) }], 2);
    const began = performance.now();
    await write();
    plainWaits.push(performance.now() - began);
  }
  await dataSource.query('TRUNCATE inventory.outbox');

  const transport = new PostgresTransport({ url });
  const running = await runServices(transport, [InventoryModule.forRoot({ dataSource, transport })]);
  const load: SseLoad = { url: running.url, salesPerSecond: SALES_PER_SECOND, seconds, skus: SKUS };
  const busy = new Busy('sale-to-sse');
  const result = await busy.during(() => inOwnProcess<SseLoad, SseLoadResult>('./sse-load.js', load));
  await running.app.close();
  await transport.close();
  if (result.waits.length < result.sent) {
    throw new Error(`${result.sent - result.waits.length} of ${result.sent} sales never reached the stream`);
  }
  const p50 = percentile(result.waits, 0.5);
  const baseline = percentile(plainWaits, 0.5);
  return {
    name: 'sale-to-sse',
    unit: 'ms',
    value: p50,
    baseline,
    ratio: p50 / baseline,
    p50Ms: p50,
    p99Ms: percentile(result.waits, 0.99),
    busy: busy.shares,
  };
}
