import { setTimeout as pause } from 'node:timers/promises';
import { PostgresTransport } from '#messaging';
import { runMigrations } from '#persistence';
import { readConfig } from '#platform';
import { createServiceDataSource } from '#service';
import type { DataSource } from 'typeorm';
import { InventoryModule } from '../../../apps/inventory/src/inventory.module.js';
import { OrdersEnvironment, ordersSettings } from '../../../apps/orders/src/config.js';
import { OrdersModule } from '../../../apps/orders/src/orders.module.js';
import { ORDERS_SERVICE } from '../../../apps/orders/src/service.js';
import { plainReserve } from '../beside/plain-reserve.js';
import type { OrderLoad, OrderLoadResult } from '../loads/order-load.js';
import { inOwnProcess } from '../loads/own-process.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, percentile } from '../report/row.js';
import type { BenchServer } from '../stage/database.js';
import { locationId, openRetailer, sku } from '../stage/retailer.js';
import { runServices } from '../stage/services.js';

const LOCATIONS = 50;
const SKUS = 100;
const PLAIN_CONNECTIONS = 16;
const SETTINGS = { PICKUP_CODE_SECRET: 'only for this bench', SEALING_SECRET: 'only for this bench' };

/**
 * Orders per second from their placing over HTTP until each is allocated: chosen among 50 locations, asked of the ledger
 * by a topic, promised, and answered by a topic. Beside it, one reservation per order by row lock in one database over
 * 16 connections, with no choice to make and no service between.
 */
export async function orderToAllocated(server: BenchServer, count: number): Promise<BenchRow> {
  const { url, dataSource } = await server.database('bench_orders');
  await openRetailer(dataSource, { locations: LOCATIONS, skus: SKUS });
  const baseline = await plainOrdersPerSecond(dataSource, count);
  await dataSource.query('TRUNCATE inventory.outbox');

  const orders = await createServiceDataSource(ORDERS_SERVICE, { url, poolSize: 20 }).initialize();
  await runMigrations(orders, { schema: ORDERS_SERVICE.name });
  await openNetworkView(orders);
  const transport = new PostgresTransport({ url });
  const settings = ordersSettings(readConfig(OrdersEnvironment, SETTINGS));
  const running = await runServices(transport, [
    InventoryModule.forRoot({ dataSource, transport }),
    OrdersModule.forRoot({ dataSource: orders, transport, settings }),
  ]);
  try {
    const load: OrderLoad = { url: running.url, count, skus: SKUS };
    const busy = new Busy('order-to-allocated');
    const began = performance.now();
    await busy.during(async () => {
      const { failures } = await inOwnProcess<OrderLoad, OrderLoadResult>('./order-load.js', load);
      if (failures > 0) throw new Error(`${failures} of ${count} orders were not taken`);
      await allAllocated(orders, count);
    });
    const perSecond = count / ((performance.now() - began) / 1000);
    const rows = (await orders.query(
      `SELECT extract(epoch FROM updated_at - placed_at)::float8 * 1000 AS ms FROM orders."order"`,
    )) as { ms: number }[];
    const waits = rows.map(({ ms }) => ms);
    return {
      name: 'order-to-allocated',
      unit: 'orders/s',
      value: perSecond,
      baseline,
      ratio: perSecond / baseline,
      p50Ms: percentile(waits, 0.5),
      p99Ms: percentile(waits, 0.99),
      busy: busy.shares,
    };
  } finally {
    await running.app.close();
    await transport.close();
    await orders.destroy();
  }
}

async function allAllocated(orders: DataSource, count: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const [row] = (await orders.query(
      `SELECT count(*)::int AS allocated FROM orders."order" WHERE status = 'allocated'`,
    )) as [{ allocated: number }];
    if (row.allocated === count) return;
    if (performance.now() > deadline) throw new Error(`${count - row.allocated} orders were never allocated`);
    await pause(20);
  }
}

/** What the orders service would have learnt from the topics by now. */
async function openNetworkView(orders: DataSource): Promise<void> {
  await orders.query(
    `INSERT INTO orders.location (location_id, name, kind, latitude, longitude, time_zone, capabilities, safety_stock, updated_at)
     SELECT location_id, name, kind, 39 + random(), -84 - random(), time_zone, capabilities, safety_stock, updated_at
     FROM inventory.location`,
  );
  await orders.query('INSERT INTO orders.item (sku, updated_at) SELECT sku, updated_at FROM inventory.item');
  await orders.query(
    `INSERT INTO orders.stock_level (location_id, sku, on_hand, available, sequence)
     SELECT location_id, sku, on_hand, on_hand, sequence FROM inventory.stock_level`,
  );
  await orders.query('VACUUM ANALYZE orders.stock_level');
}

async function plainOrdersPerSecond(dataSource: DataSource, count: number): Promise<number> {
  let next = 0;
  const began = performance.now();
  const work = async () => {
    for (let i = next++; i < count; i = next++) {
      const line = { locationId: locationId(i % LOCATIONS), sku: sku(i % SKUS), quantity: 1 };
      const request = { reference: `plain-${i}`, ttlSeconds: 600, allowPartial: false, lines: [line] };
      await plainReserve(dataSource, request, { scope: 'plain', key: String(i), requestHash: 'x' });
    }
  };
  await Promise.all(Array.from({ length: PLAIN_CONNECTIONS }, work));
  return count / ((performance.now() - began) / 1000);
}
