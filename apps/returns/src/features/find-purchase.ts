import type { Querying } from '#persistence';
import { accepted, type Outcome, refused } from '../domain/refusal.js';
import { orderPurchaseId, receiptPurchaseId } from '../domain/purchase.js';
import { readPurchases, type StoredPurchase } from '../persistence/purchases.js';

/** What somebody wants to return from. */
export interface PurchaseRef {
  readonly orderId?: string | undefined;
  readonly saleId?: string | undefined;
  /** The location whose receipt it is. */
  readonly locationId?: string | undefined;
}

/** Two are too many already; a hundred are shown. */
const ANY_LOCATION = `purchase_id IN
  (SELECT purchase_id FROM returns.purchase WHERE sale_id = $1 ORDER BY purchase_id LIMIT 100)`;

/**
 * The purchase that is meant, as it is committed.
 * Refusals: `order_not_found`, `sale_not_found`; `sale_ambiguous` where several locations gave that number.
 */
export async function findPurchase(db: Querying, ref: PurchaseRef): Promise<Outcome<StoredPurchase>> {
  const { orderId, saleId, locationId } = ref;
  if (orderId !== undefined) {
    const purchaseId = orderPurchaseId(orderId);
    const order = (await readPurchases(db, 'purchase_id = $1', [purchaseId])).get(purchaseId);
    if (order?.known) return accepted(order);
    const detail = `Order ${orderId} is not known here (yet): it takes a moment after it was placed. Check its id and try again.`;
    return refused('order_not_found', detail);
  }
  const found =
    locationId === undefined
      ? await readPurchases(db, ANY_LOCATION, [saleId])
      : await readPurchases(db, 'purchase_id = $1', [receiptPurchaseId(locationId, saleId ?? '')]);
  const [receipt, ...others] = found.values();
  if (receipt === undefined) {
    const where = locationId === undefined ? '' : ` of location ${locationId}`;
    const detail = `Receipt ${saleId}${where} is not known here (yet): it takes a moment after the sale was recorded. Check its number and try again.`;
    return refused('sale_not_found', detail);
  }
  if (others.length > 0) {
    const locationIds = [receipt, ...others].map((one) => one.locationId);
    const detail = `Several locations have a receipt ${saleId}: say which with locationId (${locationIds.slice(0, 10).join(', ')}).`;
    return refused('sale_ambiguous', detail, { locationIds });
  }
  return accepted(receipt);
}
