import { Random, Weighted } from './random.js';

export interface Place {
  readonly locationId: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface Store extends Place {
  readonly name: string;
  /** How much it sells, beside others. */
  readonly weight: number;
}

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly unitPrice: string;
  /** How well it sells, beside others. */
  readonly weight: number;
}

export interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: string;
}

/** A retailer who could be: stores around a city, and what they sell. The same for the same seed. */
export interface Retailer {
  readonly stores: readonly Store[];
  readonly warehouse: Store;
  readonly products: readonly Product[];
}

const CITY = { latitude: 39.1031, longitude: -84.512 };
const RADIUS_KM = 60;
const KM_PER_DEGREE = 111.32;
const CATEGORIES = ['Produce', 'Dairy', 'Bakery', 'Pantry', 'Drinks', 'Household', 'Garden', 'Toys'];
const THINGS = ['Apples', 'Milk', 'Bread', 'Rice', 'Tea', 'Soap', 'Seeds', 'Puzzle'];

/** Sizes of stores follow a long tail, and so does what is sold: a few products are on every other receipt. */
export function imagineRetailer(stores: number, skus: number, random: Random): Retailer {
  return {
    stores: Array.from({ length: stores }, (_, n) => {
      const number = String(n + 1).padStart(3, '0');
      return {
        ...somewhere(random),
        locationId: `sim-store-${number}`,
        name: `Simulated store ${number}`,
        weight: (n + 3) ** -0.5,
      };
    }),
    warehouse: { ...CITY, locationId: 'sim-warehouse', name: 'Simulated warehouse', weight: 0 },
    products: Array.from({ length: skus }, (_, n) => {
      const kind = random.below(CATEGORIES.length);
      const number = String(n + 1).padStart(5, '0');
      return {
        sku: `sim-${number}`,
        name: `${THINGS[kind]} ${number}`,
        category: CATEGORIES[kind] as string,
        unitPrice: (0.49 + random.below(2_000) / 100).toFixed(2),
        weight: (n + 8) ** -0.85,
      };
    }),
  };
}

function somewhere(random: Random): { latitude: number; longitude: number } {
  const distance = RADIUS_KM * Math.sqrt(random.next());
  const angle = 2 * Math.PI * random.next();
  return {
    latitude: CITY.latitude + (distance * Math.cos(angle)) / KM_PER_DEGREE,
    longitude:
      CITY.longitude +
      (distance * Math.sin(angle)) / (KM_PER_DEGREE * Math.cos((CITY.latitude * Math.PI) / 180)),
  };
}

/** What shoppers put into their baskets, and where. */
export class Demand {
  private readonly stores: Weighted<Store>;
  private readonly products: Weighted<Product>;

  constructor(private readonly retailer: Retailer) {
    this.stores = new Weighted(retailer.stores, ({ weight }) => weight);
    this.products = new Weighted(retailer.products, ({ weight }) => weight);
  }

  store(random: Random): Store {
    return this.stores.pick(random);
  }

  /** Each product once; mostly one unit of it. */
  basket(random: Random, { more, most }: { more: number; most: number }): Line[] {
    const lines = new Map<string, Line>();
    for (let n = random.oneOrMore(more, most); n > 0; n -= 1) {
      const { sku, unitPrice } = this.products.pick(random);
      lines.set(sku, { sku, unitPrice, quantity: random.oneOrMore(0.2, 6) });
    }
    return [...lines.values()];
  }

  /** Units of each product that a store sells in an hour, when all of them together sell so many lines per second. */
  perHour(store: Store, linesPerSecond: number): Map<string, number> {
    const ofStores = this.retailer.stores.reduce((sum, { weight }) => sum + weight, 0);
    const ofProducts = this.retailer.products.reduce((sum, { weight }) => sum + weight, 0);
    const share = (linesPerSecond * 3_600 * 1.25 * store.weight) / ofStores / ofProducts;
    return new Map(this.retailer.products.map(({ sku, weight }) => [sku, share * weight]));
  }
}
