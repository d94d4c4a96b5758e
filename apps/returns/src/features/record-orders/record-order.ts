import type { EventData, FulfillmentPickedUp, OrderLinesCancelled, OrderPlaced } from '#contracts';
import { sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';
import { lineAmount } from '../../domain/money.js';
import { orderPurchaseId } from '../../domain/purchase.js';
import { countWaiting, lockOrder } from '../count-till-returns/count-till-returns.js';

/** What was ordered, by whom and for how much. May come after what became of it. */
export async function recordOrder(
  tx: QueryRunner,
  order: EventData<typeof OrderPlaced>,
  now: Date,
): Promise<void> {
  const purchaseId = orderPurchaseId(order.orderId);
  await tx.query(
    `INSERT INTO returns.purchase (purchase_id, order_id, customer_id, currency, known, created_at)
     VALUES ($1, $2, $3, $4, true, $5)
     ON CONFLICT (purchase_id) DO UPDATE
     SET customer_id = excluded.customer_id, currency = excluded.currency, known = true`,
    [purchaseId, order.orderId, order.customerId, order.currency, now],
  );
  await tx.query(
    `INSERT INTO returns.purchase_line (purchase_id, line_no, line_id, sku, ordered, unit_price, amount)
     SELECT $1, u.* FROM unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::numeric[], $7::numeric[]) AS u
     ON CONFLICT (purchase_id, line_id) DO UPDATE
     SET line_no = excluded.line_no, sku = excluded.sku, ordered = excluded.ordered,
         unit_price = excluded.unit_price, amount = excluded.amount`,
    [
      purchaseId,
      sqlArray(order.lines.map((_, i) => i)),
      sqlArray(order.lines.map((line) => line.lineId)),
      sqlArray(order.lines.map((line) => line.sku)),
      sqlArray(order.lines.map((line) => line.quantity)),
      sqlArray(order.lines.map((line) => line.unitPrice)),
      sqlArray(order.lines.map((line) => lineAmount(line))),
    ],
  );
  await countWaiting(tx, order.orderId, now);
}

/** Units that the customer will not get. */
export async function recordCancelledLines(
  tx: QueryRunner,
  order: EventData<typeof OrderLinesCancelled>,
  now: Date,
): Promise<void> {
  await addUnits(tx, order, 'cancelled', order.lines, now);
}

/**
 * Units that the customer has, since `handedOverAt`; each line of a fulfillment counts once. Where nobody recorded what
 * was picked, all that it held was handed over.
 */
export async function recordHandover(
  tx: QueryRunner,
  fulfillment: EventData<typeof FulfillmentPickedUp>,
  handedOverAt: Date,
  now: Date,
): Promise<void> {
  const picked = fulfillment.lines.some((line) => line.picked > 0);
  const handed = addUp(
    fulfillment.lines.map((line) => ({ ...line, quantity: picked ? line.picked : line.quantity })),
  );
  const purchaseId = orderPurchaseId(fulfillment.orderId);
  const fresh = (await tx.query(
    `INSERT INTO returns.handover (fulfillment_id, purchase_id, handed_over_at, line_id, quantity)
     SELECT $1, $2, $3, u.* FROM unnest($4::text[], $5::int[]) AS u
     ON CONFLICT DO NOTHING RETURNING line_id`,
    [
      fulfillment.fulfillmentId,
      purchaseId,
      handedOverAt,
      sqlArray(handed.map((line) => line.lineId)),
      sqlArray(handed.map((line) => line.quantity)),
    ],
  )) as { line_id: string }[];
  const isFresh = new Set(fresh.map((row) => row.line_id));
  const lines = handed.filter((line) => isFresh.has(line.lineId));
  await addUnits(tx, fulfillment, 'sold', lines, now, handedOverAt);
}

interface Units {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
}

async function addUnits(
  tx: QueryRunner,
  { orderId }: { readonly orderId: string },
  figure: 'sold' | 'cancelled',
  units: readonly Units[],
  now: Date,
  handedOverAt: Date | null = null,
): Promise<void> {
  const purchaseId = orderPurchaseId(orderId);
  await lockOrder(tx, orderId, now);
  const lines = addUp(units);
  await tx.query(
    `INSERT INTO returns.purchase_line AS l (purchase_id, line_no, handed_over_at, line_id, sku, ${figure})
     SELECT $1, 0, $2, u.* FROM unnest($3::text[], $4::text[], $5::int[]) AS u
     ON CONFLICT (purchase_id, line_id) DO UPDATE
     SET ${figure} = l.${figure} + excluded.${figure},
         handed_over_at = GREATEST(l.handed_over_at, excluded.handed_over_at)`,
    [
      purchaseId,
      handedOverAt,
      sqlArray(lines.map((line) => line.lineId)),
      sqlArray(lines.map((line) => line.sku)),
      sqlArray(lines.map((line) => line.quantity)),
    ],
  );
  await countWaiting(tx, orderId, now);
}

/** One entry per line, without those of no unit. */
function addUp(units: readonly Units[]): Units[] {
  const lines = new Map<string, Units>();
  for (const { lineId, sku, quantity } of units) {
    if (quantity > 0)
      lines.set(lineId, { lineId, sku, quantity: quantity + (lines.get(lineId)?.quantity ?? 0) });
  }
  return [...lines.values()];
}
