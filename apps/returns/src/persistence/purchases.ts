import { type Querying, sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';
import type { Purchase, PurchaseLine } from '../domain/purchase.js';

/** A purchase as it is stored. */
export interface StoredPurchase extends Purchase {
  /** Whether the order was heard of itself, and not only of what became of it. */
  readonly known: boolean;
}

/**
 * Locks the purchases, in one order everywhere, and gives them by id. Everything that concerns a purchase, its returns
 * and their refunds is decided under this lock, so two returns of one line cannot both have its last unit.
 */
export async function lockPurchases(
  tx: QueryRunner,
  purchaseIds: readonly string[],
): Promise<Map<string, StoredPurchase>> {
  await tx.query(
    'SELECT FROM returns.purchase WHERE purchase_id = ANY($1::text[]) ORDER BY purchase_id FOR UPDATE',
    [sqlArray(purchaseIds)],
  );
  return readPurchases(tx, 'purchase_id = ANY($1::text[])', [sqlArray(purchaseIds)]);
}

/** Locks one purchase that must be there: whoever asks has it from a row that refers to it. */
export async function lockPurchase(tx: QueryRunner, purchaseId: string): Promise<StoredPurchase> {
  const purchase = (await lockPurchases(tx, [purchaseId])).get(purchaseId);
  if (purchase === undefined) throw new Error(`Purchase ${purchaseId} is referred to, and not there`);
  return purchase;
}

/** The purchases that meet the condition, by id, as they are committed. */
export async function readPurchases(
  db: Querying,
  condition: string,
  values: unknown[],
): Promise<Map<string, StoredPurchase>> {
  const rows = (await db.query(
    `SELECT purchase_id, order_id, sale_id, location_id, customer_id, currency, known
     FROM returns.purchase WHERE ${condition} ORDER BY purchase_id`,
    values,
  )) as PurchaseRow[];
  if (rows.length === 0) return new Map();
  const lines = (await db.query(
    `SELECT purchase_id, line_id, sku, ordered, cancelled, sold, received, authorized, till_returned, over_reported,
            unit_price, amount, handed_over_at
     FROM returns.purchase_line WHERE purchase_id = ANY($1::text[]) ORDER BY purchase_id, line_no, line_id`,
    [sqlArray(rows.map((row) => row.purchase_id))],
  )) as LineRow[];
  const byPurchase = new Map<string, PurchaseLine[]>(rows.map((row) => [row.purchase_id, []]));
  for (const row of lines) byPurchase.get(row.purchase_id)?.push(lineOf(row));
  return new Map(
    rows.map((row) => [
      row.purchase_id,
      {
        purchaseId: row.purchase_id,
        orderId: row.order_id,
        saleId: row.sale_id,
        locationId: row.location_id,
        customerId: row.customer_id,
        currency: row.currency,
        known: row.known,
        lines: byPurchase.get(row.purchase_id)!,
      },
    ]),
  );
}

/** Writes what decisions change of a locked purchase: what came back, and what may. */
export async function savePurchase(tx: QueryRunner, before: Purchase, after: Purchase): Promise<void> {
  const old = new Map(before.lines.map((line) => [line.lineId, line]));
  const changed = after.lines.filter((line) => old.get(line.lineId) !== line);
  if (changed.length === 0) return;
  await tx.query(
    `UPDATE returns.purchase_line AS l
     SET received = u.received, authorized = u.authorized, till_returned = u.till_returned,
         over_reported = u.over_reported
     FROM unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::int[])
       AS u (line_id, received, authorized, till_returned, over_reported)
     WHERE l.purchase_id = $1 AND l.line_id = u.line_id`,
    [
      after.purchaseId,
      sqlArray(changed.map((line) => line.lineId)),
      sqlArray(changed.map((line) => line.received)),
      sqlArray(changed.map((line) => line.authorized)),
      sqlArray(changed.map((line) => line.tillReturned)),
      sqlArray(changed.map((line) => line.overReported)),
    ],
  );
}

interface PurchaseRow {
  purchase_id: string;
  order_id: string | null;
  sale_id: string | null;
  location_id: string | null;
  customer_id: string | null;
  currency: string | null;
  known: boolean;
}

interface LineRow {
  purchase_id: string;
  line_id: string;
  sku: string;
  ordered: number | null;
  cancelled: number;
  sold: number;
  received: number;
  authorized: number;
  till_returned: number;
  over_reported: number;
  unit_price: string | null;
  amount: string | null;
  handed_over_at: Date | null;
}

const lineOf = (row: LineRow): PurchaseLine => ({
  lineId: row.line_id,
  sku: row.sku,
  ordered: row.ordered,
  cancelled: row.cancelled,
  sold: row.sold,
  received: row.received,
  authorized: row.authorized,
  tillReturned: row.till_returned,
  overReported: row.over_reported,
  unitPrice: row.unit_price,
  amount: row.amount,
  handedOverAt: row.handed_over_at,
});
