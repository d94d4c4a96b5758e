import type { EventData, SaleLine, SaleRecorded } from '#contracts';
import type { PoisonReason } from '#messaging';
import { inTransaction, sqlArray } from '#persistence';
import { Clock } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { lineAmount, plainDecimal } from '../../domain/money.js';
import { receiptPurchaseId } from '../../domain/purchase.js';
import { SCHEMA } from '../../persistence/schema.js';
import { CountTillReturns } from '../count-till-returns/count-till-returns.js';
import {
  keepTillReturns,
  namesWhatComesBack,
  readTillReturns,
  type TillKey,
} from '../count-till-returns/till-return-rows.js';

export type RecordedSale = EventData<typeof SaleRecorded>;

/**
 * Records tills' receipts, many at once. Lines are known by their own numbers, so a receipt that comes twice, or in
 * pieces, counts once. Lines of a web order (`fulfillmentId`) are the order's handover and no second sale. Then till
 * returns are counted that these receipts bring, or that waited for them.
 */
@Injectable()
export class RecordSales {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly tillReturns: CountTillReturns,
    private readonly clock: Clock,
  ) {}

  /** Why lines of a receipt cannot count, by the receipt's position in `sales`. */
  async record(sales: readonly RecordedSale[]): Promise<Map<number, PoisonReason>> {
    const sold = sales.flatMap((sale) => soldLines(sale)).sort(byKey);
    const returned = sales.flatMap((sale) => returnedLines(sale));
    if (sold.length === 0 && returned.length === 0) return new Map();
    await inTransaction(this.dataSource, async (tx) => {
      await insertReceipts(tx, sold, this.clock.now());
      await keepTillReturns(tx, returned);
    });
    // Only now: whoever commits second finds the other, so no till return is overlooked.
    const problems = new Map<string, PoisonReason>();
    for (const key of await this.countable(sold, returned)) {
      const problem = await this.tillReturns.count(key);
      if (problem !== undefined) problems.set(saleOf(key), problem);
    }
    const bySale = new Map<number, PoisonReason>();
    sales.forEach((sale, i) => {
      const problem = problems.get(saleOf(sale));
      if (problem !== undefined) bySale.set(i, problem);
    });
    return bySale;
  }

  /** Till returns of these receipts that do not count yet, and those that name one of them and count elsewhere, or not. */
  private async countable(sold: readonly SoldLine[], returned: readonly TillKey[]): Promise<TillKey[]> {
    const receipts = new Map(sold.map((line) => [line.purchaseId, line]));
    return readTillReturns(
      this.dataSource,
      `(applied_at IS NULL AND (till_location_id, till_sale_id, till_line_id) IN
          (SELECT * FROM unnest($1::text[], $2::text[], $3::text[])))
       OR (return_id IS NULL AND EXISTS (
         SELECT FROM unnest($4::text[], $5::text[], $6::text[]) AS s (sale_id, location_id, purchase_id)
         WHERE s.sale_id = t.original_sale_id
           AND (t.applied_at IS NULL OR (s.location_id = t.till_location_id AND s.purchase_id <> t.purchase_id)))
         AND original_sale_id = ANY($4::text[]))`,
      [
        sqlArray(returned.map((key) => key.locationId)),
        sqlArray(returned.map((key) => key.saleId)),
        sqlArray(returned.map((key) => key.lineId)),
        sqlArray([...receipts.values()].map((line) => line.sale.saleId)),
        sqlArray([...receipts.values()].map((line) => line.sale.locationId)),
        sqlArray([...receipts.keys()]),
      ],
    );
  }
}

interface SoldLine {
  readonly purchaseId: string;
  readonly sale: RecordedSale;
  readonly line: SaleLine;
  readonly lineNo: number;
}

const saleOf = (sale: { locationId: string; saleId: string }): string =>
  receiptPurchaseId(sale.locationId, sale.saleId);

function soldLines(sale: RecordedSale): SoldLine[] {
  const purchaseId = saleOf(sale);
  return sale.lines.flatMap((line, lineNo) =>
    line.quantity > 0 && line.fulfillmentId === undefined && line.returnId === undefined
      ? [{ purchaseId, sale, line, lineNo }]
      : [],
  );
}

const returnedLines = ({ locationId, saleId, occurredAt, lines }: RecordedSale) =>
  lines
    .filter(namesWhatComesBack)
    .map((line) => ({ locationId, saleId, lineId: line.lineId, occurredAt, line }));

/** In one order everywhere, so that two replicas that record the same receipts wait for each other and do not deadlock. */
function byKey(a: SoldLine, b: SoldLine): number {
  if (a.purchaseId !== b.purchaseId) return a.purchaseId < b.purchaseId ? -1 : 1;
  return a.line.lineId < b.line.lineId ? -1 : 1;
}

async function insertReceipts(tx: QueryRunner, sold: readonly SoldLine[], now: Date): Promise<void> {
  if (sold.length === 0) return;
  const receipts = [...new Map(sold.map((line) => [line.purchaseId, line.sale]))];
  await tx.query(
    `INSERT INTO returns.purchase (purchase_id, sale_id, location_id, customer_id, currency, known, created_at)
     SELECT u.*, true, $6 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS u
     ON CONFLICT DO NOTHING`,
    [
      sqlArray(receipts.map(([purchaseId]) => purchaseId)),
      sqlArray(receipts.map(([, sale]) => sale.saleId)),
      sqlArray(receipts.map(([, sale]) => sale.locationId)),
      sqlArray(receipts.map(([, sale]) => sale.customerId ?? null)),
      sqlArray(receipts.map(([, sale]) => sale.currency ?? null)),
      now,
    ],
  );
  await tx.query(
    `INSERT INTO returns.purchase_line
       (purchase_id, line_no, line_id, sku, ordered, sold, unit_price, amount, handed_over_at)
     SELECT purchase_id, line_no, line_id, sku, quantity, quantity, unit_price, amount, occurred_at
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::int[], $6::numeric[], $7::numeric[],
                 $8::timestamptz[])
       AS u (purchase_id, line_no, line_id, sku, quantity, unit_price, amount, occurred_at)
     ON CONFLICT DO NOTHING`,
    [
      sqlArray(sold.map((entry) => entry.purchaseId)),
      sqlArray(sold.map((entry) => entry.lineNo)),
      sqlArray(sold.map(({ line }) => line.lineId)),
      sqlArray(sold.map(({ line }) => line.sku)),
      sqlArray(sold.map(({ line }) => line.quantity)),
      sqlArray(sold.map(({ line }) => (line.unitPrice === undefined ? null : plainDecimal(line.unitPrice)))),
      sqlArray(sold.map(({ line }) => lineAmount(line))),
      sqlArray(sold.map(({ sale }) => sale.occurredAt)),
    ],
  );
}
