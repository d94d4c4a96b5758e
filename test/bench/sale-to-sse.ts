import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { TOPICS } from '#contracts';
import { PostgresTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { createHttpApp, loggingModule, PlatformModule } from '#platform';
import { InventoryModule } from '../../apps/inventory/src/inventory.module.js';
import type { BenchServer } from './database.js';
import { preparePlainIngest } from './plain-ingest.js';
import { openRetailer, receipts } from './retailer.js';
import { type BenchRow, percentile } from './row.js';
import type { SseLoad, SseLoadResult } from './sse-load.js';

const SKUS = 500;
const SALES_PER_SECOND = 500;

@Module({})
class SseApp {}

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
  await transport.ensureTopics(TOPICS.map((topic) => ({ ...topic })));
  const app = await createHttpApp({
    module: SseApp,
    imports: [
      PlatformModule,
      loggingModule({ level: 'error' }),
      InventoryModule.forRoot({ dataSource, transport }),
    ],
  });
  app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const child = fork(fileURLToPath(new URL('./sse-load.js', import.meta.url)));
  const target = await app.getUrl();
  const request: SseLoad = { url: target, salesPerSecond: SALES_PER_SECOND, seconds, skus: SKUS };
  child.send(request);
  const [result] = (await once(child, 'message')) as [SseLoadResult];
  child.kill();
  await app.close();
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
  };
}
