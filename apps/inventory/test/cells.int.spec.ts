import { CommitRequested, ItemChanged, ReserveRequested } from '#contracts';
import { type InboundMessage, PostgresTransport, readEvent, type ReceivedEvent } from '#messaging';
import { eventually } from '#testing';
import { keepToCell } from '../src/cells/keep-to-cell.js';
import { type CellPlan, Cells } from '../src/domain/cells.js';
import { aMovement } from '../src/testing/builders.js';
import { requestMessage } from '../src/testing/requests.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

const PLAN: CellPlan = {
  default: 'north',
  cells: [
    { name: 'north', baseUrl: null, locations: [], prefixes: [] },
    { name: 'south', baseUrl: 'https://south.example', locations: [], prefixes: ['S-'] },
  ],
};
const IN_SOUTH = { status: 409, body: { code: 'location_in_another_cell', cell: 'south' } };
const IN_BOTH = { status: 409, body: { code: 'locations_in_different_cells' } };

const ANY_ITEM = {
  gtin: null,
  category: null,
  unit: 'each',
  returnWindowDays: null,
  returnable: true,
  lowStockThreshold: null,
  attributes: {},
};

/** Cell north, the default one, with messages through its own database. */
describe('The inventory service of one cell', () => {
  let north: RunningInventory;
  const requests: ReceivedEvent[] = [];

  beforeAll(async () => {
    north = await RunningInventory.start((url) => new PostgresTransport({ url }), new Cells(PLAN, 'north'));
    await north.transport.tail('inventory.requests.v1', (messages: InboundMessage[]) => {
      requests.push(...messages.map(readEvent));
    });
    await north.stock('N-1', { milk: 10 });
  });
  afterAll(() => north.stop());

  it.each([
    ['the levels', '/levels?locationId=S-1'],
    ['the ledger', '/movements?locationId=S-1'],
    ['the waiting sales', '/sales/pending?locationId=S-1'],
    ['the live levels', '/availability/stream?locationId=S-1'],
    ['the description', '/locations/S-1'],
  ])('does not answer %s of a location of another cell, but says who does', async (_what, path) => {
    expect(await north.get(path)).toMatchObject({
      status: 409,
      body: { ...IN_SOUTH.body, baseUrl: 'https://south.example' },
    });
  });

  it('asks to be asked for its own alone when locations of several cells are named', async () => {
    expect(await north.get('/levels?locationId=S-1&locationId=N-1')).toMatchObject(IN_BOTH);
    expect((await good(north.get<{ items: unknown[] }>('/levels'))).body.items).toHaveLength(1);
  });

  it('takes neither the location nor its safety stock, its counts or its transfers', async () => {
    const lines = [{ sku: 'milk', quantity: 1 }];
    expect(await north.put('/locations/S-1', { name: 'S', kind: 'store' })).toMatchObject(IN_SOUTH);
    expect(await north.put('/levels/S-1/milk', { safetyStock: 1 })).toMatchObject(IN_SOUTH);
    const countedAt = new Date().toISOString();
    expect(await north.post('/counts', { countId: 'c', locationId: 'S-1', countedAt, lines })).toMatchObject(
      IN_SOUTH,
    );
    expect(await north.post('/transfers', { from: 'N-1', to: 'S-1', lines })).toMatchObject(IN_BOTH);
    expect(await north.post('/transfers', { from: 'S-1', to: 'S-2', lines })).toMatchObject(IN_SOUTH);
  });

  it('holds units for a cart in one cell, and never in two', async () => {
    const hold = (...locationIds: string[]) =>
      north.post('/reservations', {
        reference: 'cart',
        ttlSeconds: 60,
        lines: locationIds.map((locationId) => ({ sku: 'milk', locationId, quantity: 1 })),
      });
    expect(await hold('N-1', 'S-1')).toMatchObject(IN_BOTH);
    expect(await hold('S-1')).toMatchObject(IN_SOUTH);
    expect(await north.level('N-1', 'milk')).toMatchObject({ reserved: 0 });
    expect((await hold('N-1')).status).toBe(201);
  });

  it('takes what is its own of a batch, and tells of each element that is not', async () => {
    const sale = (locationId: string) => ({
      saleId: `sale-${locationId}`,
      locationId,
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku: 'milk', quantity: 1 }],
    });
    expect(await north.post('/sales', { sales: [sale('S-1'), sale('N-1')] })).toMatchObject({
      status: 200,
      body: { accepted: 1, pending: 0, rejected: [{ saleId: 'sale-S-1', code: 'location_in_another_cell' }] },
    });
    const movement = (locationId: string) =>
      aMovement('receipt', 1, { movementId: `m-${locationId}`, locationId, sku: 'milk' });
    expect(await north.post('/movements', { movements: [movement('N-1'), movement('S-1')] })).toMatchObject({
      status: 200,
      body: { accepted: 1, rejected: [{ movementId: 'm-S-1', code: 'location_in_another_cell' }] },
    });
    expect(await north.level('N-1', 'milk')).toMatchObject({ onHand: 10 });
  });

  it('serves what is asked of its locations, passes over the rest, and hands on a hold that it does not have', async () => {
    const reserve = (reservationId: string, locationId: string) =>
      requestMessage(ReserveRequested, {
        reservationId,
        reference: 'order-1',
        lines: [{ sku: 'milk', locationId, quantity: 1 }],
      });
    await north.transport.publish([
      reserve('r-south', 'S-1'),
      requestMessage(CommitRequested, { reservationId: 'hold-south', reference: 'order-1' }),
      reserve('r-north', 'N-1'),
    ]);
    await eventually(async () => expect((await north.get('/reservations/r-north')).status).toBe(200));
    expect(await north.get('/reservations/r-south')).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('cell "north"') as string },
    });
    await eventually(() =>
      expect(requests.filter(({ data }) => (data as { cell?: string }).cell === 'south')).toMatchObject([
        { type: CommitRequested.type, key: 'order-1', data: { reservationId: 'hold-south' } },
      ]),
    );
    const { body } = await good(north.get<{ items: unknown[] }>('/dead-letters'));
    expect(body.items).toEqual([]);
    const metrics = await (await fetch(new URL('/metrics', north.url))).text();
    expect(metrics).toContain(
      'shelfstream_cell_messages_passed_over_total{group="inventory.serve-requests.north"} 2',
    );
  });

  it('learns of an item that another cell was given, and keeps its own when that is newer', async () => {
    const item = async (sku: string) => (await north.get<{ name: string | null }>(`/items/${sku}`)).body.name;
    const hear = (sku: string, name: string, updatedAt: string) =>
      north.transport.publish([
        requestMessage(ItemChanged, { ...ANY_ITEM, sku, name, createdAt: updatedAt, updatedAt }),
      ]);
    await hear('tea', 'Tea', '2026-01-01T00:00:00.000Z');
    await hear('milk', 'Old milk', '2026-01-01T00:00:00.000Z');
    await eventually(async () => expect(await item('tea')).toBe('Tea'));
    await hear('tea', 'Green tea', '2026-01-02T00:00:00.000Z');
    await eventually(async () => expect(await item('tea')).toBe('Green tea'));
    expect(await item('milk')).toBeNull();
  });

  it('does not start on a database that has books of another cell', async () => {
    const south = keepToCell(north.dataSource, new Cells(PLAN, 'south'));
    await expect(south).rejects.toThrow('The database of cell "south" holds stock or waiting sales of "N-1"');
    const { own } = await keepToCell(north.dataSource, new Cells(PLAN, 'north'));
    expect(own?.name).toBe('north');
  });
});

