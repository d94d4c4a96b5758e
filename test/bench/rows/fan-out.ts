import { PostgresTransport } from '#messaging';
import { InventoryModule } from '../../../apps/inventory/src/inventory.module.js';
import type { BenchServer } from '../stage/database.js';
import type { FanOutLoad, FanOutResult } from '../loads/fan-out-load.js';
import { runServices } from '../stage/services.js';
import { inOwnProcess } from '../loads/own-process.js';
import { openRetailer } from '../stage/retailer.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, percentile } from '../report/row.js';

const LISTENERS = 1_000;
const SALES_PER_SECOND = 10;

/**
 * From posting a sale to its event at each of a thousand listeners of that store, beside one listener, at ten sales per
 * second; so ten thousand events per second leave one process.
 */
export async function fanOut(server: BenchServer, seconds: number): Promise<BenchRow> {
  const { url, dataSource } = await server.database('bench_fan_out');
  await openRetailer(dataSource, { locations: 1, skus: 20 });
  const transport = new PostgresTransport({ url });
  const running = await runServices(transport, [InventoryModule.forRoot({ dataSource, transport })]);
  const waitsOf = async (listeners: number, tag: string) => {
    const load: FanOutLoad = {
      ...{ url: running.url, listeners, salesPerSecond: SALES_PER_SECOND, seconds, skus: 20, tag },
    };
    const { waits, missed } = await inOwnProcess<FanOutLoad, FanOutResult>('./fan-out-load.js', load);
    if (missed > 0) throw new Error(`${missed} events never reached their listener`);
    return waits;
  };
  const one = await waitsOf(1, 'one');
  const busy = new Busy('sse-1000-listeners');
  const all = await busy.during(() => waitsOf(LISTENERS, 'all'));
  await running.app.close();
  await transport.close();
  const value = percentile(all, 0.5);
  const baseline = percentile(one, 0.5);
  return {
    ...{ name: 'sse-1000-listeners', unit: 'ms', value, baseline, ratio: value / baseline },
    p50Ms: value,
    p99Ms: percentile(all, 0.99),
    busy: busy.shares,
  };
}
