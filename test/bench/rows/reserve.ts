import { randomUUID } from 'node:crypto';
import { type IdempotencyContext, uuidv7 } from '#platform';
import { StockBatcher } from '../../../apps/inventory/src/batching/stock-batcher.js';
import type { BenchServer } from '../stage/database.js';
import { plainReserve } from '../beside/plain-reserve.js';
import { baskets, openRetailer, type Retailer } from '../stage/retailer.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, percentile, rowOfPairs } from '../report/row.js';

/** Who reserves what: one item that all want, items all over, or baskets of ten lines. */
export interface ReserveLoad {
  readonly name: string;
  readonly retailer: Retailer;
  readonly lines: number;
  /** In process; over HTTP there are 64 connections. */
  readonly callers: number;
}

const ONE_ITEM: Retailer = { locations: 1, skus: 1 };
export const HOT: ReserveLoad = { name: 'reserve-hot', retailer: ONE_ITEM, lines: 1, callers: 64 };
export const CROWD: ReserveLoad = { name: 'reserve-hot-256', retailer: ONE_ITEM, lines: 1, callers: 256 };
const ALL_OVER: Retailer = { locations: 50, skus: 1_000 };
export const SPREAD: ReserveLoad = { name: 'reserve-spread', retailer: ALL_OVER, lines: 1, callers: 64 };
export const BASKETS: ReserveLoad = { name: 'reserve-baskets', retailer: ALL_OVER, lines: 10, callers: 64 };

const CONNECTIONS = 16;

/** Reservations per second by so many callers, in process, beside row locks over 16 connections. */
export async function reserve(
  server: BenchServer,
  load: ReserveLoad,
  reps: number,
  count: number,
): Promise<BenchRow> {
  const { dataSource } = await server.database(`bench_${load.name.replaceAll('-', '_')}`);
  await openRetailer(dataSource, load.retailer);
  const batcher = new StockBatcher({ dataSource });
  const waits: number[] = [];
  const busy = new Busy(load.name);
  const next = baskets(load.retailer, load.lines, 1);
  const ours = async () => {
    const reservationId = uuidv7();
    const command = { type: 'reserve', commandId: reservationId, reservationId, request: next() } as const;
    const began = performance.now();
    const outcome = await batcher.submitOnce(command, key(), 201);
    waits.push(performance.now() - began);
    if (!outcome.ok) throw new Error(`An item was refused: ${outcome.refusal.detail}`);
  };
  const theirs = async () => {
    await plainReserve(dataSource, next(), key());
  };
  const pairs = [];
  for (let rep = 0; rep <= reps; rep++) {
    const pair = {
      ours: await busy.during(() => perSecond(load.callers, count, ours)),
      theirs: await perSecond(CONNECTIONS, Math.ceil(count / 10), theirs),
    };
    await dataSource.query('TRUNCATE inventory.outbox');
    if (rep > 0) {
      pairs.push(pair);
      continue;
    }
    waits.length = 0;
    busy.forget();
  }
  await batcher.stop();
  return {
    ...rowOfPairs(load.name, 'reservations/s', pairs),
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    busy: busy.shares,
  };
}

const key = (): IdempotencyContext => ({
  scope: 'bench POST /inventory/v1/reservations',
  key: randomUUID(),
  requestHash: 'always the same request',
});

/** How many times a second so many callers, each waiting for its own answer, get `work` done. */
export async function perSecond(callers: number, count: number, work: () => Promise<void>): Promise<number> {
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  return count / ((performance.now() - started) / 1000);
}
