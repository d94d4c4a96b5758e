import { runMigrations } from '#persistence';
import { testDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { createOrdersDataSource } from '../persistence/data-source.js';
import { SCHEMA } from '../persistence/schema.js';

/** A migrated orders database of a spec's own. */
export interface OrdersDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

export async function openOrdersDatabase(): Promise<OrdersDatabase> {
  const { url, drop } = await testDatabase();
  const dataSource = createOrdersDataSource({ url, poolSize: 5 });
  await dataSource.initialize();
  await runMigrations(dataSource, { schema: SCHEMA });
  return {
    url,
    dataSource,
    close: async () => {
      await dataSource.destroy();
      await drop();
    },
  };
}
