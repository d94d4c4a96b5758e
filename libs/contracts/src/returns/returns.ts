import { z } from 'zod';
import { Disposition } from '../inventory/sales.js';
import { OrderLineInput, OrderMethod, ShipTo } from '../orders/orders.js';
import { Identifier, Money, PageQuery, PositiveQuantity, ShortText, Text, pageOf } from '../primitives.js';

export const ReturnMethod = z.enum(['store', 'mail']);
export type ReturnMethod = z.infer<typeof ReturnMethod>;

export const ReturnResolution = z.enum(['refund', 'exchange', 'store_credit']);
export type ReturnResolution = z.infer<typeof ReturnResolution>;

export const ReturnStatus = z.enum([
  'authorized',
  'received',
  'inspected',
  'refunded',
  'completed',
  'rejected',
  'cancelled',
]);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

/** Query of `GET /returnable`: an order, or a till's receipt; a receipt's number may need the location that gave it. */
export const ReturnableQuery = z.object({
  orderId: Identifier.optional(),
  saleId: Identifier.optional(),
  locationId: Identifier.optional(),
});
export type ReturnableQuery = z.infer<typeof ReturnableQuery>;

/** Of one line: what may still come back and until when, or why nothing may. */
export const ReturnableLine = z.object({
  lineId: Identifier,
  sku: Identifier,
  name: z.string().nullable(),
  sold: z.int(),
  returned: z.int(),
  /** Asked for by returns that are open. */
  authorized: z.int(),
  returnable: z.int().min(0),
  unitPrice: z.string().nullable(),
  returnableUntil: z.string().nullable(),
  /** Null where units may come back. */
  reason: z.enum(['outside_return_window', 'quantity_exceeds_sold', 'not_returnable']).nullable(),
  detail: z.string().nullable(),
});
export type ReturnableLine = z.infer<typeof ReturnableLine>;

export const Returnable = z
  .object({
    orderId: Identifier.nullable(),
    saleId: Identifier.nullable(),
    locationId: Identifier.nullable(),
    customerId: Identifier.nullable(),
    currency: z.string().nullable(),
    lines: z.array(ReturnableLine),
  })
  .meta({ id: 'Returnable' });
export type Returnable = z.infer<typeof Returnable>;

/** Query of `GET /purchases`: one of the first three at least. A customer is known by a pseudonym alone. */
export const PurchaseQuery = PageQuery.extend({
  customerId: Identifier.optional(),
  orderId: Identifier.optional(),
  saleId: Identifier.optional(),
}).refine((q) => q.customerId !== undefined || q.orderId !== undefined || q.saleId !== undefined, {
  path: ['customerId'],
  error: 'give a customerId, an orderId or a saleId',
});
export type PurchaseQuery = z.infer<typeof PurchaseQuery>;

/** An order, or a till's receipt, from which goods may come back. What of it may, and until when, says `GET /returnable`. */
export const Purchase = z
  .object({
    orderId: Identifier.nullable(),
    saleId: Identifier.nullable(),
    /** The location whose receipt it is; null for an order. */
    locationId: Identifier.nullable(),
    customerId: Identifier.nullable(),
    currency: z.string().nullable(),
    lines: z.array(
      z.object({
        lineId: Identifier,
        sku: Identifier,
        name: z.string().nullable(),
        /** What was ordered, less what was cancelled; of a receipt what was sold. */
        quantity: z.int(),
        /** What the customer has got so far. */
        sold: z.int(),
        returned: z.int(),
      }),
    ),
    /** The last moment at which the customer was given some of it; null while nothing was. */
    handedOverAt: z.string().nullable(),
    /** When returns heard of it. */
    createdAt: z.string(),
  })
  .meta({ id: 'Purchase' });
export type Purchase = z.infer<typeof Purchase>;
export const PurchasePage = pageOf(Purchase);
export type PurchasePage = z.infer<typeof PurchasePage>;

const ExchangeInput = z.object({
  lines: z
    .array(OrderLineInput)
    .min(1)
    .max(200)
    .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, {
      error: 'each lineId may stand once',
    }),
  method: OrderMethod,
  pickupLocationId: Identifier.optional(),
  /** Without it: where the order that comes back was shipped to. */
  shipTo: ShipTo.optional(),
});

/** Body of `POST /returns`. */
export const ReturnInput = z
  .object({
    returnId: Identifier,
    orderId: Identifier.optional(),
    saleId: Identifier.optional(),
    /** The location whose receipt `saleId` is; needed only where two locations gave the same number. */
    locationId: Identifier.optional(),
    /** For a receipt of nobody: whom to tell, and to credit. */
    customerId: Identifier.optional(),
    method: ReturnMethod,
    lines: z
      .array(z.object({ lineId: Identifier, quantity: PositiveQuantity, reason: ShortText.min(1) }))
      .min(1)
      .max(200),
    resolution: ReturnResolution,
    exchange: ExchangeInput.optional(),
  })
  .refine((r) => (r.orderId === undefined) !== (r.saleId === undefined), {
    path: ['orderId'],
    error: 'give an orderId or a saleId, and not both',
  })
  .refine((r) => (r.resolution === 'exchange') === (r.exchange !== undefined), {
    path: ['exchange'],
    error: 'belongs to resolution "exchange", and is required there',
  })
  .meta({ id: 'ReturnInput' });
