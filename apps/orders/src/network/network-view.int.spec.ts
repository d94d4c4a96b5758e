import type { Candidate } from '../domain/sourcing/network.js';
import { itemFact, levelFact, locationFact } from '../testing/network-events.js';
import { openOrdersDatabase, type OrdersDatabase } from '../testing/orders-database.js';
import type { CapacityUse } from './capacity-use.js';
import { NetworkView } from './network-view.js';
import { saveItems } from './save-items.js';
import { saveLevels } from './save-levels.js';
import { saveLocations } from './save-locations.js';

describe('What orders knows of the network', () => {
  let database: OrdersDatabase;
  let view: NetworkView;
  const db = () => database.dataSource;
  const now = Date.UTC(2026, 10, 24, 10);

  beforeAll(async () => {
    database = await openOrdersDatabase();
  });
  beforeEach(async () => {
    await db().query('TRUNCATE orders.location, orders.stock_level, orders.item');
    view = new NetworkView();
  });
  afterAll(() => database.close());

  /** `downtown shirt:3`: every location with what it has. */
  const seen = async (...skus: string[]): Promise<string[]> => {
    const { candidates } = await view.candidates(db(), skus, now);
    return candidates.map(({ place, available }: Candidate) =>
      [place.locationId, ...[...available].map(([sku, units]) => `${sku}:${units}`).sort()].join(' '),
    );
  };

  it('is every location, with what it has of the SKUs in question and of no others', async () => {
    await saveLocations(db(), [locationFact('downtown'), locationFact('airport')]);
    await saveLevels(db(), [
      levelFact('downtown', 'shirt', 3),
      levelFact('downtown', 'jeans', 0),
      levelFact('downtown', 'hat', 9),
    ]);
    expect(await seen('shirt', 'jeans')).toEqual(['airport', 'downtown jeans:0 shirt:3']);
  });

  it('is a location as it was told, down to its opening hours', async () => {
    const fact = locationFact('downtown', {
      name: 'Downtown "5th"',
      kind: 'warehouse',
      latitude: 40.7,
      longitude: -74,
      timeZone: 'America/New_York',
      address: '5 Fifth Avenue, {NY}',
      capabilities: ['ship'],
      safetyStock: 2,
      dailyOrderCapacity: 40,
      openingHours: { monday: [{ opens: '09:00', closes: '18:00' }] },
      markdownRisk: 0.25,
      handlingCost: 3.5,
    });
    await saveLocations(db(), [fact]);
    const { candidates } = await view.candidates(db(), [], now);
    const { createdAt: _, updatedAt: __, ...told } = fact;
    expect(candidates.map(({ place }) => place)).toEqual([told]);
  });

  it('never goes back to a level’s older figures, however late and in whatever order they come', async () => {
    await saveLocations(db(), [locationFact('downtown')]);
    await saveLevels(db(), [
      levelFact('downtown', 'shirt', 5, 7),
      levelFact('downtown', 'shirt', 6, 6),
      levelFact('downtown', 'jeans', 1, 1),
    ]);
    expect(await seen('shirt', 'jeans')).toEqual(['downtown jeans:1 shirt:5']);
    await saveLevels(db(), [levelFact('downtown', 'shirt', 9, 6), levelFact('downtown', 'jeans', 2, 2)]);
    expect(await seen('shirt', 'jeans')).toEqual(['downtown jeans:2 shirt:5']);
  });

  it('never goes back to a location or an item as it was before', async () => {
    const at = (minute: number) => `2026-11-24T09:0${minute}:00.000Z`;
    await saveLocations(db(), [locationFact('downtown', { name: 'New', updatedAt: at(2) })]);
    await saveLocations(db(), [locationFact('downtown', { name: 'Old', updatedAt: at(1) })]);
    await saveItems(db(), [
      itemFact('shirt', { name: 'New', updatedAt: at(2) }),
      itemFact('shirt', { name: 'Old', updatedAt: at(1) }),
    ]);
    await saveItems(db(), [itemFact('shirt', { name: 'Older', updatedAt: at(1) })]);
    expect(
      await db().query('SELECT name FROM orders.location UNION ALL SELECT name FROM orders.item'),
    ).toEqual([{ name: 'New' }, { name: 'New' }]);
  });

  it('sees at once what another replica heard of a location, and remembers those that did not change', async () => {
    const placeOf = async (locationId: string) =>
      (await view.candidates(db(), [], now)).candidates.find((c) => c.place.locationId === locationId)?.place;
    await saveLocations(db(), [locationFact('airport'), locationFact('downtown')]);
    const airport = await placeOf('airport');
    await saveLocations(db(), [
      locationFact('downtown', { capabilities: ['pickup'], updatedAt: '2026-11-24T09:01:00.000Z' }),
    ]);
    expect((await placeOf('downtown'))?.capabilities).toEqual(['pickup']);
    expect(await placeOf('airport')).toBe(airport);
  });

  it('knows a SKU from the catalogue, or from a level alone', async () => {
    await saveItems(db(), [itemFact('catalogued')]);
    await saveLevels(db(), [levelFact('downtown', 'counted', 0)]);
    const { knownSkus } = await view.candidates(db(), ['catalogued', 'counted', 'ghost'], now);
    expect([...knownSkus].sort()).toEqual(['catalogued', 'counted']);
  });

  it('takes batches that meet on the same levels from several replicas', async () => {
    await saveLocations(db(), [locationFact('downtown')]);
    const skus = Array.from({ length: 200 }, (_, i) => `sku-${String(i).padStart(3, '0')}`);
    await Promise.all(
      [1, 2, 3, 4].map((sequence) => {
        const levels = skus.map((sku) => levelFact('downtown', sku, sequence, sequence));
        return saveLevels(db(), sequence % 2 === 0 ? levels : levels.reverse());
      }),
    );
    expect(await db().query('SELECT DISTINCT sequence::int AS n FROM orders.stock_level')).toEqual([
      { n: 4 },
    ]);
  });

  it('counts the orders of a location’s own day, for those that have a limit', async () => {
    const asked: unknown[] = [];
    const use: CapacityUse = {
      ordersSince: (_, days) => {
        asked.push(...days);
        return Promise.resolve(new Map([['tokyo', 12]]));
      },
    };
    await saveLocations(db(), [
      locationFact('london'),
      locationFact('tokyo', { timeZone: 'Asia/Tokyo', dailyOrderCapacity: 20 }),
    ]);
    const { candidates } = await new NetworkView(use).candidates(db(), [], Date.UTC(2026, 10, 24, 16));
    expect(candidates.map(({ place, ordersToday }) => [place.locationId, ordersToday])).toEqual([
      ['london', 0],
      ['tokyo', 12],
    ]);
    expect(asked).toEqual([{ locationId: 'tokyo', midnight: new Date('2026-11-24T15:00:00Z') }]);
  });
});
