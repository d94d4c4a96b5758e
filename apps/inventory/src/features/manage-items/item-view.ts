import type { Item } from '#contracts';

/** A row of `inventory.item`. */
export interface ItemRow {
  sku: string;
  name: string | null;
  gtin: string | null;
  category: string | null;
  unit: string;
  return_window_days: number | null;
  returnable: boolean;
  low_stock_threshold: number | null;
  attributes: Record<string, string>;
  created_at: Date;
  updated_at: Date;
}

export const ITEM_COLUMNS =
  'sku, name, gtin, category, unit, return_window_days, returnable, low_stock_threshold, attributes, created_at, updated_at';

/** The item as the API shows it. */
export const itemView = (row: ItemRow): Item => ({
  sku: row.sku,
  name: row.name,
  gtin: row.gtin,
  category: row.category,
  unit: row.unit,
  returnWindowDays: row.return_window_days,
  returnable: row.returnable,
  lowStockThreshold: row.low_stock_threshold,
  attributes: row.attributes,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