export type ReturnInput = z.infer<typeof ReturnInput>;

export const ReturnReceipt = z
  .object({ returnId: Identifier, status: ReturnStatus, exchangeOrderId: Identifier.optional() })
  .meta({ id: 'ReturnReceipt' });
export type ReturnReceipt = z.infer<typeof ReturnReceipt>;

/**
 * Body of `.../receive`: units that came back at a location, each with what it is and what becomes of it. May come in parts.
 * `warehouseId` is where `return_to_warehouse` goes; without it the nearest warehouse.
 */
export const ReceiveInput = z
  .object({
    locationId: Identifier,
    lines: z
      .array(
        z.object({
          lineId: Identifier,
          quantity: PositiveQuantity,
          condition: Text.min(1).max(100),
          disposition: Disposition,
        }),
      )
      .min(1)
      .max(200),
    warehouseId: Identifier.optional(),
  })
  .meta({ id: 'ReceiveInput' });
export type ReceiveInput = z.infer<typeof ReceiveInput>;

/** Body of `.../cancel`: `rejected` when the goods are not what was sold, or not fit to be taken back. */
export const ReturnCancelInput = z
  .object({ reason: z.enum(['cancelled', 'rejected']).default('cancelled') })
  .meta({ id: 'ReturnCancelInput' });
export type ReturnCancelInput = z.infer<typeof ReturnCancelInput>;

export const RefundStatus = z.enum(['requested', 'settled']);
export type RefundStatus = z.infer<typeof RefundStatus>;

const RefundFigures = z.object({
  refundId: Identifier,
  /** Store credit is issued by an event, and settled with it. */
  kind: z.enum(['refund', 'store_credit']),
  amount: Money,
  currency: z.string().nullable(),
  status: RefundStatus,
  /** How often the payment system was asked; more than once means that it did not answer. */
  attempts: z.int(),
  requestedAt: z.string(),
  settledAt: z.string().nullable(),
});

/** Money that is to be paid back, or was. */
export const Refund = RefundFigures.extend({
  returnId: Identifier,
  orderId: Identifier.nullable(),
  saleId: Identifier.nullable(),
  customerId: Identifier.nullable(),
  /** When the payment system is asked again, unless it answers. */
  askAgainAt: z.string().nullable(),
}).meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;
export const RefundPage = pageOf(Refund);
export type RefundPage = z.infer<typeof RefundPage>;

/** Query of `GET /refunds`: `status=requested` lists what is unanswered, oldest first. */
export const RefundQuery = PageQuery.extend({
  status: RefundStatus.optional(),
  returnId: Identifier.optional(),
});
export type RefundQuery = z.infer<typeof RefundQuery>;

export const Return = z
  .object({
    returnId: Identifier,
    status: ReturnStatus,
    /** Why units of it will not come any more; null while they may, and when all came. */
    endedBecause: z.enum(['cancelled', 'lapsed', 'rejected']).nullable(),
    orderId: Identifier.nullable(),
    saleId: Identifier.nullable(),
    saleLocationId: Identifier.nullable(),
    customerId: Identifier.nullable(),
    method: ReturnMethod,
    resolution: ReturnResolution,
    exchangeOrderId: Identifier.nullable(),
    currency: z.string().nullable(),
    lines: z.array(
      z.object({
        lineId: Identifier,
        sku: Identifier,
        quantity: z.int(),
        received: z.int(),
        reason: z.string(),
        unitPrice: Money.nullable(),
      }),
    ),
    receipts: z.array(
      z.object({
        receiptId: Identifier,
        locationId: Identifier,
        receivedAt: z.string(),
        lines: z.array(
          z.object({
            lineId: Identifier,
            sku: Identifier,
            quantity: z.int(),
            condition: z.string(),
            disposition: Disposition,
          }),
        ),
      }),
    ),
    refunds: z.array(RefundFigures),
    /** An authorisation that is not used lapses then. */
    expiresAt: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Return' });
export type Return = z.infer<typeof Return>;
export const ReturnPage = pageOf(Return);
export type ReturnPage = z.infer<typeof ReturnPage>;

export const ReturnQuery = PageQuery.extend({
  orderId: Identifier.optional(),
  saleId: Identifier.optional(),
  customerId: Identifier.optional(),
  status: ReturnStatus.optional(),
});
export type ReturnQuery = z.infer<typeof ReturnQuery>;
