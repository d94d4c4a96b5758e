import { OutboxRelay, type PoisonReason } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock, uuidv7 } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { orderPurchaseId, receiptPurchaseId } from '../../domain/purchase.js';
import { unchanged } from '../../domain/decision.js';
import { accepted, type Outcome, refused } from '../../domain/refusal.js';
import {
  countTillReturn,
  decideTillReceipt,
  judgeOverReturned,
  type TillArrival,
  uncountTillReturn,
} from '../../domain/till.js';
import { type KnownLocation, nearestWarehouse } from '../../domain/warehouse.js';
import { changeReturn } from '../../persistence/book.js';
import { tell } from '../../persistence/outbox.js';
import {
  lockPurchase,
  lockPurchases,
  savePurchase,
  type StoredPurchase,
} from '../../persistence/purchases.js';
import { SCHEMA } from '../../persistence/schema.js';
import { closingAt } from '../closing.js';
import { readLocations } from '../known-locations.js';
import { SETTINGS } from '../settings.js';
import {
  markCounted,
  readTillReturn,
  readTillReturns,
  type TillKey,
  type TillReturnRow,
} from './till-return-rows.js';

/**
 * Counts tills' returns on what they name, each once, as soon as that is known. Each is its own transaction, and is
 * looked for after both it and what it names are committed, in whichever order they came.
 * Events: `returns.over-returned.v1`; those of `decideTillReceipt` for a line that completes a return's receipt.
 */
@Injectable()
export class CountTillReturns {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {}

  /** Answers why it cannot count, where somebody should look; undefined when it counts or waits for its purchase. */
  async count(key: TillKey): Promise<PoisonReason | undefined> {
    const now = this.clock.now();
    const row = await readTillReturn(this.dataSource, key);
    const problem =
      row.returnId === null
        ? await inTransaction(this.dataSource, (tx) => countOnPurchase(tx, row, now))
        : await this.completeReceipt(row, row.returnId, now);
    this.relay.wake();
    return problem;
  }

  private async completeReceipt(
    row: TillReturnRow,
    returnId: string,
    now: Date,
  ): Promise<PoisonReason | undefined> {
    const ids = { receiptId: uuidv7(), transferId: uuidv7() };
    const surplus = { receiptId: uuidv7(), transferId: uuidv7() };
    const closing = closingAt(now, this.settings);
    return inTransaction(this.dataSource, async (tx) => {
      const locations = await readLocations(tx, [row.locationId]);
      const arrival: TillArrival = {
        ...closing,
        ...ids,
        surplus,
        locationId: row.locationId,
        occurredAt: row.occurredAt,
        warehouseId: onward(row.locationId, locations),
      };
      const outcome = await changeReturn(tx, returnId, now, async (purchase, ret) => {
        if ((await readTillReturn(tx, row)).appliedAt !== null) return accepted(unchanged(purchase, ret));
        const decision = decideTillReceipt(purchase, ret, row.till, arrival);
        if (decision === undefined) return noSuchLine(row, returnId);
        await markCounted(tx, row, { purchaseId: ret.purchaseId, shares: null, now });
        return accepted(decision);
      });
      if (outcome === undefined) return noSuchReturn(row, returnId);
      return outcome.ok ? undefined : outcome.refusal;
    });
  }
}

const noSuchReturn = (row: TillReturnRow, returnId: string): PoisonReason => ({
  code: 'unknown_return',
  detail: `Line ${row.lineId} of receipt ${row.saleId} names return ${returnId}, which is not known. Authorise it and replay this letter`,
});

const noSuchLine = (row: TillReturnRow, returnId: string): Outcome<never> =>
  refused(
    'unknown_return_line',
    `Line ${row.lineId} of receipt ${row.saleId} names return ${returnId}, which has no line of ${row.till.sku}`,
  );

/**
 * Counts the waiting till returns of an order, whose purchase the caller has locked, and judges again those that count:
 * what was cancelled meanwhile may show that tills took back more than was sold.
 */
export async function countWaiting(tx: QueryRunner, orderId: string, now: Date): Promise<void> {
  const rows = await readTillReturns(tx, 'original_order_id = $1 AND return_id IS NULL', [orderId]);
  const latest = rows.at(-1);
  if (latest === undefined) return;
  let purchase = await lockPurchase(tx, orderPurchaseId(orderId));
  for (const row of rows) {
    if (row.appliedAt === null) purchase = await countRow(tx, purchase, row, now);
  }
  const judged = judgeOverReturned(purchase, latest.saleId);
  await savePurchase(tx, purchase, judged.purchase);
  await tell(tx, judged.events, now);
}

async function countOnPurchase(tx: QueryRunner, found: TillReturnRow, now: Date): Promise<undefined> {
  const target =
    found.originalOrderId === null ? await receiptFor(tx, found) : orderPurchaseId(found.originalOrderId);
  if (target === undefined) return;
  if (found.originalOrderId !== null) await lockOrder(tx, found.originalOrderId, now);
  // The one it counts on now, and the one it should: it may have been taken for another location's receipt.
  const purchases = await lockPurchases(tx, [
    target,
    ...(found.purchaseId === null ? [] : [found.purchaseId]),
  ]);
  const row = await readTillReturn(tx, found);
  if (row.purchaseId === target || row.purchaseId !== found.purchaseId) return;
  const purchase = purchases.get(target)!;
  const counted = countTillReturn(purchase, row.till);
  if (counted === undefined) return;
  const wrong = row.purchaseId === null ? undefined : purchases.get(row.purchaseId);
  if (wrong !== undefined) await savePurchase(tx, wrong, uncountTillReturn(wrong, row.shares ?? []));
  await countRow(tx, purchase, row, now);
}

async function countRow(
  tx: QueryRunner,
  purchase: StoredPurchase,
  row: TillReturnRow,
  now: Date,
): Promise<StoredPurchase> {
  const counted = countTillReturn(purchase, row.till);
  if (counted === undefined) return purchase;
  await savePurchase(tx, purchase, counted.purchase);
  await markCounted(tx, row, { purchaseId: purchase.purchaseId, shares: counted.shares, now });
  await tell(tx, counted.events, now);
  return { ...purchase, ...counted.purchase };
}

/** The receipt that is meant: one of the till's own location if there is, else the only one of that number. */
async function receiptFor(tx: QueryRunner, row: TillReturnRow): Promise<string | undefined> {
  const receipts = (await tx.query('SELECT purchase_id FROM returns.purchase WHERE sale_id = $1 LIMIT 1000', [
    row.originalSaleId,
  ])) as { purchase_id: string }[];
  const own = receiptPurchaseId(row.locationId, row.originalSaleId ?? '');
  if (receipts.some((receipt) => receipt.purchase_id === own)) return own;
  return receipts.length === 1 ? receipts[0]?.purchase_id : (row.purchaseId ?? undefined);
}

/** Locks an order's purchase, and makes it where nobody has heard of the order yet: its events may come in any order. */
export async function lockOrder(tx: QueryRunner, orderId: string, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO returns.purchase (purchase_id, order_id, known, created_at) VALUES ($1, $2, false, $3)
     ON CONFLICT (purchase_id) DO UPDATE SET order_id = excluded.order_id`,
    [orderPurchaseId(orderId), orderId, now],
  );
}

function onward(locationId: string, locations: readonly KnownLocation[]): string | null {
  const here = locations.find((location) => location.locationId === locationId) ?? {
    locationId,
    kind: 'store' as const,
    takesReturns: true,
    point: null,
  };
  return here.kind === 'warehouse' ? null : (nearestWarehouse(here, locations)?.locationId ?? null);
}
