import type { Purchase } from '#contracts';
import { type Querying, sqlArray } from '#persistence';
import { readPurchases, type StoredPurchase } from '../../persistence/purchases.js';
import { readItems } from '../terms.js';

/** The purchases of these ids as the API shows them, in the order of the ids. */
export async function purchaseViews(
  db: Querying,
  rows: readonly { readonly id: string; readonly at: Date }[],
): Promise<Purchase[]> {
  const ids = rows.map(({ id }) => id);
  const purchases = await readPurchases(db, 'purchase_id = ANY($1::text[])', [sqlArray(ids)]);
  const skus = [...purchases.values()].flatMap(({ lines }) => lines.map(({ sku }) => sku));
  const items = await readItems(db, skus);
  return rows.flatMap(({ id, at }) => {
    const purchase = purchases.get(id);
    return purchase === undefined ? [] : [view(purchase, at, (sku) => items.get(sku)?.name ?? null)];
  });
}

function view(purchase: StoredPurchase, createdAt: Date, nameOf: (sku: string) => string | null): Purchase {
  const handedOver = purchase.lines.flatMap(({ handedOverAt }) => handedOverAt?.getTime() ?? []);
  return {
    orderId: purchase.orderId,
    saleId: purchase.saleId,
    locationId: purchase.locationId,
    customerId: purchase.customerId,
    currency: purchase.currency,
    lines: purchase.lines.map((line) => ({
      lineId: line.lineId,
      sku: line.sku,
      name: nameOf(line.sku),
      quantity: (line.ordered ?? line.sold) - line.cancelled,
      sold: line.sold,
      returned: line.received + line.tillReturned,
    })),
    handedOverAt: handedOver.length === 0 ? null : new Date(Math.max(...handedOver)).toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
