import { gauge, type MetricDefinition, type Metrics } from '#platform';
import type { DataSource } from 'typeorm';

export const POOL_CONNECTIONS = gauge(
  'shelfstream_db_pool_connections',
  'Connections to the database that are `busy` or `idle`.',
  ['service', 'state'],
);
export const POOL_LIMIT = gauge(
  'shelfstream_db_pool_limit_connections',
  'Most connections to the database that the pool opens.',
  ['service'],
);
export const POOL_WAITING = gauge(
  'shelfstream_db_pool_waiting_requests',
  'Transactions that wait for a connection.',
  ['service'],
);

export const SERVICE_METRICS: readonly MetricDefinition[] = [POOL_CONNECTIONS, POOL_LIMIT, POOL_WAITING];

/** What node-postgres tells of a pool. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max: number };
}

/** Shows how the service's pool is used. */
export function watchPool(metrics: Metrics, service: string, dataSource: DataSource): void {
  const pool = () => (dataSource.driver as unknown as { master?: Pool }).master;
  metrics.watch(POOL_CONNECTIONS, (set) => {
    const { totalCount = 0, idleCount = 0 } = pool() ?? {};
    set({ service, state: 'busy' }, totalCount - idleCount);
    set({ service, state: 'idle' }, idleCount);
  });
  metrics.watch(POOL_LIMIT, (set) => set({ service }, pool()?.options.max ?? 0));
  metrics.watch(POOL_WAITING, (set) => set({ service }, pool()?.waitingCount ?? 0));
}
