import { createServiceDataSource } from '#service';
import type { DataSource } from 'typeorm';
import { INVENTORY_SERVICE } from '../service.js';

/** The inventory service's data source; `initialize()` connects it. */
export const createInventoryDataSource = (options: { url: string; poolSize?: number }): DataSource =>
  createServiceDataSource(INVENTORY_SERVICE, options);
