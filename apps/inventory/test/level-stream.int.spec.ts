import type { LevelPage } from '#contracts';
import { eventually } from '#testing';
import { aMovement } from '../src/testing/builders.js';
import { LevelReader } from '../src/testing/level-reader.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

describe('The stream of levels', () => {
  let inventory: RunningInventory;
  let replica: RunningInventory;
  const readers: LevelReader[] = [];

  beforeAll(async () => {
    inventory = await RunningInventory.start();
    replica = await inventory.replica();
    await inventory.stock('s-1', { tea: 10, milk: 5 });
    await inventory.stock('s-2', { tea: 7 });
  });
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  afterAll(async () => {
    await replica?.stop();
    await inventory?.stop();
  });

  const watch = async (opened: Promise<LevelReader>) => {
    const reader = await opened;
    readers.push(reader);
    return reader;
  };
  const open = (query: string, on = inventory, headers?: Record<string, string>) =>
    watch(LevelReader.open(`${on.url}/availability/stream?${query}`, headers));
  let made = 0;
  const receiveAll = async (
    skus: readonly string[],
    quantity: number,
    locationId: string,
    on: RunningInventory,
  ) => {
    const occurredAt = new Date().toISOString();
    const movements = skus.map((sku) =>
      aMovement('receipt', quantity, { movementId: `stream-${++made}`, sku, locationId, occurredAt }),
    );
    const { body } = await good(on.post('/movements', { movements }));
    expect(body).toMatchObject({ accepted: skus.length });
  };
  const receive = (sku: string, quantity = 1, locationId = 's-1', on = inventory) =>
    receiveAll([sku], quantity, locationId, on);

  it('begins with the current levels of its filter, as GET /levels shows them, then shows every change', async () => {
    const reader = await open('locationId=s-1');
    expect(reader.response.headers.get('content-type')).toContain('text/event-stream');
    expect(reader.response.headers.get('cache-control')).toContain('no-cache');
    const { items } = (await good(inventory.get<LevelPage>('/levels?locationId=s-1'))).body;
    expect(await reader.has(2)).toEqual(items);

    await receive('tea', 3);
    await receive('tea', 1, 's-2');
    await receive('milk', 1);
    expect((await reader.has(4)).slice(2)).toMatchObject([
      { sku: 'tea', locationId: 's-1', onHand: 13, available: 13 },
      { sku: 'milk', locationId: 's-1', onHand: 6 },
    ]);
    expect(reader.levels[2]).toEqual(await inventory.level('s-1', 'tea'));
  });

  it('takes SKUs and locations together, and a level that is made later', async () => {
    await good(inventory.put('/items/later', {}));
    const reader = await open('sku=later&sku=tea&locationId=s-2');
    await reader.has(1);
    await receive('later', 4, 's-1');
    await receive('milk', 4, 's-2');
    await receive('later', 4, 's-2');
    expect((await reader.has(2)).map(({ sku, locationId }) => `${locationId}/${sku}`)).toEqual([
      's-2/tea',
      's-2/later',
    ]);
  });

  it('shows on every replica what any of them changed', async () => {
    const reader = await open('sku=tea&locationId=s-1', replica);
    const [now] = await reader.has(1);
    await receive('tea', 1, 's-1', inventory);
    expect((await reader.has(2))[1]?.onHand).toBe((now?.onHand ?? 0) + 1);
    await receive('tea', 1, 's-1', replica);
    expect((await reader.has(3))[2]?.onHand).toBe((now?.onHand ?? 0) + 2);
  });

  it('resumed after a break, on another replica, makes up for what changed meanwhile', async () => {
    const before = await open('locationId=s-1');
    await before.has(2);
    before.close();
    for (let i = 0; i < 5; i++) await receive('tea');
    await receive('milk', 2);
    const after = await watch(before.resume(`${replica.url}/availability/stream?locationId=s-1`));
    await after.has(2);
    expect(after.newest).toMatchObject({
      's-1/tea': (await inventory.level('s-1', 'tea'))?.onHand,
      's-1/milk': (await inventory.level('s-1', 'milk'))?.onHand,
    });
    await receive('tea');
    expect((await after.has(3))[2]?.sku).toBe('tea');
  });

  it('broken and resumed again and again while everything moves, misses no final figure and never goes back', async () => {
    const skus = Array.from({ length: 10 }, (_, i) => `storm-${i}`);
    await inventory.stock('storm', Object.fromEntries(skus.map((sku) => [sku, 1])));
    const query = 'locationId=storm';
    const url = (i: number) => `${(i % 2 === 0 ? inventory : replica).url}/availability/stream?${query}`;
    let moving = true;
    const restless = (async () => {
      let reader = await watch(LevelReader.open(url(0)));
      for (let i = 1; moving; i++) {
        await reader.has(1);
        await new Promise((resolve) => setTimeout(resolve, 15));
        reader.close();
        reader = await watch(reader.resume(url(i)));
      }
      return reader;
    })();
    for (let i = 0; i < 40; i++) {
      await receiveAll(skus, 1, 'storm', i % 2 === 0 ? inventory : replica);
    }
    moving = false;
    const last = await restless;
    await eventually(() => {
      expect(last.newest).toEqual(Object.fromEntries(skus.map((sku) => [`storm/${sku}`, 41])));
    });
    for (const { levels } of readers) {
      const sequences = new Map<string, number>();
      for (const { sku, sequence } of levels) {
        expect(sequence).toBeGreaterThan(sequences.get(sku) ?? 0);
        sequences.set(sku, sequence);
      }
    }
  });

  it('of more than 1,000 levels is refused, with what to do', async () => {
    await good(inventory.put('/locations/wide', { name: 'Wide', kind: 'warehouse' }));
    await inventory.query(
      `WITH item AS (
         INSERT INTO inventory.item (sku, unit, returnable, attributes, created_at, updated_at)
         SELECT 'wide-' || n, 'each', true, '{}', now(), now() FROM generate_series(1, 1001) n RETURNING sku)
       INSERT INTO inventory.stock_level (location_id, sku, updated_at) SELECT 'wide', sku, now() FROM item`,
    );
    expect(await inventory.get('/availability/stream?locationId=wide')).toMatchObject({
      status: 400,
      body: { code: 'stream_too_wide', detail: expect.stringContaining('1000') },
    });
    const thousand = Array.from({ length: 1_000 }, (_, i) => `sku=wide-${i + 1}`).join('&');
    const reader = await open(thousand);
    expect(await reader.has(1_000)).toHaveLength(1_000);
  });

  it.each(['nothing=1', `sku=${'x'.repeat(65)}`, 'sku='])('with ?%s is refused', async (query) => {
    expect(await inventory.get(`/availability/stream?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  it('ends when its replica stops, so that its reader goes on with another', async () => {
    const third = await inventory.replica();
    const reader = await open('locationId=s-1', third);
    await reader.has(2);
    await third.stop();
    await eventually(() => expect(reader.ended).toBe(true));
    const next = await watch(reader.resume(`${inventory.url}/availability/stream?locationId=s-1`));
    await next.has(2);
  });
});
