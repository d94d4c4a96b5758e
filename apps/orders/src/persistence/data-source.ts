import { createServiceDataSource } from '#service';
import type { DataSource } from 'typeorm';
import { ORDERS_SERVICE } from '../service.js';

/** The orders service's data source; `initialize()` connects it. */
export const createOrdersDataSource = (options: { url: string; poolSize?: number }): DataSource =>
  createServiceDataSource(ORDERS_SERVICE, options);
