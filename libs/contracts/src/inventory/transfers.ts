import { z } from 'zod';
import { Identifier, PositiveQuantity, ShortText, Timestamp } from '../primitives.js';

export const TransferLine = z.object({ sku: Identifier, quantity: PositiveQuantity });

/** Which units go: those that may be sold, or those that quality control keeps from sale. */
export const TransferStockStatus = z.enum(['available', 'quality_control']);
export type TransferStockStatus = z.infer<typeof TransferStockStatus>;

/** Body of `POST /transfers`: a plan; no stock moves until it is shipped. */
export const TransferInput = z
  .object({
    transferId: Identifier.optional(),
    from: Identifier,
    to: Identifier,
    stockStatus: TransferStockStatus.default('available'),
    lines: z.array(TransferLine).min(1).max(500),
    reference: Identifier.optional(),
  })
  .refine((t) => t.from !== t.to, { path: ['to'], error: 'must differ from `from`' })
  .meta({ id: 'TransferInput' });
export type TransferInput = z.infer<typeof TransferInput>;

/** Body of `.../ship`: everything at once; refused when it goes beyond what is available at `from`,
 * or, for a transfer of `quality_control`, beyond what is under quality control there. */
export const TransferShipInput = z
  .object({ occurredAt: Timestamp.optional() })
  .meta({ id: 'TransferShipInput' });
export type TransferShipInput = z.infer<typeof TransferShipInput>;

/**
 * Body of `.../receive`: the lines that arrived (default: all that is outstanding). `final` closes the
 * transfer: what has not arrived by then is written off as lost on the way.
 */
export const TransferReceiveInput = z
  .object({
    lines: z.array(TransferLine).min(1).max(500).optional(),
    final: z.boolean().default(false),
    occurredAt: Timestamp.optional(),
    reason: ShortText.optional(),
  })
  .meta({ id: 'TransferReceiveInput' });
export type TransferReceiveInput = z.infer<typeof TransferReceiveInput>;

export const TransferStatus = z.enum(['planned', 'shipped', 'partially_received', 'received']);
export type TransferStatus = z.infer<typeof TransferStatus>;

export const Transfer = z
  .object({
    transferId: Identifier,
    from: Identifier,
    to: Identifier,
    stockStatus: TransferStockStatus,
    status: TransferStatus,
    reference: z.string().nullable(),
    lines: z.array(
      z.object({ sku: Identifier, quantity: z.int(), shipped: z.int(), received: z.int(), lost: z.int() }),
    ),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Transfer' });
export type Transfer = z.infer<typeof Transfer>;
