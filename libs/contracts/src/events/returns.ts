import { z } from 'zod';
import { defineEvent } from '../event.js';
import { Disposition } from '../inventory/sales.js';
import { OrderMethod } from '../orders/orders.js';
import { Currency, Decimal, Identifier, Money, PositiveQuantity, Timestamp } from '../primitives.js';
import { ReturnMethod, ReturnResolution } from '../returns/returns.js';

const topic = 'returns.v1' as const;
const key = (fact: { returnId: string }): string => fact.returnId;
const Units = z.object({ lineId: Identifier, sku: Identifier, quantity: PositiveQuantity });
const ofReturn = z.object({
  returnId: Identifier,
  /** What was bought by: an order, or a till's receipt (with the location whose receipt it is). */
  orderId: Identifier.nullable(),
  saleId: Identifier.nullable(),
  saleLocationId: Identifier.nullable(),
  customerId: Identifier.nullable(),
  resolution: ReturnResolution,
});

/** The goods may come back until `expiresAt`. */
export const ReturnAuthorized = defineEvent({
  type: 'returns.return-authorized.v1',
  topic,
  description: 'The goods may come back.',
  data: ofReturn.extend({
    method: ReturnMethod,
    expiresAt: z.string(),
    /** `reason` is one of the shop's own codes, such as `too_small`; empty where somebody typed text, which may be personal. */
    lines: z.array(Units.extend({ reason: z.string() })),
  }),
  key,
});

/** Units came back and were looked at. A return that comes in parts gives several. */
export const ReturnReceived = defineEvent({
  type: 'returns.return-received.v1',
  topic,
  description: 'Units came back and were inspected.',
  data: ofReturn.extend({
    receiptId: Identifier,
    locationId: Identifier,
    lines: z.array(Units.extend({ disposition: Disposition })),
    /** Whether nothing more is awaited. */
    complete: z.boolean(),
  }),
  key,
});

const RefundFact = ofReturn.extend({
  refundId: Identifier,
  amount: Money,
  currency: Currency.nullable(),
});

/**
 * Money is to be paid back. `refundId` is the idempotency key for the payment system, which answers on
 * `payments.refund-settled.v1`; without an answer it is asked again, with a higher `attempt`.
 */
export const RefundRequested = defineEvent({
  type: 'returns.refund-requested.v1',
  topic,
  description: 'The payment system is asked to pay money back.',
  data: RefundFact.extend({ attempt: z.int().min(1) }),
  key,
});

export const RefundIssued = defineEvent({
  type: 'returns.refund-issued.v1',
  topic,
  description: 'The payment system has paid the money back.',
  data: RefundFact.extend({ settledAt: z.string() }),
  key,
});

/** `refundId` is the idempotency key for whoever keeps store credit. */
export const StoreCreditIssued = defineEvent({
  type: 'returns.store-credit-issued.v1',
  topic,
  description: 'The customer has store credit instead of money.',
  data: RefundFact,
  key,
});

/**
 * A new order is to replace the goods; its stock is promised at once, and it is prepared once the goods are back.
 * `sealedShipTo` is an address that the orders service alone can open (see libs/platform, sealed values).
 */
export const ExchangeRequested = defineEvent({
  type: 'returns.exchange-requested.v1',
  topic,
  description: 'A new order is to replace the goods.',
  data: ofReturn.extend({
    exchangeOrderId: Identifier,
    method: OrderMethod,
    pickupLocationId: Identifier.nullable(),
    sealedShipTo: z.string().nullable(),
    currency: Currency.nullable(),
    lines: z.array(Units.extend({ unitPrice: Money.nullable() })),
  }),
  key,
});

/** The return will not take place, wholly or from now on: its open units may be returned otherwise. */
export const ReturnCancelled = defineEvent({
  type: 'returns.return-cancelled.v1',
  topic,
  description: 'The return was cancelled or rejected, or its authorisation lapsed.',
  data: ofReturn.extend({
    exchangeOrderId: Identifier.nullable(),
    reason: z.enum(['cancelled', 'lapsed', 'rejected']),
  }),
  key,
});

export const ReturnCompleted = defineEvent({
  type: 'returns.return-completed.v1',
  topic,
  description: 'Goods and money are settled.',
  data: ofReturn,
  key,
});

/** A till took back more than was sold. It happened, so it stands; somebody should look. */
export const OverReturned = defineEvent({
  type: 'returns.over-returned.v1',
  topic,
  description: 'A till took back more of a line than was sold.',
  data: z.object({
    /** Of the till's receipt that took the goods back. */
    returnId: Identifier,
    saleId: Identifier.nullable(),
    saleLocationId: Identifier.nullable(),
    orderId: Identifier.nullable(),
    lineId: Identifier,
    sku: Identifier,
    sold: z.int(),
    returned: z.int(),
  }),
  key,
});

/**
 * `payments.refund-settled.v1`, as the payment system writes it: the value alone counts, headers are not needed.
 * Either a return's refund or an order's.
 */
export const RefundSettlement = z
  .object({
    returnId: Identifier,
    refundId: Identifier,
    amount: Decimal,
    currency: Currency.optional(),
    settledAt: Timestamp,
  })
  .meta({ id: 'RefundSettlement' });
export type RefundSettlement = z.infer<typeof RefundSettlement>;

/** Every event that the returns service publishes on its own topic. */
export const RETURNS_EVENTS = [
  ReturnAuthorized,
  ReturnReceived,
  RefundRequested,
  RefundIssued,
  StoreCreditIssued,
  ExchangeRequested,
  ReturnCancelled,
  ReturnCompleted,
  OverReturned,
] as const;
