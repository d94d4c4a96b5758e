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
  const items = await readItems(
    db,
    purchase.lines.map((line) => line.sku),
  );
  return {
    nameOf: (sku) => items.get(sku)?.name ?? null,
    termsOf: (sku) => ({
      returnable: items.get(sku)?.returnable ?? true,
      windowDays: items.get(sku)?.return_window_days ?? defaultWindowDays,
    }),
  };
}

/** What was told of an item; `return_window_days` is null where the window that is set for all holds. */
export interface KnownItem {
  readonly sku: string;
  readonly name: string | null;
  readonly return_window_days: number | null;
  readonly returnable: boolean;
}

/** The items of these SKUs, as far as anybody has told of them. */
export async function readItems(db: Querying, skus: readonly string[]): Promise<Map<string, KnownItem>> {
  const rows = (await db.query(
    'SELECT sku, name, return_window_days, returnable FROM returns.item WHERE sku = ANY($1::text[])',
    [sqlArray([...new Set(skus)])],
  )) as KnownItem[];
  return new Map(rows.map((row) => [row.sku, row]));
}
