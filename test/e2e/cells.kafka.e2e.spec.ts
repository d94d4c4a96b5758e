import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import kafkajs, { type Producer } from 'kafkajs';
import pg from 'pg';
import type { Order, Reservation } from '#contracts';
import {
  eventually,
  ownKafka,
  ownPostgres,
  type OwnPostgres,
  testDatabase,
  type TestDatabase,
  uniqueId,
} from '#testing';
import { StockBatcher } from '../../apps/inventory/src/batching/stock-batcher.js';
import { createInventoryDataSource } from '../../apps/inventory/src/persistence/data-source.js';
import { ServiceProcess } from '../chaos/service-process.js';
import { PATIENCE, Retailer } from './retailer.js';

jest.setTimeout(300_000);

type Cell = 'north' | 'south';

const CLI = fileURLToPath(new URL('../../dist/apps/standalone/src/cli/main.js', import.meta.url));

/**
 * Two inventory services as operators run them, each on a PostgreSQL server of its own, and one orders service, on one
 * Kafka. What parts them is their configuration alone: DATABASE_URL, CELL and the CELLS_FILE that they share.
 */
describe('A retailer whose stock is parted over two PostgreSQL servers', () => {
  const servers = {} as Record<Cell, OwnPostgres>;
  const inventories = {} as Record<Cell, ServiceProcess>;
  const shops = {} as Record<Cell, Retailer>;
  let ordersDatabase: TestDatabase;
  let kafka: Awaited<ReturnType<typeof ownKafka>>;
  let orders: ServiceProcess;
  let folder: string;
  let till: Producer;
  /** Two stores of cell north, the second one far away, and one of cell south. */
  let near: string;
  let far: string;
  let south: string;

  const env = (cell: Cell) => ({
    DATABASE_URL: servers[cell].url,
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    CELL: cell,
    CELLS_FILE: join(folder, 'cells.yaml'),
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cells-'));
    await writeFile(
      join(folder, 'cells.yaml'),
      'default: north\ncells:\n  north: {}\n  south: { prefixes: [S-], baseUrl: "https://south.example" }\n',
    );
    [servers.north, servers.south, ordersDatabase, kafka] = await Promise.all([
      ownPostgres(),
      ownPostgres(),
      testDatabase(),
      ownKafka(),
    ]);
    [inventories.north, inventories.south, orders] = await Promise.all([
      ServiceProcess.start('inventory', env('north')),
      ServiceProcess.start('inventory', env('south')),
      ServiceProcess.start('orders', {
        DATABASE_URL: ordersDatabase.url,
        KAFKA_BROKERS: kafka.brokers.join(','),
        PICKUP_CODE_SECRET: 'a secret that orders and notifications share',
        SEALING_SECRET: 'a secret that orders and returns share',
      }),
    ]);
    for (const cell of ['north', 'south'] as const) {
      shops[cell] = new Retailer((service) => (service === 'inventory' ? inventories[cell].url : orders.url));
    }
    const client = new kafkajs.Kafka({
      clientId: 'till',
      brokers: [...kafka.brokers],
      logLevel: kafkajs.logLevel.NOTHING,
    });
    till = client.producer();
    await till.connect();
    near = await shops.north.store(1);
    far = await shops.north.store(400);
    south = await shops.south.store(2, {}, uniqueId('S-store'));
  });
  afterAll(async () => {
    await till?.disconnect();
    await Promise.all([orders, inventories.north, inventories.south].map((service) => service?.stop()));
    await kafka?.stop();
    await Promise.all([servers.north?.remove(), servers.south?.remove(), ordersDatabase?.drop()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('puts an item to one cell, and has it in both', async () => {
    const sku = await shops.south.item({ category: 'tea' });
    await eventually(async () => {
      const item = await shops.north.ask('GET', `/inventory/v1/items/${sku}`);
      expect(item).toMatchObject({ sku, category: 'tea' });
    }, PATIENCE);
  });

  it("enters each till's sale once, in the cell of its store", async () => {
    const sku = await stocked({ [near]: 100, [south]: 100 });
    const sale = (locationId: string, i: number) => ({
      key: locationId,
      value: JSON.stringify({
        saleId: `sale-${i}`,
        locationId,
        occurredAt: new Date().toISOString(),
        lines: [{ lineId: '1', sku, quantity: 1 }],
      }),
    });
    const sales = Array.from({ length: 40 }, (_, i) => sale(i % 4 === 0 ? near : south, i));
    // Whatever comes is delivered at least once.
    await till.send({ topic: 'pos.sales.v1', messages: [...sales, ...sales] });
    await till.send({ topic: 'pos.sales.v1', messages: [{ key: south, value: 'not json' }] });
    await shops.north.levelIs(near, sku, { onHand: 90, sequence: 11 });
    await shops.south.levelIs(south, sku, { onHand: 70, sequence: 31 });
    expect(await queryOf('north', 'SELECT count(*)::int AS n FROM inventory.pending_sale_line')).toEqual([
      { n: 0 },
    ]);
    // What names no location is for the default cell, and for it alone.
    await eventually(async () => expect(await deadLetters('north')).toEqual(['invalid_json']), PATIENCE);
    expect(await deadLetters('south')).toEqual([]);
  });

  it('does not hold units of two cells together, and says where to ask', async () => {
    const sku = await stocked({ [near]: 5, [south]: 5 });
    const hold = (...locationIds: string[]) =>
      shops.north.send('POST', '/inventory/v1/reservations', {
        reference: uniqueId('cart'),
        ttlSeconds: 600,
        lines: locationIds.map((locationId) => ({ sku, locationId, quantity: 1 })),
      });
    expect(await hold(near, south)).toMatchObject({
      status: 409,
      body: {
        code: 'locations_in_different_cells',
        detail: expect.stringMatching(/Reserve in each cell by itself.*per fulfillment/) as string,
      },
    });
    expect(await hold(south)).toMatchObject({
      status: 409,
      body: { code: 'location_in_another_cell', cell: 'south', baseUrl: 'https://south.example' },
    });
    expect(await shops.north.level(near, sku)).toMatchObject({ reserved: 0 });
    expect(await shops.south.level(south, sku)).toMatchObject({ reserved: 0 });
  });

  it('reserves an order that both cells serve per fulfillment, and frees both when it is cancelled', async () => {
    const [tea, cup] = [await stocked({ [near]: 5 }), await stocked({ [south]: 5 })];
    const orderId = await shops.north.place([
      { lineId: '1', sku: tea, quantity: 2 },
      { lineId: '2', sku: cup, quantity: 3 },
    ]);
    const { fulfillments } = await shops.north.orderIs(orderId, 'allocated');
    expect(fulfillments.map(({ locationId }) => locationId).toSorted()).toEqual([south, near].toSorted());
    await shops.north.levelIs(near, tea, { committed: 2, available: 3 });
    await shops.south.levelIs(south, cup, { committed: 3, available: 2 });

    await shops.north.ask('POST', `/orders/v1/orders/${orderId}/cancel`);
    await shops.north.orderIs(orderId, 'cancelled');
    await shops.north.levelIs(near, tea, { committed: 0, available: 5 });
    await shops.south.levelIs(south, cup, { committed: 0, available: 5 });
  });

  it('commits a hold in whichever cell has it, and sources anew where none has', async () => {
    const sku = await stocked({ [south]: 5 });
    const hold = await shops.south.ask<Reservation>('POST', '/inventory/v1/reservations', {
      reference: uniqueId('cart'),
      ttlSeconds: 600,
      lines: [{ sku, locationId: south, quantity: 2 }],
    });
    const line = { lineId: '1', sku, quantity: 2 };
    const orderId = await shops.north.place([line], { reservationId: hold.reservationId });
    const { fulfillments } = await shops.north.orderIs(orderId, 'allocated');
    expect(fulfillments).toMatchObject([{ locationId: south }]);
    await shops.south.levelIs(south, sku, { reserved: 0, committed: 2 });

    const other = await shops.north.place([line], { reservationId: uniqueId('no-hold') });
    const { timeline } = await shops.north.orderIs(other, 'allocated');
    expect(timeline.map(({ what }) => what)).toEqual(expect.arrayContaining(['hold_refused', 'allocated']));
    await shops.south.levelIs(south, sku, { committed: 4, available: 1 });
  });

  it('serves in one cell while the other is away, and elsewhere what that one refuses when it is back', async () => {
    const [tea, cup] = [await stocked({ [near]: 5 }), await stocked({ [south]: 5, [far]: 5 })];
    await inventories.south.stop();
    await holdUnseen(south, cup, 5);

    const orderId = await shops.north.place([
      { lineId: '1', sku: tea, quantity: 1 },
      { lineId: '2', sku: cup, quantity: 1 },
    ]);
    await shops.north.levelIs(near, tea, { committed: 1 });
    await eventually(
      async () => expect(places(await shops.north.orderOf(orderId))).toEqual([near]),
      PATIENCE,
    );

    await inventories.south.start();
    const order = await shops.north.orderIs(orderId, 'allocated');
    expect(places(order)).toEqual([far, near].toSorted());
    expect(order.timeline).toEqual(
      expect.arrayContaining([expect.objectContaining({ what: 'reservation_refused', locationId: south })]),
    );
    await shops.north.levelIs(far, cup, { committed: 1 });
    await shops.south.levelIs(south, cup, { committed: 0, reserved: 5 });
  });

  it('has the books of its own locations alone in each database, and they agree', async () => {
    for (const [cell, own] of [
      ['north', [near, far]],
      ['south', [south]],
    ] as const) {
      for (const table of ['stock_level', 'stock_movement', 'reservation_line', 'location']) {
        const rows = await queryOf(cell, `SELECT DISTINCT location_id FROM inventory.${table}`);
        const found = rows.map((row) => String(row['location_id']));
        expect([cell, table, found.filter((id) => !(own as readonly string[]).includes(id))]).toEqual([
          cell,
          table,
          [],
        ]);
        expect(found.length).toBeGreaterThan(0);
      }
      const books = await shops[cell].ask<{ checked: number; drift: unknown[] }>(
        'GET',
        '/inventory/v1/reconciliation',
      );
      expect(books).toMatchObject({ drift: [] });
      expect(books.checked).toBeGreaterThan(0);
    }
    expect(await deadLetters('north')).toEqual(['invalid_json']);
    expect(await deadLetters('south')).toEqual([]);
  });

  it('is reconciled cell by cell, each with what orders has promised of its locations', async () => {
    for (const cell of ['north', 'south'] as const) {
      const door = await oneAddress(cell);
      try {
        const { port } = door.address() as AddressInfo;
        const command = [CLI, 'reconcile', '--url', `http://127.0.0.1:${port}`];
        const { stdout } = await promisify(execFile)(process.execPath, command);
        expect(stdout).toContain('ledger and balances agree');
        expect(stdout).toMatch(/Promises at \d+ levels? of other cells/);
        expect(stdout).toContain('the ledger holds every unit that is promised');
      } finally {
        door.close();
      }
    }
  });

  it('does not start a cell on the database of another', async () => {
    const wrong = await ServiceProcess.begin('inventory', { ...env('north'), CELL: 'south' });
    await wrong.ended();
    expect(wrong.output).toContain('The database of cell "south" holds stock or waiting sales of ');
    expect(wrong.output).not.toContain('    at ');
  });

  /** A new item of which each place has so many, as orders knows too. */
  async function stocked(shelves: Record<string, number>): Promise<string> {
    const sku = await shops.north.item();
    for (const [locationId, quantity] of Object.entries(shelves)) {
      const shop = shops[locationId === south ? 'south' : 'north'];
      await eventually(() => shop.ask('GET', `/inventory/v1/items/${sku}`), PATIENCE);
      await shop.stock(locationId, sku, quantity);
      await shop.levelIs(locationId, sku, { onHand: quantity });
      await shop.ordersKnow(locationId, sku);
    }
    return sku;
  }

  /** A cell and orders behind one address, as an ingress has them. */
  async function oneAddress(cell: Cell): Promise<Server> {
    const server = createServer((request, reply) => {
      const { url = '/' } = request;
      const service = url.startsWith('/orders/') ? orders : inventories[cell];
      fetch(`${service.url}${url}`).then(
        async (answer) => reply.writeHead(answer.status).end(await answer.text()),
        () => reply.destroy(),
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  /** Units are held in cell south while its service is away: orders does not see it before the service is back. */
  async function holdUnseen(locationId: string, sku: string, quantity: number): Promise<void> {
    const dataSource = createInventoryDataSource({ url: servers.south.url });
    await dataSource.initialize();
    const batcher = new StockBatcher({ dataSource });
    const reservationId = uniqueId('hold');
    const request = {
      reference: reservationId,
      ttlSeconds: 3_600,
      allowPartial: false,
      lines: [{ sku, locationId, quantity }],
    };
    const held = await batcher.submit({ type: 'reserve', commandId: reservationId, reservationId, request });
    expect(held.ok).toBe(true);
    await batcher.stop();
    await dataSource.destroy();
  }

  async function deadLetters(cell: Cell): Promise<string[]> {
    const { items } = await shops[cell].ask<{ items: { reason: { code: string } }[] }>(
      'GET',
      '/inventory/v1/dead-letters',
    );
    return items.map(({ reason }) => reason.code);
  }

  async function queryOf(cell: Cell, sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: servers[cell].url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }
});

const places = ({ fulfillments }: Order): string[] =>
  fulfillments.map(({ locationId }) => locationId).toSorted();