describe('A system that runs, and becomes the default cell', () => {
  it('reads its topics anew in the groups of the cell, and enters nothing twice', async () => {
    const before = await RunningInventory.start();
    try {
      await before.stock('N-1', { milk: 10 });
      const sale = {
        saleId: 'sale-1',
        locationId: 'N-1',
        occurredAt: new Date().toISOString(),
        lines: [{ lineId: '1', sku: 'milk', quantity: 1 }],
      };
      await before.transport.publish([
        { topic: 'pos.sales.v1', key: 'N-1', headers: {}, value: JSON.stringify(sale) },
        requestMessage(ReserveRequested, {
          reservationId: 'r-1',
          reference: 'order-1',
          lines: [{ sku: 'milk', locationId: 'N-1', quantity: 2 }],
        }),
      ]);
      const figures = { onHand: 9, committed: 2, sequence: 3 };
      await eventually(async () => expect(await before.level('N-1', 'milk')).toMatchObject(figures));

      const north = await before.replica(new Cells(PLAN, 'north'));
      try {
        for (const [group, topic] of [
          ['inventory.record-sales.north', 'pos.sales.v1'],
          ['inventory.serve-requests.north', 'inventory.requests.v1'],
        ] as const) {
          await eventually(async () => {
            const parts = await north.transport.lag(group, topic);
            expect(parts.reduce((sum, part) => sum + part.lag, 0)).toBe(0);
          });
        }
        const { body } = await good(north.get<{ consumers: { group: string }[] }>('/operations'));
        expect(body.consumers.map(({ group }) => group)).toContain('inventory.hear-items.north');
        expect(await north.level('N-1', 'milk')).toMatchObject(figures);
        expect((await good(north.get<{ items: unknown[] }>('/dead-letters'))).body.items).toEqual([]);
      } finally {
        await north.stop();
      }
    } finally {
      await before.stop();
    }
  });
});
