import { z } from 'zod';
import { Currency, Decimal, Identifier, PageQuery, PositiveQuantity, Text, pageOf } from '../primitives.js';
import { Fulfillment } from './fulfillments.js';
import { SourcingDecision } from './sourcing.js';

/** How the customer wants the goods: collected at a store, or sent. */
export const OrderMethod = z.enum(['pickup', 'ship']);
export type OrderMethod = z.infer<typeof OrderMethod>;

export const OrderStatus = z.enum([
  'placed',
  'sourcing',
  'allocated',
  'partially_fulfilled',
  'fulfilled',
  'cancelled',
  'unfillable',
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** Why units of an order are not delivered. */
export const CancelReason = z.enum([
  'customer_cancelled',
  'unfillable',
  'short_pick',
  'rejected',
  'oversold',
  'pickup_expired',
  'return_cancelled',
]);
export type CancelReason = z.infer<typeof CancelReason>;

/** Where to send it. Personal: kept by the orders service alone, in no event and no log, blanked when erased. */
export const ShipTo = z
  .object({
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    address: Text.min(1).max(500),
    name: Text.max(200).optional(),
  })
  .refine((to) => (to.latitude === undefined) === (to.longitude === undefined), {
    path: ['latitude'],
    error: 'latitude and longitude come together: give both, or neither',
  })
  .meta({ id: 'ShipTo' });
export type ShipTo = z.infer<typeof ShipTo>;

/** What a pickup may become when the store cannot do it, in order of preference. */
export const Fallback = z.enum(['ship_to_store', 'ship_to_customer', 'other_store']);
export type Fallback = z.infer<typeof Fallback>;

/** A line may cost anything from nothing to a million million: what is paid back of it can be told by then, too. */
export const OrderLineInput = z
  .object({
    lineId: Identifier,
    sku: Identifier,
    quantity: PositiveQuantity.max(1_000_000),
    unitPrice: Decimal.optional(),
  })
  .refine(({ unitPrice = 0 }) => Number(unitPrice) >= 0, {
    path: ['unitPrice'],
    error: 'must not be below zero: take discounts off the prices of the lines',
  })
  .refine(({ unitPrice = 0, quantity }) => Number(unitPrice) * quantity <= 1e12, {
    path: ['unitPrice'],
    error: 'makes the line cost more than 1,000,000,000,000',
  });
export type OrderLineInput = z.infer<typeof OrderLineInput>;

/**
 * Body of `POST /orders` and `POST /orders/preview`. A pickup without `pickupLocationId` goes to the nearest store that can,
 * seen from `shipTo` where it has coordinates. `reservationId` is a hold made at checkout: it is committed, and where
 * it has expired the same lines are reserved anew.
 */
export const OrderInput = z
  .object({
    orderId: Identifier,
    channel: Identifier,
    customerId: Identifier,
    method: OrderMethod,
    pickupLocationId: Identifier.optional(),
    shipTo: ShipTo.optional(),
    reservationId: Identifier.optional(),
    currency: Currency.optional(),
    /** Without it: to ship to the store, and to the customer where there is a `shipTo`. */
    fallbacks: z.array(Fallback).max(3).optional(),
    /** Units that a store turns out not to have: source them again elsewhere, or cancel them. */
    onShortage: z.enum(['source_again', 'cancel']).default('source_again'),
    lines: z.array(OrderLineInput).min(1).max(200),
  })
  .refine((o) => o.method === 'pickup' || o.shipTo !== undefined, {
    path: ['shipTo'],
    error: 'is required for method "ship"',
  })
  .refine((o) => o.method === 'pickup' || o.pickupLocationId === undefined, {
    path: ['pickupLocationId'],
    error: 'belongs to method "pickup"',
  })
  .refine((o) => new Set(o.lines.map((line) => line.lineId)).size === o.lines.length, {
    path: ['lines'],
    error: 'each lineId may stand once',
  })
  .meta({ id: 'OrderInput' });
export type OrderInput = z.infer<typeof OrderInput>;

export const OrderReceipt = z
  .object({ orderId: Identifier, status: OrderStatus })
  .meta({ id: 'OrderReceipt' });
export type OrderReceipt = z.infer<typeof OrderReceipt>;

/** One thing that happened to an order, oldest first. */
export const TimelineEntry = z.object({
  at: z.string(),
  /** Stable code, such as `placed`, `reservation_refused`, `fulfillment_rejected`. */
  what: z.string(),
  detail: z.string(),
  fulfillmentId: Identifier.nullable(),
  locationId: Identifier.nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Of each line: `quantity` = `allocated` + `sourcing` + `fulfilled` + `cancelled`. */
export const OrderLine = z.object({
  lineId: Identifier,
  sku: Identifier,
  quantity: z.int(),
  unitPrice: z.string().nullable(),
  sourcing: z.int(),
  allocated: z.int(),
  fulfilled: z.int(),
  cancelled: z.int(),
});

export const Order = z
  .object({
    orderId: Identifier,
    channel: Identifier,
    customerId: Identifier,
    method: OrderMethod,
    status: OrderStatus,
    pickupLocationId: Identifier.nullable(),
    shipTo: ShipTo.nullable(),
    reservationId: Identifier.nullable(),
    currency: z.string().nullable(),
    fallbacks: z.array(Fallback),
    onShortage: z.enum(['source_again', 'cancel']),
    /** The return that this order replaces goods for; it is prepared once they are back. */
    returnId: Identifier.nullable(),
    onHold: z.boolean(),
    lines: z.array(OrderLine),
    fulfillments: z.array(Fulfillment),
    /** How each choice of locations came about, oldest first. */
    sourcing: z.array(SourcingDecision),
    timeline: z.array(TimelineEntry),
    placedAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;

/** An order in a list: without its fulfillments, sourcing and timeline. */
export const OrderSummary = Order.omit({
  fulfillments: true,
  sourcing: true,
  timeline: true,
  shipTo: true,
}).meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof OrderSummary>;
export const OrderPage = pageOf(OrderSummary);
export type OrderPage = z.infer<typeof OrderPage>;

export const OrderQuery = PageQuery.extend({
  orderId: Identifier.optional().describe('ids that begin so'),
  customerId: Identifier.optional(),
  status: OrderStatus.optional(),
});
export type OrderQuery = z.infer<typeof OrderQuery>;

export const PickupCode = z
  .object({ fulfillmentId: Identifier, code: z.string() })
  .meta({ id: 'PickupCode' });
export type PickupCode = z.infer<typeof PickupCode>;
