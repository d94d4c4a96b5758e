import { artOf } from './art.js';
import { added, changed, readBasket, total, unitsIn } from './basket.js';
import { type Availability, nearbyStock, storesForAll, withLevels } from './offer.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import { near, placesNear } from './place.js';
import { type Item, productOf, spoken } from './product.js';

const item = (more: Partial<Item> = {}): Item => ({
  sku: '1082185',
  name: 'BANANAS, 40 LB',
  gtin: null,
  category: 'TROPICAL FRUIT',
  unit: 'each',
  returnWindowDays: null,
  returnable: true,
  lowStockThreshold: 3,
  attributes: { size: '40 LB', brand: 'National', price: '0.60', currency: 'USD' },
  createdAt: '',
  updatedAt: '',
  ...more,
});

describe('A product', () => {
  it('is called by its name without its size, and not shouted', () => {
    expect(productOf(item())).toMatchObject({ title: 'Bananas', details: '40 lb · National', price: '0.60' });
    expect(spoken('Green tea')).toBe('Green tea');
    expect(spoken('TV')).toBe('TV');
  });

  it('without a name, size or price is called by its SKU, and costs nothing that one could say', () => {
    const bare = productOf(item({ name: null, attributes: { price: 'ask us' } }));
    expect(bare).toMatchObject({ title: '1082185', details: '', price: null, currency: 'USD' });
  });

  it('is drawn as what it is called, before what its category is called', () => {
    expect(artOf('Chocolate milk', 'CANDY').icon).toBe('milk');
    expect(artOf('Product 13', 'FROZEN PIZZA').icon).toBe('pizza');
    expect(artOf('Thing', null)).toEqual(artOf('Thing', null));
  });
});

describe('A basket', () => {
  it('adds units up, and loses what there is none of', () => {
    const basket = added(added(added([], 'tea', 1), 'mug', 1), 'tea', 2);
    expect(basket).toEqual([
      { sku: 'tea', quantity: 3 },
      { sku: 'mug', quantity: 1 },
    ]);
    expect(unitsIn(basket)).toBe(4);
    expect(changed(basket, 'tea', 0)).toEqual([{ sku: 'mug', quantity: 1 }]);
    expect(added(basket, 'mug', 1_000)).toContainEqual({ sku: 'mug', quantity: 99 });
  });

  it('comes to a sum to the cent, if every price is known', () => {
    const basket = [
      { sku: 'tea', quantity: 3 },
      { sku: 'mug', quantity: 1 },
    ];
    expect(total(basket, (sku) => (sku === 'tea' ? '0.10' : '0.20'))).toBe(0.5);
    expect(total(basket, (sku) => (sku === 'tea' ? '0.10' : null))).toBeNull();
  });

  it('that somebody has meddled with is empty, or holds what is still right', () => {
    expect(readBasket('{')).toEqual([]);
    expect(readBasket('{"a":1}')).toEqual([]);
    expect(readBasket('[{"sku":"tea","quantity":2},{"sku":"mug","quantity":-1},null]')).toEqual([
      { sku: 'tea', quantity: 2 },
    ]);
  });
});

describe('What stores offer', () => {
  const offer = (locationId: string, available: number, more: object = {}) => ({
    locationId,
    name: locationId,
    kind: 'store' as const,
    available,
    stockStatus: stockStatus(available, 3),
    distanceKm: 1,
    pickupPromise: available > 0 ? '2026-11-25T12:00:00-05:00' : null,
    ...more,
  });
  const of = (sku: string, locations: Availability['locations']): Availability => ({
    sku,
    known: true,
    total: 0,
    stockStatus: 'in_stock',
    locations,
  });

  it('follows the stream: the last unit is sold, and there is no promise any more', () => {
    const [first, second] = withLevels(
      [offer('near', 1), offer('far', 9)],
      [{ locationId: 'near', available: 0 }],
      3,
    );
    expect(first).toMatchObject({ available: 0, stockStatus: 'out_of_stock', pickupPromise: null });
    expect(second).toMatchObject({ available: 9, stockStatus: 'in_stock' });
  });

  it('of a whole basket are the stores that have all of it, ready when the last of it is', () => {
    const basket = [
      { sku: 'tea', quantity: 2 },
      { sku: 'mug', quantity: 1 },
    ];
    const later = '2026-11-25T15:00:00-05:00';
    const stores = storesForAll(
      [
        of('tea', [
          offer('all', 2),
          offer('few', 1),
          offer('half', 5),
          offer('depot', 9, { kind: 'warehouse' }),
        ]),
        of('mug', [offer('depot', 9), offer('all', 1, { pickupPromise: later }), offer('few', 5)]),
      ],
      basket,
    );
    expect(stores.map(({ locationId, pickupPromise }) => [locationId, pickupPromise])).toEqual([
      ['all', later],
    ]);
    expect(storesForAll([], basket)).toEqual([]);
  });

  it('is counted for a tile over the stores around', () => {
    const levels = [
      { sku: 'tea', available: 4 },
      { sku: 'tea', available: 0 },
      { sku: 'mug', available: 7 },
      { sku: 'tea', available: 1 },
    ];
    expect(nearbyStock(levels, 'tea')).toEqual({ stores: 2, units: 5 });
  });
});

describe('Where the customer is', () => {
  it('is one of the towns around the stores, else a store', () => {
    const store = { name: 'Falcon Corner', latitude: 39.12, longitude: -84.51 };
    expect(placesNear([store]).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Cincinnati', 'Norwood']),
    );
    expect(placesNear([store]).map(({ name }) => name)).not.toContain('London');
    expect(placesNear([{ name: 'Far out', latitude: 0, longitude: 0 }])).toMatchObject([{ name: 'Far out' }]);
    expect(placesNear([{ name: 'Nowhere', latitude: null, longitude: null }])).toEqual([]);
  });

  it('is told to a kilometre, and no more exactly', () => {
    expect(near({ latitude: 39.123456, longitude: -84.512345 })).toBe('39.12,-84.51');
  });
});
