import { uuidv7 } from '#platform';
import { StockBatcher } from '../../../apps/inventory/src/batching/stock-batcher.js';
import { findDrift } from '../../../apps/inventory/src/features/reconcile/reconciler.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, rowOfPairs } from '../report/row.js';
import type { BenchServer } from '../stage/database.js';
import { baskets, lengthenLedger, openRetailer, type Retailer } from '../stage/retailer.js';

const RETAILER: Retailer = { locations: 200, skus: 1_000 };
const LEDGER_ROWS = 2_000_000;
const RESERVATIONS = 20_000;

/**
 * Seconds that all invariants take at 200,000 levels, two million ledger rows and 20,000 reservations, beside adding up
 * one column of that ledger by level, which nothing that checks it can do without.
 */
export async function reconcile(server: BenchServer, reps: number): Promise<BenchRow> {
  const { dataSource } = await server.database('bench_reconcile');
  await openRetailer(dataSource, RETAILER);
  await lengthenLedger(dataSource, LEDGER_ROWS);
  const batcher = new StockBatcher({ dataSource });
  const next = baskets(RETAILER, 1, 1);
  await Promise.all(
    Array.from({ length: RESERVATIONS }, () => {
      const reservationId = uuidv7();
      return batcher.submit({ type: 'reserve', commandId: reservationId, reservationId, request: next() });
    }),
  );
  await batcher.stop();
  await dataSource.query('VACUUM ANALYZE');
  const busy = new Busy('reconcile');
  const pairs = [];
  for (let rep = 0; rep <= reps; rep++) {
    const ours = await secondsOf(async () => {
      const { drift } = await busy.during(() => findDrift(dataSource));
      if (drift.length > 0) throw new Error(`The bench's own books disagree: ${JSON.stringify(drift[0])}`);
    });
    const theirs = await secondsOf(() =>
      dataSource.query(
        `SELECT count(*) FROM (
           SELECT sum(on_hand_delta) FROM inventory.stock_movement GROUP BY location_id, sku) AS levels`,
      ),
    );
    if (rep > 0) pairs.push({ ours, theirs });
    else busy.forget();
  }
  return { ...rowOfPairs('reconcile', 's', pairs), busy: busy.shares };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
