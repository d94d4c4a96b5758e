import { sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';
import type { Decision } from '../domain/decision.js';
import type { Purchase } from '../domain/purchase.js';
import type { Outcome } from '../domain/refusal.js';
import type { Receipt, Return } from '../domain/return.js';
import { tell } from './outbox.js';
import { lockPurchase, savePurchase } from './purchases.js';
import { readReturns, type StoredReturn } from './return-rows.js';

/** What is decided about a return, under the lock of its purchase. */
export type Decide<T extends Outcome<Decision> | undefined> = (
  purchase: Purchase,
  ret: StoredReturn,
) => T | Promise<T>;

/**
 * The way in which a return changes: locks its purchase, reads both as they are then, lets `decide` judge, and writes
 * what it says with its events, all in the caller's transaction. Undefined when there is no such return.
 */
export async function changeReturn<T extends Outcome<Decision> | undefined>(
  tx: QueryRunner,
  returnId: string,
  now: Date,
  decide: Decide<T>,
): Promise<T | undefined> {
  // The purchase of a return never changes, so it may be read before it is locked.
  const [row] = (await tx.query('SELECT purchase_id FROM returns.customer_return WHERE return_id = $1', [
    returnId,
  ])) as { purchase_id: string }[];
  if (row === undefined) return undefined;
  const purchase = await lockPurchase(tx, row.purchase_id);
  const ret = (await readReturns(tx, [returnId])).get(returnId)!;
  const outcome = await decide(purchase, ret);
  if (outcome?.ok) await saveDecision(tx, { purchase, ret }, outcome.value, now);
  return outcome;
}

/** Writes a decision about a return that is there. */
async function saveDecision(
  tx: QueryRunner,
  before: { readonly purchase: Purchase; readonly ret: Return },
  after: Decision,
  now: Date,
): Promise<void> {
  await savePurchase(tx, before.purchase, after.purchase);
  if (after.ret !== before.ret) await updateReturn(tx, before.ret, after.ret, now);
  if (after.receipt !== undefined) await insertReceipt(tx, after.ret.returnId, after.receipt, now);
  await tell(tx, after.events, now);
}

/** Writes a return that is new, with its events. */
export async function saveNewReturn(
  tx: QueryRunner,
  before: Purchase,
  { purchase, ret, events }: Decision,
  { contentHash, now }: { readonly contentHash: string; readonly now: Date },
): Promise<void> {
  await savePurchase(tx, before, purchase);
  await tx.query(
    `INSERT INTO returns.customer_return
       (return_id, purchase_id, status, customer_id, method, resolution, exchange_order_id, content_hash, expires_at,
        created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      ret.returnId,
      purchase.purchaseId,
      ret.status,
      ret.customerId,
      ret.method,
      ret.resolution,
      ret.exchangeOrderId,
      contentHash,
      ret.expiresAt,
      now,
    ],
  );
  await tx.query(
    `INSERT INTO returns.return_line (return_id, line_no, line_id, sku, quantity, reason, unit_price)
     SELECT $1, u.* FROM unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::numeric[]) AS u`,
    [
      ret.returnId,
      sqlArray(ret.lines.map((_, i) => i)),
      sqlArray(ret.lines.map((line) => line.lineId)),
      sqlArray(ret.lines.map((line) => line.sku)),
      sqlArray(ret.lines.map((line) => line.quantity)),
      sqlArray(ret.lines.map((line) => line.reason)),
      sqlArray(ret.lines.map((line) => line.unitPrice)),
    ],
  );
  await tell(tx, events, now);
}

async function updateReturn(tx: QueryRunner, before: Return, after: Return, now: Date): Promise<void> {
  await tx.query(
    `UPDATE returns.customer_return SET status = $2, ended_because = $3, complete_at = $4, updated_at = $5
     WHERE return_id = $1`,
    [after.returnId, after.status, after.endedBecause, after.completeAt, now],
  );
  await tx.query(
    `UPDATE returns.return_line AS l
     SET cancelled = u.cancelled, desk_received = u.desk_received, till_received = u.till_received,
         due_minor = u.due_minor
     FROM unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::bigint[])
       AS u (line_id, cancelled, desk_received, till_received, due_minor)
     WHERE l.return_id = $1 AND l.line_id = u.line_id`,
    [
      after.returnId,
      sqlArray(after.lines.map((line) => line.lineId)),
      sqlArray(after.lines.map((line) => line.cancelled)),
      sqlArray(after.lines.map((line) => line.deskReceived)),
      sqlArray(after.lines.map((line) => line.tillReceived)),
      sqlArray(after.lines.map((line) => line.due.toString())),
    ],
  );
  const { refund } = after;
  if (refund === null || refund === before.refund) return;
  await tx.query(
    `INSERT INTO returns.refund
       (refund_id, return_id, kind, amount, currency, status, attempts, requested_at, ask_again_at, settled_at)
     SELECT $1, r.return_id, $3, $4, p.currency, $5, $6, $7, $8, $9
     FROM returns.customer_return r JOIN returns.purchase p USING (purchase_id) WHERE r.return_id = $2
     ON CONFLICT (refund_id) DO UPDATE SET status = excluded.status, attempts = excluded.attempts,
       ask_again_at = excluded.ask_again_at, settled_at = excluded.settled_at`,
    [
      refund.refundId,
      after.returnId,
      refund.kind,
      refund.amount,
      refund.status,
      refund.attempts,
      refund.requestedAt,
      refund.askAgainAt,
      refund.settledAt,
    ],
  );
}

async function insertReceipt(tx: QueryRunner, returnId: string, receipt: Receipt, now: Date): Promise<void> {
  await tx.query(
    'INSERT INTO returns.receipt (receipt_id, return_id, location_id, received_at) VALUES ($1, $2, $3, $4)',
    [receipt.receiptId, returnId, receipt.locationId, now],
  );
  await tx.query(
    `INSERT INTO returns.receipt_line (receipt_id, line_no, line_id, sku, quantity, condition, disposition)
     SELECT $1, u.* FROM unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[]) AS u`,
    [
      receipt.receiptId,
      sqlArray(receipt.lines.map((_, i) => i)),
      sqlArray(receipt.lines.map((line) => line.lineId)),
      sqlArray(receipt.lines.map((line) => line.sku)),
      sqlArray(receipt.lines.map((line) => line.quantity)),
      sqlArray(receipt.lines.map((line) => line.condition)),
      sqlArray(receipt.lines.map((line) => line.disposition)),
    ],
  );
}
