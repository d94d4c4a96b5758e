import type { StockStatus } from '#contracts';

/**
 * What a shopper is told of a number of available units. At the item's threshold or below it they are few; an
 * item without a threshold is in stock for as long as there is one.
 */
export function stockStatus(available: number, lowStockThreshold: number | null): StockStatus {
  if (available <= 0) return 'out_of_stock';
  return lowStockThreshold !== null && available <= lowStockThreshold ? 'low_stock' : 'in_stock';
}

/** The best that any of the places can offer; `out_of_stock` when there is none. */
export function bestStatus(statuses: Iterable<StockStatus>): StockStatus {
  let best: StockStatus = 'out_of_stock';
  for (const status of statuses) {
    if (status === 'in_stock') return status;
    if (status === 'low_stock') best = status;
  }
  return best;
}
