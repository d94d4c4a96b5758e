import type { Return } from '#contracts';
import { type Querying, sqlArray } from '#persistence';
import { receivedOf } from '../../domain/return.js';
import { readPurchases, type StoredPurchase } from '../../persistence/purchases.js';
import {
  readReceipts,
  readReturns,
  type StoredReceipt,
  type StoredReturn,
} from '../../persistence/return-rows.js';

/** The returns of these ids as the API shows them, in the order of the ids. */
export async function returnViews(db: Querying, returnIds: readonly string[]): Promise<Return[]> {
  const returns = await readReturns(db, returnIds);
  const purchaseIds = [...new Set([...returns.values()].map((ret) => ret.purchaseId))];
  const purchases = await readPurchases(db, 'purchase_id = ANY($1::text[])', [sqlArray(purchaseIds)]);
  const receipts = await readReceipts(db, returnIds);
  return returnIds.flatMap((returnId) => {
    const ret = returns.get(returnId);
    const purchase = ret && purchases.get(ret.purchaseId);
    return ret && purchase ? [view(ret, purchase, receipts.get(returnId) ?? [])] : [];
  });
}

function view(ret: StoredReturn, purchase: StoredPurchase, receipts: readonly StoredReceipt[]): Return {
  return {
    returnId: ret.returnId,
    status: ret.status,
    endedBecause: ret.endedBecause,
    orderId: purchase.orderId,
    saleId: purchase.saleId,
    saleLocationId: purchase.locationId,
    customerId: ret.customerId,
    method: ret.method,
    resolution: ret.resolution,
    exchangeOrderId: ret.exchangeOrderId,
    currency: purchase.currency,
    lines: ret.lines.map((line) => ({
      lineId: line.lineId,
      sku: line.sku,
      quantity: line.quantity,
      received: receivedOf(line),
      reason: line.reason,
      unitPrice: line.unitPrice,
    })),
    receipts: receipts.map(({ receivedAt, lines, ...receipt }) => ({
      ...receipt,
      receivedAt: receivedAt.toISOString(),
      lines: [...lines],
    })),
    refunds:
      ret.refund === null
        ? []
        : [
            {
              refundId: ret.refund.refundId,
              kind: ret.refund.kind,
              amount: ret.refund.amount,
              currency: purchase.currency,
              status: ret.refund.status,
              attempts: ret.refund.attempts,
              requestedAt: ret.refund.requestedAt.toISOString(),
              settledAt: ret.refund.settledAt?.toISOString() ?? null,
            },
          ],
    expiresAt: ret.expiresAt.toISOString(),
    createdAt: ret.createdAt.toISOString(),
    updatedAt: ret.updatedAt.toISOString(),
  };
}
