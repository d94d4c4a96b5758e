import { RouteConfig } from '@nestjs/platform-fastify';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Controller, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { PostgresTransport } from '#messaging';
import { ReservationInput, TOPICS } from '#contracts';
import {
  createHttpApp,
  type IdempotencyContext,
  Idempotent,
  loggingModule,
  PlatformModule,
  type Replayable,
  ValidBody,
} from '#platform';
import type { DataSource } from 'typeorm';
import { InventoryModule } from '../../apps/inventory/src/inventory.module.js';
import type { BenchServer } from './database.js';
import type { HttpLoad, HttpLoadResult } from './http-load.js';
import { plainReserve } from './plain-reserve.js';
import { HOT_REQUEST } from './reserve-hot.js';
import { openRetailer } from './retailer.js';
import { type BenchRow, median, rowOfPairs } from './row.js';

const DATABASE = Symbol('database');

/** The same route with the plain handler behind it. */
@Controller('inventory/v1/reservations')
class PlainController {
  constructor(@Inject(DATABASE) private readonly dataSource: DataSource) {}

  @Post()
  @HttpCode(201)
  @RouteConfig({ access: { scope: 'reservations:write' }, idempotency: 'transactional' })
  async reserve(
    @ValidBody(ReservationInput) request: ReservationInput,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable> {
    if (key === undefined) throw new Error('The bench sends a key with every request');
    return { status: 201, body: await plainReserve(this.dataSource, request, key), replayed: false };
  }
}

@Module({})
class OursApp {}

@Module({})
class PlainApp {}

/** Reservations per second of one hot SKU over HTTP, 64 connections, beside the plain handler. */
export async function reserveHotHttp(server: BenchServer, reps: number, count: number): Promise<BenchRow> {
  const { url, dataSource } = await server.database('bench_reserve_http');
  await openRetailer(dataSource, { locations: 1, skus: 10 });
  const transport = new PostgresTransport({ url });
  await transport.ensureTopics(TOPICS.map((topic) => ({ ...topic })));
  const logging = loggingModule({ level: 'error' });
  const ours = await createHttpApp({
    module: OursApp,
    imports: [PlatformModule, logging, InventoryModule.forRoot({ dataSource, transport })],
  });
  // 16 connections, as in process.
  const plainData = dataSource;
  const plain = await createHttpApp({
    module: PlainApp,
    imports: [PlatformModule, logging],
    controllers: [PlainController],
    providers: [{ provide: DATABASE, useValue: plainData }],
  });
  await ours.listen(0, '127.0.0.1');
  await plain.listen(0, '127.0.0.1');
  const pairs = [];
  const latencies: HttpLoadResult[] = [];
  for (let rep = 0; rep <= reps; rep++) {
    const mine = await load({ url: `${await ours.getUrl()}/inventory/v1/reservations`, count });
    const theirs = await load({
      url: `${await plain.getUrl()}/inventory/v1/reservations`,
      count: Math.ceil(count / 4),
    });
    if (rep > 0) {
      pairs.push({ ours: mine.perSecond, theirs: theirs.perSecond });
      latencies.push(mine);
    }
  }
  await ours.close();
  await plain.close();
  await transport.close();
  return {
    ...rowOfPairs('reserve-hot-http', 'reservations/s', pairs),
    p50Ms: median(latencies.map((latency) => latency.p50Ms)),
    p99Ms: median(latencies.map((latency) => latency.p99Ms)),
  };
}

async function load({ url, count }: { url: string; count: number }): Promise<HttpLoadResult> {
  const child = fork(fileURLToPath(new URL('./http-load.js', import.meta.url)));
  const request: HttpLoad = { url, count, body: JSON.stringify(HOT_REQUEST) };
  child.send(request);
  const [result] = (await once(child, 'message')) as [HttpLoadResult];
  child.kill();
  if (result.failures > 0) throw new Error(`${result.failures} of ${count} requests to ${url} failed`);
  return result;
}
