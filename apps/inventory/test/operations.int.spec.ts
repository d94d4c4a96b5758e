import type { ItemPage, Operations, OversoldPage, Throughput } from '#contracts';
import { eventually } from '#testing';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

/** What those see who look after the stock. */
describe('Operating inventory', () => {
  let inventory: RunningInventory;

  beforeAll(async () => {
    inventory = await RunningInventory.start();
    await inventory.stock('store-1', { milk: 10, tea: 4 });
    await inventory.stock('store-2', { milk: 3 });
  });
  afterAll(() => inventory?.stop());

  let sales = 0;
  const sell = (locationId: string, sku: string, quantity: number) =>
    good(
      inventory.post('/sales', {
        sales: [
          {
            saleId: `sale-${++sales}`,
            locationId,
            occurredAt: new Date().toISOString(),
            lines: [{ lineId: '1', sku, quantity }],
          },
        ],
      }),
    );
  const reserve = (locationId: string, sku: string, quantity: number) =>
    good(
      inventory.post('/reservations', {
        reference: 'cart',
        ttlSeconds: 600,
        lines: [{ sku, locationId, quantity }],
      }),
    );
  const oversold = async (query = '') => (await good(inventory.get<OversoldPage>(`/oversold?${query}`))).body;

  it('what was promised and is not there is listed with how much is missing, until it is there again', async () => {
    await reserve('store-1', 'milk', 8);
    await reserve('store-2', 'milk', 3);
    expect((await oversold()).items).toEqual([]);
    await sell('store-1', 'milk', 5);
    await sell('store-2', 'milk', 1);
    await sell('store-1', 'tea', 6);
    expect((await oversold()).items).toMatchObject([
      { locationId: 'store-1', sku: 'milk', onHand: 5, reserved: 8, shortage: 3 },
      { locationId: 'store-2', sku: 'milk', onHand: 2, reserved: 3, shortage: 1 },
    ]);
    const first = await oversold('limit=1');
    expect(first.items).toHaveLength(1);
    const second = await oversold(`limit=1&cursor=${first.nextCursor}`);
    expect(second.items.map(({ locationId }) => locationId)).toEqual(['store-2']);

    await sell('store-2', 'milk', -1);
    expect((await oversold()).items.map(({ locationId }) => locationId)).toEqual(['store-1']);
  });

  it('each of the last minutes tells how much was recorded in it, and of what', async () => {
    const total = async () => {
      const { minutes } = (await good(inventory.get<Throughput>('/throughput?minutes=10'))).body;
      expect(minutes).toHaveLength(10);
      const sum = (figure: 'sales' | 'promises' | 'other') =>
        minutes.reduce((n, minute) => n + minute[figure], 0);
      return { sales: sum('sales'), promises: sum('promises'), other: sum('other') };
    };
    const before = await total();
    expect(before.other).toBeGreaterThan(0);
    await sell('store-2', 'milk', 1);
    await inventory.stock('store-3', { milk: 1 });
    const reserved = await reserve('store-3', 'milk', 1);
    expect(reserved.status).toBe(201);
    expect(await total()).toEqual({
      sales: before.sales + 1,
      promises: before.promises + 1,
      other: before.other + 1,
    });
  });

  it('messages that wait, and how far each group is behind, are told', async () => {
    await eventually(async () => {
      const { body } = await good(inventory.get<Operations>('/operations'));
      expect(body).toMatchObject({ service: 'inventory', outbox: { messages: 0, oldestAgeMs: 0 } });
      expect(body.consumers).toContainEqual({
        group: 'inventory.record-sales',
        topic: 'pos.sales.v1',
        lag: 0,
      });
    });
  });

  it('items are found by the barcode that somebody scans, and several by their SKUs', async () => {
    const gtin = '4006381333931';
    await good(inventory.put('/items/pencil', { name: 'Pencil', gtin }));
    const found = async (query: string) =>
      (await good(inventory.get<ItemPage>(`/items?${query}`))).body.items.map(({ sku }) => sku);
    expect(await found(`q=${gtin}`)).toEqual(['pencil']);
    expect(await found('sku=tea&sku=milk&sku=nothing')).toEqual(['milk', 'tea']);
  });
});
