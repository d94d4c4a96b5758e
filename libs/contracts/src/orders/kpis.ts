import { z } from 'zod';
import { Period } from '../period.js';
import { Identifier } from '../primitives.js';

const counts = {
  /** Orders that were placed in the period; all other figures are of these orders. */
  orders: z.int(),
  cancelledOrders: z.int(),
  units: z.int(),
  /** Units that customers have. */
  fulfilledUnits: z.int(),
  /** Units that were cancelled because no location had them. */
  unfilledUnits: z.int(),
};

/** What became of the orders that were placed in a period. Shares are 0 to 1, and null where there is nothing to share. */
export const OrderKpis = z
  .object({
    period: Period,
    ...counts,
    /** Of the units that nobody called off, those that did not fail for want of goods. */
    fillRate: z.number().nullable(),
    /** Cancelled orders, of all. */
    cancelRate: z.number().nullable(),
    /** How often a till took units that were promised to one of them. */
    oversells: z.int(),
    /** From placing to "ready for pickup", in minutes; null without any. */
    pickupLeadTime: z.object({
      count: z.int(),
      medianMinutes: z.number().nullable(),
      p90Minutes: z.number().nullable(),
    }),
    /** Each day of the period, in UTC, oldest first. */
    days: z.array(z.object({ day: z.string(), ...counts })),
    /** Locations that were asked to prepare something, the most rejections first; 200 at most. */
    locations: z.array(
      z.object({
        locationId: Identifier,
        fulfillments: z.int(),
        rejected: z.int(),
        rejectionRate: z.number(),
      }),
    ),
  })
  .meta({ id: 'OrderKpis' });
export type OrderKpis = z.infer<typeof OrderKpis>;
