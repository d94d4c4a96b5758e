import type { Availability, AvailabilityResult } from '#contracts';
import { aMovement } from '../src/testing/builders.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

const ALWAYS_OPEN = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    [{ opens: '00:00', closes: '24:00' }],
  ]),
);

describe('Availability over HTTP', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
    // One degree of longitude is 111.195 km at the equator.
    for (const [id, longitude, more] of [
      ['far', 3, { timeZone: 'Asia/Shanghai', openingHours: ALWAYS_OPEN }],
      ['near', 0.1, {}],
      ['middle', 1, { capabilities: ['ship'] }],
      ['closed', 2, { openingHours: {} }],
    ] as const) {
      await inventory.stock(id, { tea: 10 });
      const place = { name: `Store ${id}`, kind: 'store', latitude: 0, longitude, ...more };
      await good(inventory.put(`/locations/${id}`, place));
    }
    await inventory.stock('nowhere', { tea: 10 });
    await good(inventory.put('/items/tea', { lowStockThreshold: 4 }));
  });
  afterAll(() => inventory.stop());

  const find = async (query: string): Promise<Availability[]> =>
    (await good(inventory.get<AvailabilityResult>(`/availability?${query}`))).body.items;
  const places = ({ locations }: Availability) => locations.map(({ locationId }) => locationId);
  const first = async (query: string) => (await find(query))[0] as Availability;
  let made = 0;
  const move = async (
    type: 'receipt' | 'damage' | 'adjustment',
    quantity: number,
    sku: string,
    locationId: string,
  ) => {
    const movement = aMovement(type, quantity, {
      movementId: `a-${++made}`,
      sku,
      locationId,
      occurredAt: new Date().toISOString(),
    });
    const { body } = await inventory.post('/movements', { movements: [movement] });
    expect(body).toMatchObject({ accepted: 1 });
  };

  it('comes nearest first, with distances; places of unknown whereabouts come last', async () => {
    const tea = await first('sku=tea&near=0,0');
    expect(places(tea)).toEqual(['near', 'middle', 'closed', 'far', 'nowhere']);
    expect(tea.locations.map(({ distanceKm }) => distanceKm)).toEqual([
      11.12,
      111.195,
      222.39,
      333.585,
      null,
    ]);
    expect(tea).toMatchObject({ sku: 'tea', known: true, total: 50, stockStatus: 'in_stock' });
    expect(places(await first('sku=tea'))).toEqual(['closed', 'far', 'middle', 'near', 'nowhere']);
  });

  it('within a radius leaves out whatever is not known to be in it', async () => {
    const tea = await first('sku=tea&near=0,0&radiusKm=150');
    expect(places(tea)).toEqual(['near', 'middle']);
    expect(tea.total).toBe(20);
  });

  it('by a method leaves out places that cannot do it', async () => {
    expect(places(await first('sku=tea&near=0,0&method=pickup'))).not.toContain('middle');
    expect(places(await first('sku=tea&near=0,0&method=ship'))).toContain('middle');
  });

  it('promises a pickup where there is one to be had, as a time on the clock of the place', async () => {
    const { locations } = await first('sku=tea&near=0,0');
    const promise = Object.fromEntries(locations.map((l) => [l.locationId, l.pickupPromise]));
    expect(promise['middle']).toBeNull();
    expect(promise['closed']).toBeNull();
    expect(promise['far']).toMatch(/\+08:00$/);
    expect(promise['near']).toMatch(/Z$|\+00:00$/);
    expect(Date.parse(promise['far'] as string)).toBeGreaterThan(Date.now() + 3_600_000);
  });

  it('says whether stock is low, or out, and never counts what is missing or kept back', async () => {
    await inventory.stock('left-1', { lamp: 10 });
    await inventory.stock('left-2', { lamp: 0 });
    await good(inventory.put('/items/lamp', { lowStockThreshold: 2 }));
    await good(inventory.put('/levels/left-1/lamp', { safetyStock: 3 }));
    await move('damage', 2, 'lamp', 'left-1');
    await good(
      inventory.post('/sales', {
        sales: [
          {
            saleId: 'beyond',
            locationId: 'left-2',
            occurredAt: new Date().toISOString(),
            lines: [{ lineId: '1', sku: 'lamp', quantity: 7 }],
          },
        ],
      }),
    );
    const statusOf = async () => {
      const lamp = await first('sku=lamp');
      return [lamp.total, lamp.stockStatus, ...lamp.locations.map((l) => `${l.available} ${l.stockStatus}`)];
    };
    // left-2 has -7: it does not take from what left-1 can promise.
    expect(await statusOf()).toEqual([5, 'in_stock', '5 in_stock', '0 out_of_stock']);
    await move('adjustment', -3, 'lamp', 'left-1');
    expect(await statusOf()).toEqual([2, 'low_stock', '2 low_stock', '0 out_of_stock']);
    await move('adjustment', -2, 'lamp', 'left-1');
    expect(await statusOf()).toEqual([0, 'out_of_stock', '0 out_of_stock', '0 out_of_stock']);
    expect((await first('sku=lamp')).locations[0]?.pickupPromise).toBeNull();
  });

  it('answers each SKU once, in the order asked, and says which are in no catalogue', async () => {
    await good(inventory.put('/items/unstocked', {}));
    const items = await find('sku=unstocked&sku=nothing&sku=tea&sku=nothing');
    expect(items.map(({ sku, known, total, locations }) => [sku, known, total, locations.length])).toEqual([
      ['unstocked', true, 0, 0],
      ['nothing', false, 0, 0],
      ['tea', true, 50, 5],
    ]);
  });

  it('adds up levels whose sum no 32-bit number holds', async () => {
    for (const place of ['huge-1', 'huge-2', 'huge-3']) {
      await inventory.stock(place, { grain: 1_000_000_000 });
    }
    expect((await first('sku=grain')).total).toBe(3_000_000_000);
  });

  it.each([
    ['', 'sku'],
    ['near=0,0', 'sku'],
    [Array.from({ length: 101 }, (_, i) => `sku=${i}`).join('&'), 'sku'],
    ['sku=tea&radiusKm=5', 'radiusKm'],
    ['sku=tea&near=0,0&radiusKm=0', 'radiusKm'],
    ['sku=tea&near=0;0', 'near'],
    ['sku=tea&near=0,0&near=1,1', 'near'],
    ['sku=tea&method=drone', 'method'],
  ])('asked with "%s" is refused', async (query, path) => {
    expect(await inventory.get(`/availability?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path }] },
    });
  });

  it('asked with a parameter that it does not know is refused, for that is a typing error', async () => {
    expect(await inventory.get('/availability?sku=tea&nere=0,0')).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', detail: expect.stringContaining('nere') },
    });
  });
});
