import type { Disposition, RefundStatus, ReturnMethod, ReturnResolution, ReturnStatus } from '#contracts';
import { type Querying, sqlArray } from '#persistence';
import type { EndReason, Refund, Return, ReturnLine } from '../domain/return.js';

/** A return with what belongs to it, as it is stored. */
export interface StoredReturn extends Return {
  readonly purchaseId: string;
  readonly contentHash: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The returns of these ids, by id. What is to be changed is read under the lock of its purchase. */
export async function readReturns(
  db: Querying,
  returnIds: readonly string[],
): Promise<Map<string, StoredReturn>> {
  if (returnIds.length === 0) return new Map();
  const ids = [sqlArray(returnIds)];
  const rows = (await db.query(
    `SELECT return_id, purchase_id, status, ended_because, customer_id, method, resolution, exchange_order_id,
            content_hash, expires_at, complete_at, created_at, updated_at
     FROM returns.customer_return WHERE return_id = ANY($1::text[])`,
    ids,
  )) as ReturnRow[];
  const lines = (await db.query(
    `SELECT return_id, line_id, sku, quantity, cancelled, desk_received, till_received, due_minor, reason, unit_price
     FROM returns.return_line WHERE return_id = ANY($1::text[]) ORDER BY return_id, line_no`,
    ids,
  )) as ReturnLineRow[];
  const refunds = (await db.query(
    `SELECT return_id, refund_id, kind, amount, status, attempts, requested_at, ask_again_at, settled_at
     FROM returns.refund WHERE return_id = ANY($1::text[])`,
    ids,
  )) as RefundRow[];
  const linesOf = new Map<string, ReturnLine[]>(rows.map((row) => [row.return_id, []]));
  for (const row of lines) linesOf.get(row.return_id)?.push(returnLine(row));
  const refundOf = new Map(refunds.map((row) => [row.return_id, refund(row)]));
  return new Map(
    rows.map((row) => [
      row.return_id,
      {
        returnId: row.return_id,
        purchaseId: row.purchase_id,
        status: row.status,
        endedBecause: row.ended_because,
        customerId: row.customer_id,
        method: row.method,
        resolution: row.resolution,
        exchangeOrderId: row.exchange_order_id,
        contentHash: row.content_hash,
        expiresAt: row.expires_at,
        completeAt: row.complete_at,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        lines: linesOf.get(row.return_id)!,
        refund: refundOf.get(row.return_id) ?? null,
      },
    ]),
  );
}

/** A receipt as it is stored. */
export interface StoredReceipt {
  readonly receiptId: string;
  readonly locationId: string;
  readonly receivedAt: Date;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly quantity: number;
    readonly condition: string;
    readonly disposition: Disposition;
  }[];
}

/** The receipts of these returns, by return, oldest first. */
export async function readReceipts(
  db: Querying,
  returnIds: readonly string[],
): Promise<Map<string, StoredReceipt[]>> {
  const rows = (await db.query(
    `SELECT r.return_id, r.receipt_id, r.location_id, r.received_at, l.line_id, l.sku, l.quantity, l.condition,
            l.disposition
     FROM returns.receipt r JOIN returns.receipt_line l USING (receipt_id)
     WHERE r.return_id = ANY($1::text[]) ORDER BY r.received_at, r.receipt_id, l.line_no`,
    [sqlArray(returnIds)],
  )) as ReceiptRow[];
  const receipts = new Map<string, StoredReceipt>();
  const byReturn = new Map<string, StoredReceipt[]>();
  for (const row of rows) {
    const line = {
      lineId: row.line_id,
      sku: row.sku,
      quantity: row.quantity,
      condition: row.condition,
      disposition: row.disposition,
    };
    const before = receipts.get(row.receipt_id);
    if (before !== undefined) {
      (before.lines as StoredReceipt['lines'][number][]).push(line);
      continue;
    }
    const receipt: StoredReceipt = {
      receiptId: row.receipt_id,
      locationId: row.location_id,
      receivedAt: row.received_at,
      lines: [line],
    };
    receipts.set(row.receipt_id, receipt);
    byReturn.set(row.return_id, [...(byReturn.get(row.return_id) ?? []), receipt]);
  }
  return byReturn;
}

interface ReturnRow {
  return_id: string;
  purchase_id: string;
  status: ReturnStatus;
  ended_because: EndReason | null;
  customer_id: string | null;
  method: ReturnMethod;
  resolution: ReturnResolution;
  exchange_order_id: string | null;
  content_hash: string;
  expires_at: Date;
  complete_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

interface ReturnLineRow {
  return_id: string;
  line_id: string;
  sku: string;
  quantity: number;
  cancelled: number;
  desk_received: number;
  till_received: number;
  due_minor: string;
  reason: string;
  unit_price: string | null;
}

interface RefundRow {
  return_id: string;
  refund_id: string;
  kind: 'refund' | 'store_credit';
  amount: string;
  status: RefundStatus;
  attempts: number;
  requested_at: Date;
  ask_again_at: Date | null;
  settled_at: Date | null;
}

interface ReceiptRow {
  return_id: string;
  receipt_id: string;
  location_id: string;
  received_at: Date;
  line_id: string;
  sku: string;
  quantity: number;
  condition: string;
  disposition: Disposition;
}

const returnLine = (row: ReturnLineRow): ReturnLine => ({
  lineId: row.line_id,
  sku: row.sku,
  quantity: row.quantity,
  cancelled: row.cancelled,
  deskReceived: row.desk_received,
  tillReceived: row.till_received,
  due: BigInt(row.due_minor),
  reason: row.reason,
  unitPrice: row.unit_price,
});

const refund = (row: RefundRow): Refund => ({
  refundId: row.refund_id,
  kind: row.kind,
  amount: row.amount,
  status: row.status,
  attempts: row.attempts,
  requestedAt: row.requested_at,
  askAgainAt: row.ask_again_at,
  settledAt: row.settled_at,
});
