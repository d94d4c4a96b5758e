import { randomUUID } from 'node:crypto';
import type { ReservationInput } from '#contracts';
import { type IdempotencyContext, uuidv7 } from '#platform';
import { StockBatcher } from '../../apps/inventory/src/batching/stock-batcher.js';
import type { BenchServer } from './database.js';
import { plainReserve } from './plain-reserve.js';
import { locationId, openRetailer, sku } from './retailer.js';
import { type BenchRow, percentile, rowOfPairs } from './row.js';

export const HOT_REQUEST: ReservationInput = {
  reference: 'cart',
  ttlSeconds: 3_600,
  allowPartial: false,
  lines: [{ sku: sku(0), locationId: locationId(0), quantity: 1 }],
};

const CALLERS = 64;
const CONNECTIONS = 16;

/** Reservations per second of one hot SKU by 64 callers, in process, beside a row lock over 16 connections. */
export async function reserveHot(server: BenchServer, reps: number, count: number): Promise<BenchRow> {
  const { dataSource } = await server.database('bench_reserve_hot');
  await openRetailer(dataSource, { locations: 1, skus: 10 });
  const batcher = new StockBatcher({ dataSource });
  const waits: number[] = [];
  const ours = async () => {
    const reservationId = uuidv7();
    const command = {
      type: 'reserve',
      commandId: reservationId,
      reservationId,
      request: HOT_REQUEST,
    } as const;
    const began = performance.now();
    const outcome = await batcher.submitOnce(command, key(), 201);
    waits.push(performance.now() - began);
    if (!outcome.ok) throw new Error(`The hot item was refused: ${outcome.refusal.detail}`);
  };
  const theirs = async () => {
    await plainReserve(dataSource, HOT_REQUEST, key());
  };
  const pairs = [];
  for (let rep = 0; rep <= reps; rep++) {
    const pair = {
      ours: await perSecond(CALLERS, count, ours),
      theirs: await perSecond(CONNECTIONS, Math.ceil(count / 10), theirs),
    };
    await dataSource.query('TRUNCATE inventory.outbox');
    if (rep > 0) pairs.push(pair);
    else waits.length = 0;
  }
  await batcher.stop();
  return {
    ...rowOfPairs('reserve-hot', 'reservations/s', pairs),
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
  };
}

const key = (): IdempotencyContext => ({
  scope: 'bench POST /inventory/v1/reservations',
  key: randomUUID(),
  requestHash: 'always the same request',
});

async function perSecond(callers: number, count: number, work: () => Promise<void>): Promise<number> {
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
