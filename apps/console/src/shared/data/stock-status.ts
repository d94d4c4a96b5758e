/** Whether there is something to sell, as `GET /availability` says it. */
export type StockStatus = 'in_stock' | 'low_stock' | 'out_of_stock';

/** Low at the item's threshold or below it. */
export const stockStatus = (available: number, lowStockThreshold: number | null): StockStatus => {
  if (available <= 0) return 'out_of_stock';
  return available <= (lowStockThreshold ?? 0) ? 'low_stock' : 'in_stock';
};
