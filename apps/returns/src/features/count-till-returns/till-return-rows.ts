import { Disposition, type SaleLine } from '#contracts';
import { type Querying, sqlArray } from '#persistence';
import type { TillLine, TillShare } from '../../domain/till.js';

/** The line of a till's receipt that took something back. */
export interface TillKey {
  readonly locationId: string;
  readonly saleId: string;
  readonly lineId: string;
}

/** A till's return as it is kept, whether it counts already or waits for what it names. */
export interface TillReturnRow extends TillKey {
  readonly till: TillLine;
  readonly occurredAt: Date;
  readonly returnId: string | null;
  readonly originalSaleId: string | null;
  readonly originalOrderId: string | null;
  /** The purchase on which it counts, and on which lines; null while it waits. */
  readonly purchaseId: string | null;
  readonly shares: readonly TillShare[] | null;
  readonly appliedAt: Date | null;
}

/** A negative line that names a return, a receipt or an order is kept; any other names nothing that could count. */
export const namesWhatComesBack = (line: SaleLine): boolean =>
  line.quantity < 0 &&
  line.fulfillmentId === undefined &&
  (line.returnId ?? line.originalSaleId ?? line.originalOrderId) !== undefined;

/** Keeps lines of tills' receipts, each once. */
export async function keepTillReturns(
  db: Querying,
  lines: readonly (TillKey & { readonly occurredAt: string; readonly line: SaleLine })[],
): Promise<void> {
  if (lines.length === 0) return;
  const of = (value: (entry: (typeof lines)[number]) => string | number | null | undefined) =>
    sqlArray(lines.map((entry) => value(entry) ?? null));
  await db.query(
    `INSERT INTO returns.till_return
       (till_location_id, till_sale_id, till_line_id, sku, quantity, disposition, occurred_at, return_id,
        original_sale_id, original_order_id, original_line_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::timestamptz[],
                          $8::text[], $9::text[], $10::text[], $11::text[])
     ON CONFLICT DO NOTHING`,
    [
      of((entry) => entry.locationId),
      of((entry) => entry.saleId),
      of((entry) => entry.lineId),
      of(({ line }) => line.sku),
      of(({ line }) => -line.quantity),
      of(({ line }) => line.disposition ?? 'restock'),
      of((entry) => entry.occurredAt),
      of(({ line }) => line.returnId),
      of(({ line }) => line.originalSaleId),
      of(({ line }) => line.originalOrderId),
      of(({ line }) => line.originalLineId),
    ],
  );
}

/** Till returns that meet the condition, oldest first. */
export async function readTillReturns(
  db: Querying,
  condition: string,
  values: unknown[],
): Promise<TillReturnRow[]> {
  const rows = (await db.query(
    `SELECT till_location_id, till_sale_id, till_line_id, sku, quantity, disposition, occurred_at, return_id,
            original_sale_id, original_order_id, original_line_id, purchase_id, shares, applied_at
     FROM returns.till_return t WHERE ${condition}
     ORDER BY occurred_at, till_location_id, till_sale_id, till_line_id`,
    values,
  )) as Row[];
  return rows.map((row) => ({
    locationId: row.till_location_id,
    saleId: row.till_sale_id,
    lineId: row.till_line_id,
    till: {
      saleId: row.till_sale_id,
      sku: row.sku,
      quantity: row.quantity,
      lineId: row.original_line_id,
      disposition: Disposition.parse(row.disposition),
    },
    occurredAt: row.occurred_at,
    returnId: row.return_id,
    originalSaleId: row.original_sale_id,
    originalOrderId: row.original_order_id,
    purchaseId: row.purchase_id,
    shares: row.shares,
    appliedAt: row.applied_at,
  }));
}

/** One till return as it is now. Read under the lock of the purchases that it may count on. */
export async function readTillReturn(db: Querying, key: TillKey): Promise<TillReturnRow> {
  const [row] = await readTillReturns(
    db,
    'till_location_id = $1 AND till_sale_id = $2 AND till_line_id = $3',
    keyValues(key),
  );
  if (row === undefined) throw new Error('A till return that was kept is not there');
  return row;
}

/** Notes where a till return counts. */
export async function markCounted(
  db: Querying,
  key: TillKey,
  counted: { readonly purchaseId: string; readonly shares: readonly TillShare[] | null; readonly now: Date },
): Promise<void> {
  await db.query(
    `UPDATE returns.till_return SET purchase_id = $4, shares = $5, applied_at = $6
     WHERE till_location_id = $1 AND till_sale_id = $2 AND till_line_id = $3`,
    [
      ...keyValues(key),
      counted.purchaseId,
      counted.shares === null ? null : JSON.stringify(counted.shares),
      counted.now,
    ],
  );
}

const keyValues = (key: TillKey): string[] => [key.locationId, key.saleId, key.lineId];

interface Row {
  till_location_id: string;
  till_sale_id: string;
  till_line_id: string;
  sku: string;
  quantity: number;
  disposition: string;
  occurred_at: Date;
  return_id: string | null;
  original_sale_id: string | null;
  original_order_id: string | null;
  original_line_id: string | null;
  purchase_id: string | null;
  shares: TillShare[] | null;
  applied_at: Date | null;
}
