import type { CategoryPage, Item, ItemBatchResult, ItemPage, Location, LocationPage } from '#contracts';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

/** Kilometres along the equator: one degree of longitude is 111.195 km there. */
const EAST = [0.1, 0.2, 0.3, 0.4];

describe('The catalogue over HTTP', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
  });
  afterAll(() => inventory.stop());

  describe('a location', () => {
    it('is created with 201, and replaced as a whole with 200', async () => {
      const whole = {
        name: 'Main Street',
        kind: 'store',
        latitude: 1.5,
        longitude: -2.5,
        timeZone: 'Asia/Shanghai',
        address: '1 Main Street',
        capabilities: ['pickup'],
        safetyStock: 2,
        dailyOrderCapacity: 40,
        openingHours: { monday: [{ opens: '09:00', closes: '24:00' }] },
        markdownRisk: 0.5,
        handlingCost: 1.25,
      };
      const created = await inventory.put<Location>('/locations/main', whole);
      expect(created).toMatchObject({ status: 201, body: { locationId: 'main', ...whole } });

      const replaced = await inventory.put<Location>('/locations/main', { name: 'Main', kind: 'warehouse' });
      expect(replaced).toMatchObject({
        status: 200,
        body: {
          name: 'Main',
          kind: 'warehouse',
          latitude: null,
          longitude: null,
          timeZone: 'UTC',
          address: null,
          capabilities: ['pickup', 'ship', 'returns'],
          safetyStock: 0,
          dailyOrderCapacity: null,
          openingHours: null,
          markdownRisk: null,
          handlingCost: null,
          createdAt: created.body.createdAt,
        },
      });
      expect((await inventory.get('/locations/main')).body).toEqual(replaced.body);
    });

    it.each([
      [{ kind: 'store' }, 'name'],
      [{ name: 'x', kind: 'kiosk' }, 'kind'],
      [{ name: 'x', kind: 'store', latitude: 1 }, 'latitude'],
      [{ name: 'x', kind: 'store', latitude: 91, longitude: 0 }, 'latitude'],
      [{ name: 'x', kind: 'store', timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ name: 'x', kind: 'store', safetyStock: -1 }, 'safetyStock'],
      [
        { name: 'x', kind: 'store', openingHours: { monday: [{ opens: '18:00', closes: '09:00' }] } },
        'openingHours.monday[0]',
      ],
    ])('%j is turned away, with the field that is wrong: %s', async (body, path) => {
      expect(await inventory.put('/locations/bad', body)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', errors: [{ path }] },
      });
      expect(await inventory.get('/locations/bad')).toMatchObject({
        status: 404,
        body: { code: 'unknown_location' },
      });
    });

    it('keeps an id with slash, percent sign, blank and other scripts exactly as it was given', async () => {
      const id = '北京/店 50% "é"';
      const path = `/locations/${encodeURIComponent(id)}`;
      expect(await inventory.put(path, { name: 'x', kind: 'store' })).toMatchObject({
        status: 201,
        body: { locationId: id },
      });
      expect(await inventory.get(path)).toMatchObject({ status: 200, body: { locationId: id } });
    });
  });

  describe('the list of locations', () => {
    beforeAll(async () => {
      for (const [i, longitude] of EAST.entries()) {
        const place = { name: 'x', kind: 'store', latitude: 0, longitude };
        // Ids run against the distance, so that one order cannot be taken for the other.
        await good(inventory.put(`/locations/near-${9 - i}`, place));
      }
      await good(
        inventory.put('/locations/near-twin', { name: 'x', kind: 'store', latitude: 0, longitude: 0.1 }),
      );
    });

    const list = async (query: string) =>
      (await good(inventory.get<LocationPage>(`/locations?${query}`))).body;

    it('comes nearest first, with the distance, and leaves out what lies outside the radius', async () => {
      const { items } = await list('near=0,0&radiusKm=40');
      expect(items.map(({ locationId, distanceKm }) => [locationId, distanceKm])).toEqual([
        ['near-9', 11.12],
        ['near-twin', 11.12],
        ['near-8', 22.239],
        ['near-7', 33.359],
      ]);
    });

    it.each(['near=0,0', ''])('can be walked page by page with "%s", each location once', async (query) => {
      const ids: string[] = [];
      let cursor: string | null = '';
      let pages = 0;
      while (cursor !== null) {
        const page = await list(`${query}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
        expect(page.items.length).toBeLessThanOrEqual(2);
        ids.push(...page.items.map(({ locationId }) => locationId));
        cursor = page.nextCursor;
        pages += 1;
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(pages).toBe(Math.ceil(ids.length / 2));
      const all = await list(`${query}&limit=500`);
      expect(ids).toEqual(all.items.map(({ locationId }) => locationId));
      expect(ids).toEqual(expect.arrayContaining(['near-6', 'near-7', 'near-8', 'near-9', 'near-twin']));
      if (query === '') expect(ids.length).toBeGreaterThan(5);
      else expect(ids).toHaveLength(5);
    });

    it('takes no cursor of another place or another list', async () => {
      const { nextCursor } = await list('near=0,0&limit=1');
      const invalid = { status: 400, body: { code: 'invalid_cursor' } };
      expect(await inventory.get(`/locations?near=1,1&cursor=${nextCursor}`)).toMatchObject(invalid);
      expect(await inventory.get(`/locations?cursor=${nextCursor}`)).toMatchObject(invalid);
      expect(await inventory.get(`/locations?cursor=xyz`)).toMatchObject(invalid);
    });

    it.each([
      ['radiusKm=5', 'radiusKm'],
      ['near=91,0', 'near'],
      ['near=north', 'near'],
      ['limit=501', 'limit'],
      ['limit=0', 'limit'],
    ])('is refused with %s', async (query, path) => {
      expect(await inventory.get(`/locations?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', errors: [{ path }] },
      });
    });
  });

  describe('an item', () => {
    it('needs nothing but its SKU, and is replaced as a whole', async () => {
      expect(await inventory.put('/items/tea', {})).toMatchObject({
        status: 201,
        body: { sku: 'tea', name: null, unit: 'each', returnable: true, attributes: {} },
      });
      const whole = {
        name: 'Tea 500 g',
        gtin: '4006381333931',
        category: 'Tea',
        unit: 'box',
        returnWindowDays: 30,
        returnable: false,
        lowStockThreshold: 5,
        attributes: { colour: 'green' },
      };
      expect(await inventory.put('/items/tea', whole)).toMatchObject({ status: 200, body: whole });
      expect(await inventory.put('/items/tea', { name: 'Tea' })).toMatchObject({
        status: 200,
        body: { name: 'Tea', gtin: null, returnWindowDays: null, lowStockThreshold: null, attributes: {} },
      });
    });

    it('that nobody made is 404, with what to do', async () => {
      expect(await inventory.get('/items/nothing')).toMatchObject({
        status: 404,
        body: { code: 'unknown_sku', detail: expect.stringContaining('PUT /inventory/v1/items/{sku}') },
      });
    });
  });

  describe('a batch of items', () => {
    it('saves the right ones and names the malformed ones', async () => {
      const answer = await inventory.post<ItemBatchResult>('/items/batch', {
        items: [
          { sku: 'b-1', name: 'First' },
          { sku: 'b-2', gtin: '12' },
          'no item',
          null,
          { name: 'no SKU' },
          { sku: 'b-1', name: 'Second' },
          { sku: 'b-3' },
        ],
      });
      expect(answer).toMatchObject({ status: 200, body: { created: 2, updated: 1 } });
      expect(answer.body.rejected.map(({ sku, code }) => [sku, code])).toEqual([
        ['b-2', 'invalid_item'],
        [null, 'invalid_item'],
        [null, 'invalid_item'],
        [null, 'invalid_item'],
      ]);
      expect(answer.body.rejected[0]?.detail).toContain('gtin');
      expect((await inventory.get<Item>('/items/b-1')).body.name).toBe('Second');
      expect((await inventory.get('/items/b-2')).status).toBe(404);
    });

    it('is 201 when every element is new, and 400 when it is no batch', async () => {
      expect((await inventory.post('/items/batch', { items: [{ sku: 'c-1' }] })).status).toBe(201);
      expect((await inventory.post('/items/batch', { items: [] })).status).toBe(400);
      expect((await inventory.post('/items/batch', [{ sku: 'c-2' }])).status).toBe(400);
    });

    it('can be found by words of the name, by category and by GTIN, page by page', async () => {
      await good(
        inventory.post('/items/batch', {
          items: [
            { sku: 'green-1', name: 'Green tea 100%', category: 'Drinks' },
            { sku: 'green-2', name: 'Tea, green', category: 'Drinks', gtin: '12345678' },
            { sku: 'black-1', name: 'Black tea', category: 'Drinks' },
          ],
        }),
      );
      const found = async (query: string) =>
        (await good(inventory.get<ItemPage>(`/items?${query}`))).body.items.map(({ sku }) => sku);
      expect(await found('q=tea+green')).toEqual(['green-1', 'green-2']);
      expect(await found('q=100%25')).toEqual(['green-1']);
      expect(await found('q=gr__n')).toEqual([]);
      expect(await found('q=+++')).toEqual([]);
      expect(await found('q=black-')).toEqual(['black-1']);
      expect(await found('gtin=12345678')).toEqual(['green-2']);
      const first = (await good(inventory.get<ItemPage>('/items?category=Drinks&limit=2'))).body;
      expect(first.items.map(({ sku }) => sku)).toEqual(['black-1', 'green-1']);
      expect(await found(`category=Drinks&limit=2&cursor=${first.nextCursor}`)).toEqual(['green-2']);
    });

    it('stands in a category, and the categories are listed with how many items each has', async () => {
      const items = [
        { sku: 'shelf-1', category: 'Apples' },
        { sku: 'shelf-2', category: 'Apples' },
        { sku: 'shelf-3', category: 'Bread' },
        { sku: 'shelf-4', category: '' },
      ];
      await good(inventory.post('/items/batch', { items }));
      const list = async (query: string) =>
        (await good(inventory.get<CategoryPage>(`/categories?${query}`))).body;
      const first = await list('limit=1');
      expect(first.items).toEqual([{ category: 'Apples', items: 2 }]);
      const second = await list(`limit=1&cursor=${first.nextCursor}`);
      expect(second.items).toEqual([{ category: 'Bread', items: 1 }]);
    });
  });
});
