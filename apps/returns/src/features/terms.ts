import { type Querying, sqlArray } from '#persistence';
import type { Purchase, TermsOf } from '../domain/purchase.js';

/** The items of a purchase: what they are called, and whether and how long they may come back. */
export interface ItemTerms {
  readonly nameOf: (sku: string) => string | null;
  readonly termsOf: TermsOf;
}

/** An item that nobody has told of may come back, within the window that is set for all. */
export async function readTerms(
  db: Querying,
  purchase: Purchase,
  defaultWindowDays: number,
): Promise<ItemTerms> {
  const rows = (await db.query(
    'SELECT sku, name, return_window_days, returnable FROM returns.item WHERE sku = ANY($1::text[])',
    [sqlArray([...new Set(purchase.lines.map((line) => line.sku))])],
  )) as { sku: string; name: string | null; return_window_days: number | null; returnable: boolean }[];
  const items = new Map(rows.map((row) => [row.sku, row]));
  return {
    nameOf: (sku) => items.get(sku)?.name ?? null,
    termsOf: (sku) => ({
      returnable: items.get(sku)?.returnable ?? true,
      windowDays: items.get(sku)?.return_window_days ?? defaultWindowDays,
    }),
  };
}
