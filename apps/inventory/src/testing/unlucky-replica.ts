import type { StockBatcher } from '../batching/stock-batcher.js';
import type { InventoryDatabase } from './inventory-database.js';

/**
 * A replica whose next `cuts.left` transactions lose their connection for real just before or after COMMIT, with
 * `meanwhile` happening before it notices; the one after them runs into a statement timeout, if it is asked to.
 */
export async function unluckyReplica(
  inventory: InventoryDatabase,
  moment: 'before' | 'after',
  cuts: { left: number; thenTimesOut?: boolean; meanwhile?: () => Promise<unknown> },
  options: { lanes?: number } = {},
): Promise<StockBatcher> {
  return inventory.replica(options, (dataSource) => {
    const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
    dataSource.createQueryRunner = (mode) => {
      const runner = createQueryRunner(mode);
      const query = runner.query.bind(runner) as (sql: string, parameters?: unknown[]) => Promise<unknown>;
      runner.query = (async (sql: string, parameters?: unknown[]) => {
        if (cuts.left === 0 && cuts.thenTimesOut && sql === 'COMMIT') {
          cuts.thenTimesOut = false;
          await query('SET LOCAL statement_timeout = 1');
          return query('SELECT pg_sleep(1)');
        }
        if (sql !== 'COMMIT' || cuts.left === 0) return query(sql, parameters);
        cuts.left -= 1;
        const [{ pid }] = (await query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
        if (moment === 'after') await query(sql);
        await cuts.meanwhile?.();
        await inventory.query('SELECT pg_terminate_backend($1)', [pid]);
        // The signal takes a moment; what is sent after it fails as on any broken connection.
        for (;;) await query('SELECT 1');
      }) as typeof runner.query;
      return runner;
    };
  });
}
