import { Random, Weighted } from './random.js';
import { Demand, imagineRetailer } from './retailer.js';

describe('A simulated retailer', () => {
  const retailer = (seed: number) => imagineRetailer(20, 500, new Random(seed));

  it('is the same for the same seed, and another for another', () => {
    expect(retailer(7)).toEqual(retailer(7));
    expect(retailer(7)).not.toEqual(retailer(8));
  });

  it('sells a few products very often and most of them seldom, in large stores more than in small ones', () => {
    const demand = new Demand(retailer(1));
    const random = new Random(2);
    const sold = new Map<string, number>();
    const stores = new Map<string, number>();
    for (let n = 0; n < 20_000; n += 1) {
      const { locationId } = demand.store(random);
      stores.set(locationId, (stores.get(locationId) ?? 0) + 1);
      for (const { sku } of demand.basket(random, { more: 0.6, most: 15 })) {
        sold.set(sku, (sold.get(sku) ?? 0) + 1);
      }
    }
    const most = [...sold].sort((a, b) => b[1] - a[1]).map(([sku]) => sku);
    expect(most.slice(0, 5)).toContain('sim-00001');
    expect(sold.get('sim-00001')).toBeGreaterThan(15 * (sold.get('sim-00500') ?? 0));
    expect(stores.get('sim-store-001')).toBeGreaterThan(1.5 * (stores.get('sim-store-020') ?? 0));
  });

  it('stocks each store for what it will sell', () => {
    const { stores, ...rest } = retailer(1);
    const demand = new Demand({ stores, ...rest });
    const all = stores.flatMap((store) => [...demand.perHour(store, 10).values()]);
    expect(all.reduce((sum, units) => sum + units, 0)).toBeCloseTo(10 * 3_600 * 1.25);
  });

  it('puts a product on a receipt once', () => {
    const demand = new Demand(imagineRetailer(2, 3, new Random(1)));
    const random = new Random(3);
    for (let n = 0; n < 500; n += 1) {
      const skus = demand.basket(random, { more: 0.9, most: 15 }).map(({ sku }) => sku);
      expect(new Set(skus).size).toBe(skus.length);
      expect(skus.length).toBeGreaterThan(0);
    }
  });
});

describe('Chance', () => {
  it('brings as many customers as are expected, some minutes more and some fewer', () => {
    const random = new Random(5);
    const counts = Array.from({ length: 5_000 }, () => random.poisson(4));
    const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
    expect(mean).toBeGreaterThan(3.8);
    expect(mean).toBeLessThan(4.2);
    expect(new Set(counts).size).toBeGreaterThan(8);
    expect(random.poisson(0)).toBe(0);
  });

  it('gives everybody luck of their own, whoever else draws', () => {
    const [quiet, busy] = [new Random(9), new Random(9)];
    for (let n = 0; n < 100; n += 1) busy.next();
    expect(busy.fork('tills').next()).toBe(quiet.fork('tills').next());
    expect(quiet.fork('tills').next()).not.toBe(quiet.fork('lorries').next());
  });

  it('weighs what it draws', () => {
    const random = new Random(1);
    const weights: Record<string, number> = { never: 0, often: 9, seldom: 1 };
    const weighted = new Weighted(Object.keys(weights), (name) => weights[name] ?? 0);
    const drawn = Array.from({ length: 2_000 }, () => weighted.pick(random));
    expect(drawn).not.toContain('never');
    const often = drawn.filter((name) => name === 'often').length;
    expect(often).toBeGreaterThan(1_700);
    expect(often).toBeLessThan(1_900);
  });
});
