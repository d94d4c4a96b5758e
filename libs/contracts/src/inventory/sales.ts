import { z } from 'zod';
import {
  Currency,
  Decimal,
  Identifier,
  PageQuery,
  SignedQuantity,
  Timestamp,
  pageOf,
} from '../primitives.js';

/** What becomes of a unit that came back. */
export const Disposition = z.enum(['restock', 'refurbish', 'quarantine', 'return_to_warehouse', 'dispose']);
export type Disposition = z.infer<typeof Disposition>;

/**
 * A line of a till receipt. `quantity` in base units; negative is a till return; 0 has no effect on stock.
 * `amount` is the money of the whole line and wins over `unitPrice`. A line that names a `fulfillmentId` or a
 * `returnId` records the money and moves no stock itself.
 */
export const SaleLine = z
  .object({
    lineId: Identifier,
    sku: Identifier,
    quantity: SignedQuantity,
    unitPrice: Decimal.optional(),
    amount: Decimal.optional(),
    fulfillmentId: Identifier.optional(),
    returnId: Identifier.optional(),
    originalSaleId: Identifier.optional(),
    originalOrderId: Identifier.optional(),
    originalLineId: Identifier.optional(),
    disposition: Disposition.optional(),
  })
  .meta({ id: 'SaleLine' });
export type SaleLine = z.infer<typeof SaleLine>;

export const MAX_SALE_LINES = 2_000;

const header = {
  saleId: Identifier,
  locationId: Identifier,
  registerId: Identifier.optional(),
  occurredAt: Timestamp,
  currency: Currency.optional(),
  customerId: Identifier.optional(),
};

/** A till receipt. `saleId` is unique per location, `lineId` within the sale. */
export const Sale = z
  .object({ ...header, lines: z.array(SaleLine).min(1).max(MAX_SALE_LINES) })
  .meta({ id: 'Sale' });
export type Sale = z.infer<typeof Sale>;

/** A sale whose header is right and whose lines are yet to be judged one by one. */
export const SaleWithUncheckedLines = z.object({
  ...header,
  lines: z.array(z.unknown()).min(1).max(MAX_SALE_LINES),
});

/** Body of `POST /sales`: up to 1,000 sales; each is judged by itself. */
export const SaleBatch = z
  .object({ sales: z.array(z.unknown()).min(1).max(1_000) })
  .meta({ id: 'SaleBatch' });

/** What became of sale lines, as counts. Every line of the request stands in exactly one of them. */
export const SaleLineCounts = z
  .object({
    accepted: z.int().min(0).describe('recorded now, in their level'),
    duplicates: z.int().min(0).describe('known already with the same content'),
    pending: z.int().min(0).describe('waiting for their SKU or location'),
    noEffect: z.int().min(0).describe('quantity 0: no level, item or waiting line comes of them'),
    rejected: z.int().min(0).describe('turned away; each line, or its whole sale, is listed in `rejected`'),
  })
  .meta({ id: 'SaleLineCounts' });
export type SaleLineCounts = z.infer<typeof SaleLineCounts>;

/**
 * Answer of `POST /sales`, given once everything is committed; the figures count sales, those in `lines` count
 * lines. A sale with a rejected line counts as rejected, else with a waiting line as pending, else as accepted,
 * or as a duplicate when every line of it was known. A rejection without a `lineId` is about the whole sale.
 */
export const SaleBatchResult = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    pending: z.int(),
    lines: SaleLineCounts,
    rejected: z.array(
      z.object({
        index: z.int().min(0).optional().describe('position of the sale in the request, from 0'),
        saleId: z.string().nullable(),
        lineId: z.string().optional(),
        code: z.string(),
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'SaleBatchResult' });
export type SaleBatchResult = z.infer<typeof SaleBatchResult>;

/** A sale line that waits because its SKU or its location is unknown. */
export const PendingSaleLine = z
  .object({
    saleId: Identifier,
    locationId: Identifier,
    lineId: Identifier,
    sku: Identifier,
    quantity: z.int(),
    occurredAt: z.string(),
    waitingFor: z.array(z.enum(['item', 'location'])),
    receivedAt: z.string(),
  })
  .meta({ id: 'PendingSaleLine' });
export type PendingSaleLine = z.infer<typeof PendingSaleLine>;
export const PendingSalePage = pageOf(PendingSaleLine);
export type PendingSalePage = z.infer<typeof PendingSalePage>;

export const PendingSaleQuery = PageQuery.extend({
  sku: Identifier.optional(),
  locationId: Identifier.optional(),
});
export type PendingSaleQuery = z.infer<typeof PendingSaleQuery>;
