import { z } from 'zod';
import {
  Identifier,
  NonNegativeQuantity,
  PageQuery,
  ShortText,
  Text,
  pageOf,
  repeatable,
} from '../primitives.js';
import { SourcingMethod } from './sourcing.js';

export const FulfillmentMethod = SourcingMethod;
export type FulfillmentMethod = SourcingMethod;

export const FulfillmentStatus = z.enum([
  'open',
  'accepted',
  'picking',
  'packed',
  'ready_for_pickup',
  'picked_up',
  'shipped',
  'rejected',
  'cancelled',
  'expired',
]);
export type FulfillmentStatus = z.infer<typeof FulfillmentStatus>;

/**
 * What one location prepares of an order. Steps: `open`, `accepted`, `picking`, `packed`, then `ready_for_pickup` and
 * `picked_up`, or `shipped`. With method `ship_to_store` it is shipped to the store and becomes ready there.
 */
export const Fulfillment = z
  .object({
    fulfillmentId: Identifier,
    orderId: Identifier,
    locationId: Identifier,
    pickupLocationId: Identifier.nullable(),
    method: FulfillmentMethod,
    status: FulfillmentStatus,
    version: z.int(),
    reservationId: Identifier,
    promisedAt: z.string().nullable(),
    /** Whether `promisedAt` has passed and it is not done. */
    overdue: z.boolean(),
    pickupBy: z.string().nullable(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    reason: z.string().nullable(),
    lines: z.array(
      z.object({
        lineId: Identifier,
        sku: Identifier,
        name: z.string().nullable(),
        gtin: z.string().nullable(),
        quantity: z.int(),
        picked: z.int(),
      }),
    ),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Fulfillment' });
export type Fulfillment = z.infer<typeof Fulfillment>;
export const FulfillmentPage = pageOf(Fulfillment);
export type FulfillmentPage = z.infer<typeof FulfillmentPage>;

/** A store's work list: oldest promise first. `locationId` also finds parcels that are on their way to that store. */
export const FulfillmentQuery = PageQuery.extend({
  locationId: Identifier.optional(),
  orderId: Identifier.optional(),
  status: repeatable(FulfillmentStatus, 10).optional(),
});
export type FulfillmentQuery = z.infer<typeof FulfillmentQuery>;

/**
 * Body of `.../reject`. `countNow` says what is on the shelf: one number (of each of its SKUs), or a number per SKU;
 * without it the level is set to zero until the cycle count that is raised. `false` leaves the level as it is.
 */
export const RejectInput = z
  .object({
    reason: ShortText.min(1),
    countNow: z
      .union([
        z.boolean(),
        NonNegativeQuantity,
        z
          .array(z.object({ sku: Identifier, quantity: NonNegativeQuantity }))
          .min(1)
          .max(200)
          .refine((counts) => new Set(counts.map(({ sku }) => sku)).size === counts.length, {
            error: 'each SKU may stand once',
          }),
      ])
      .optional(),
  })
  .meta({ id: 'RejectInput' });
export type RejectInput = z.infer<typeof RejectInput>;

/** Body of `.../pick`: what was found, absolute, per line; fewer than asked is a short pick. Lines left out were found whole. */
export const PickInput = z
  .object({
    lines: z
      .array(z.object({ lineId: Identifier, picked: NonNegativeQuantity }))
      .max(200)
      .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, {
        error: 'each lineId may stand once',
      })
      .default([]),
  })
  .meta({ id: 'PickInput' });
export type PickInput = z.infer<typeof PickInput>;

/** Body of `.../handover`. Who collected is kept by the orders service alone. */
export const HandoverInput = z
  .object({ pickupCode: Text.min(1).max(32), collectedBy: Text.min(1).max(200) })
  .meta({ id: 'HandoverInput' });
export type HandoverInput = z.infer<typeof HandoverInput>;

/** Body of `.../ship`. */
export const ShipInput = z
  .object({ carrier: Text.min(1).max(100), trackingNumber: Text.min(1).max(100) })
  .meta({ id: 'ShipInput' });
export type ShipInput = z.infer<typeof ShipInput>;
