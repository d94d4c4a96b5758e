import { RouteConfig } from '@nestjs/platform-fastify';
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
import { InventoryModule } from '../../../apps/inventory/src/inventory.module.js';
import type { BenchServer } from '../stage/database.js';
import type { HttpLoadResult } from '../loads/http-load.js';
import { loadFromOutside } from '../loads/own-process.js';
import { plainReserve } from '../beside/plain-reserve.js';
import type { ReserveLoad } from './reserve.js';
import { baskets, openRetailer } from '../stage/retailer.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, median, rowOfPairs } from '../report/row.js';

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

const DIFFERENT_BODIES = 1_000;

/** Reservations per second over HTTP, 64 connections, beside the plain handler. */
export async function reserveOverHttp(
  server: BenchServer,
  load: ReserveLoad,
  reps: number,
  count: number,
): Promise<BenchRow> {
  const name = `${load.name}-http`;
  const { url, dataSource } = await server.database(`bench_${name.replaceAll('-', '_')}`);
  await openRetailer(dataSource, load.retailer);
  const next = baskets(load.retailer, load.lines, 1);
  const bodies = Array.from({ length: DIFFERENT_BODIES }, () => JSON.stringify(next()));
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
  const busy = new Busy(name);
  const pairs = [];
  const latencies: HttpLoadResult[] = [];
  for (let rep = 0; rep <= reps; rep++) {
    const path = 'inventory/v1/reservations';
    const url = `${await ours.getUrl()}/${path}`;
    const mine = await busy.during(() => loadFromOutside({ url, count, bodies }));
    const theirs = await loadFromOutside({
      url: `${await plain.getUrl()}/${path}`,
      count: Math.ceil(count / 4),
      bodies,
    });
    if (rep > 0) {
      pairs.push({ ours: mine.perSecond, theirs: theirs.perSecond });
      latencies.push(mine);
    } else busy.forget();
  }
  await ours.close();
  await plain.close();
  await transport.close();
  return {
    ...rowOfPairs(name, 'reservations/s', pairs),
    p50Ms: median(latencies.map((latency) => latency.p50Ms)),
    p99Ms: median(latencies.map((latency) => latency.p99Ms)),
    busy: busy.shares,
  };
}
