import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOwnKafka } from '#local-servers';
import { KafkaTransport } from '#messaging';
import { runMigrations } from '#persistence';
import { readConfig, uuidv7 } from '#platform';
import { createServiceDataSource } from '#service';
import type { DataSource } from 'typeorm';
import { InventoryModule } from '../../../apps/inventory/src/inventory.module.js';
import { OrdersEnvironment, ordersSettings } from '../../../apps/orders/src/config.js';
import { OrdersModule } from '../../../apps/orders/src/orders.module.js';
import { ORDERS_SERVICE } from '../../../apps/orders/src/service.js';
import type { BenchServer } from '../stage/database.js';
import { runServices } from '../stage/services.js';
import { inOwnProcess, loadFromOutside } from '../loads/own-process.js';
import { locationId, openRetailer, sku } from '../stage/retailer.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, percentile } from '../report/row.js';
import type { SteadySales, SteadySalesResult } from '../loads/steady-sales.js';

const SKUS = 500;
const SETTINGS = { PICKUP_CODE_SECRET: 'only for this bench', SEALING_SECRET: 'only for this bench' };
const LOOK_EVERY_MS = 5;
const BARE_TOPIC = 'bench.bare.v1';
const OPENING = 1_000_000_000;

/**
 * From posting a sale until the orders service's own view has it, over real Kafka: at 500 sales per second, and at four
 * fifths of what the same set-up takes at most. Beside it a bare message through the same broker at the same pace, published one by
 * one. The view is looked at every 5 ms, so the waits are up to that much too long.
 */
export async function saleToView(server: BenchServer, seconds: number): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfstream-bench-kafka-'));
  const kafka = await startOwnKafka({ dataDir: folder, log: (line) => console.error(`  ${line}`) });
  try {
    const { url, dataSource } = await server.database('bench_view');
    await openRetailer(dataSource, { locations: 1, skus: SKUS });
    const orders = await createServiceDataSource(ORDERS_SERVICE, { url, poolSize: 10 }).initialize();
    await runMigrations(orders, { schema: ORDERS_SERVICE.name });
    const transport = new KafkaTransport({ clientId: 'bench', brokers: [...kafka.brokers] });
    const settings = ordersSettings(readConfig(OrdersEnvironment, SETTINGS));
    const running = await runServices(transport, [
      InventoryModule.forRoot({ dataSource, transport }),
      OrdersModule.forRoot({ dataSource: orders, transport, settings }),
    ]);
    try {
      // The first takes what is cold.
      await capacity(running.url);
      const most = await capacity(running.url);
      console.error(`  takes ${Math.round(most)} sales/s at most`);
      const rows: BenchRow[] = [];
      for (const { name, rate } of [
        { name: 'sale-to-view-kafka', rate: 500 },
        { name: 'sale-to-view-kafka-80%', rate: Math.round(most * 0.8) },
      ]) {
        const bare = await bareWaits(transport, rate, seconds);
        const busy = new Busy(name);
        const waits = await busy.during(() => viewWaits(running.url, orders, rate, seconds));
        const value = percentile(waits, 0.5);
        const baseline = percentile(bare, 0.5);
        rows.push({
          ...{ name, unit: 'ms', value, baseline, ratio: value / baseline },
          ...{ p50Ms: value, p99Ms: percentile(waits, 0.99), busy: busy.shares },
        });
        console.error(`  at ${rate} sales/s: p50 ${value.toFixed(1)} ms`);
      }
      return rows;
    } finally {
      await running.app.close();
      await transport.close();
      await orders.destroy();
    }
  } finally {
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sales per second that are answered when 64 connections send one after the other. */
async function capacity(url: string): Promise<number> {
  const bodies = Array.from({ length: 6_000 }, (_, i) =>
    JSON.stringify({
      sales: [
        {
          saleId: uuidv7(),
          locationId: locationId(0),
          occurredAt: new Date().toISOString(),
          lines: [{ lineId: '1', sku: sku(i % SKUS), quantity: 1 }],
        },
      ],
    }),
  );
  const load = { url: `${url}/inventory/v1/sales`, count: bodies.length, bodies };
  return (await loadFromOutside(load)).perSecond;
}

async function viewWaits(url: string, orders: DataSource, rate: number, seconds: number): Promise<number[]> {
  await settled(orders);
  const before = await figures(orders);
  /** When the view was first seen at or below a figure. */
  const seen = new Map<string, { onHand: number; at: number }[]>();
  let over = false;
  const looking = (async () => {
    const last = new Map(before);
    while (!over) {
      for (const [id, onHand] of await figures(orders)) {
        if (last.get(id) === onHand) continue;
        last.set(id, onHand);
        seen.set(id, [...(seen.get(id) ?? []), { onHand, at: Date.now() }]);
      }
      await pause(LOOK_EVERY_MS);
    }
  })();
  const task: SteadySales = { url, perSecond: rate, seconds, skus: SKUS };
  const { sent } = await inOwnProcess<SteadySales, SteadySalesResult>('./steady-sales.js', task);
  await settled(orders);
  await pause(2 * LOOK_EVERY_MS);
  over = true;
  await looking;
  const sold = new Map<string, number>();
  return sent.map(({ sku: id, at }) => {
    const units = (sold.get(id) ?? 0) + 1;
    sold.set(id, units);
    const figure = (before.get(id) ?? OPENING) - units;
    const when = seen.get(id)?.find(({ onHand }) => onHand <= figure);
    if (when === undefined) throw new Error(`A sale of ${id} never reached the view`);
    return when.at - at;
  });
}

async function figures(orders: DataSource): Promise<Map<string, number>> {
  const rows = (await orders.query('SELECT sku, on_hand FROM orders.stock_level')) as {
    sku: string;
    on_hand: number;
  }[];
  return new Map(rows.map((row) => [row.sku, row.on_hand]));
}

/** Until the view has not changed for half a second. */
async function settled(orders: DataSource): Promise<void> {
  for (let last = ''; ;) {
    const now = JSON.stringify([...(await figures(orders))].sort());
    if (now === last) return;
    last = now;
    await pause(500);
  }
}

/** A message of nothing but its number, published alone, until it is read. */
async function bareWaits(transport: KafkaTransport, rate: number, seconds: number): Promise<number[]> {
  await transport.ensureTopics([{ name: BARE_TOPIC, partitions: 4, cleanup: 'delete', retentionDays: 1 }]);
  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  const tail = await transport.tail(BARE_TOPIC, (messages) => {
    for (const { key } of messages) {
      const at = sentAt.get(key ?? '');
      if (at !== undefined) waits.push(performance.now() - at);
    }
  });
  const total = rate * seconds;
  const began = performance.now();
  const published: Promise<void>[] = [];
  for (let i = 0; i < total; i++) {
    const early = began + (i * 1_000) / rate - performance.now();
    if (early > 1) await pause(early);
    const key = `${rate}-${i}`;
    sentAt.set(key, performance.now());
    published.push(transport.publish([{ topic: BARE_TOPIC, key, headers: {}, value: '{}' }]));
  }
  await Promise.all(published);
  for (let looks = 0; waits.length < total && looks < 500; looks++) await pause(20);
  await tail.close();
  if (waits.length < total) throw new Error(`${total - waits.length} bare messages were never read`);
  return waits;
}
