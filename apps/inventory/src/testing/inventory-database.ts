import type { Drift } from '#contracts';
import { runMigrations } from '#persistence';
import { testDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { StockBatcher, type StockBatcherOptions } from '../batching/stock-batcher.js';
import { findDrift } from '../features/reconcile/reconciler.js';
import { createInventoryDataSource } from '../persistence/data-source.js';
import { SCHEMA } from '../persistence/schema.js';

/** An event as it waits in the outbox. */
export interface WaitingEvent {
  readonly key: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** A migrated inventory database of a spec's own, and replicas of the service's batcher on it. */
export class InventoryDatabase {
  private readonly replicas: { batcher: StockBatcher; dataSource: DataSource }[] = [];

  private constructor(
    private readonly url: string,
    private readonly drop: () => Promise<void>,
    readonly dataSource: DataSource,
  ) {}

  static async open(): Promise<InventoryDatabase> {
    const { url, drop } = await testDatabase();
    const dataSource = createInventoryDataSource({ url, poolSize: 5 });
    await dataSource.initialize();
    await runMigrations(dataSource, { schema: SCHEMA });
    return new InventoryDatabase(url, drop, dataSource);
  }

  async close(): Promise<void> {
    for (const { batcher, dataSource } of this.replicas) {
      await batcher.stop();
      await dataSource.destroy();
    }
    await this.dataSource.destroy();
    await this.drop();
  }

  /** A batcher with connections of its own, as another replica of the service has; `meddle` may spoil them. */
  async replica(
    options: Partial<StockBatcherOptions> = {},
    meddle: (dataSource: DataSource) => void = () => {},
  ): Promise<StockBatcher> {
    const dataSource = createInventoryDataSource({ url: this.url, poolSize: 5 });
    await dataSource.initialize();
    meddle(dataSource);
    const batcher = new StockBatcher({ dataSource, ...options });
    this.replicas.push({ batcher, dataSource });
    return batcher;
  }

  async addLocations(...locationIds: string[]): Promise<void> {
    await this.query(
      `INSERT INTO inventory.location
         (location_id, name, kind, time_zone, capabilities, safety_stock, created_at, updated_at)
       SELECT id, id, 'store', 'UTC', '{pickup,ship,returns}', 0, now(), now() FROM unnest($1::text[]) AS id`,
      [locationIds],
    );
  }

  async addItems(skus: readonly string[], lowStockThreshold: number | null = null): Promise<void> {
    await this.query(
      `INSERT INTO inventory.item (sku, unit, returnable, low_stock_threshold, attributes, created_at, updated_at)
       SELECT sku, 'each', true, $2::int, '{}', now(), now() FROM unnest($1::text[]) AS sku`,
      [skus, lowStockThreshold],
    );
  }

  async query<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.dataSource.query(sql, parameters)) as T[];
  }

  async level(locationId: string, sku: string): Promise<Record<string, number>> {
    const [row] = await this.query<Record<string, number>>(
      `SELECT on_hand AS "onHand", reserved, committed, damaged, quality_control AS "qualityControl", incoming,
              safety_stock AS "safetyStock", sequence::int
       FROM inventory.stock_level WHERE location_id = $1 AND sku = $2`,
      [locationId, sku],
    );
    if (row === undefined) throw new Error(`There is no level ${locationId}/${sku}`);
    return row;
  }

  /** Events of the type that wait to be published, in the order in which they will be. */
  async events(type: string): Promise<WaitingEvent[]> {
    const rows = await this.query<{ key: string; type: string; data: string }>(
      'SELECT key, type, data FROM inventory.outbox WHERE type = $1 ORDER BY id',
      [type],
    );
    return rows.map(({ key, type, data }) => ({
      key,
      type,
      data: JSON.parse(data) as Record<string, unknown>,
    }));
  }

  /** Everything on which the books disagree; nothing, if all is well. */
  async drift(): Promise<readonly Drift[]> {
    return (await findDrift(this.dataSource)).drift;
  }
}
