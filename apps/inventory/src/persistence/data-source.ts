import { createDataSource } from '#persistence';
import type { DataSource } from 'typeorm';
import { ENTITIES } from './entities/index.js';
import { MIGRATIONS } from './migrations/index.js';
import { SCHEMA } from './schema.js';

/** The inventory service's data source; `initialize()` connects it. */
export function createInventoryDataSource(options: { url: string; poolSize?: number }): DataSource {
  return createDataSource({
    url: options.url,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
    schema: SCHEMA,
    applicationName: 'shelfstream-inventory',
    entities: ENTITIES,
    migrations: MIGRATIONS,
  });
}
