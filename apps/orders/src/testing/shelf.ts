import type { StockUnits } from '../domain/order/order.js';

/** What a view says is there. */
export class Shelf {
  private readonly left = new Map<string, number>();
  readonly locations: string[];

  constructor(stock: readonly StockUnits[]) {
    for (const { locationId, sku, quantity } of stock) this.left.set(`${locationId}/${sku}`, quantity);
    this.locations = [...new Set(stock.map(({ locationId }) => locationId))];
  }

  take(locationId: string, sku: string, wanted: number): number {
    const there = this.left.get(`${locationId}/${sku}`) ?? 0;
    const taken = Math.max(0, Math.min(there, wanted));
    this.left.set(`${locationId}/${sku}`, there - taken);
    return taken;
  }
}
