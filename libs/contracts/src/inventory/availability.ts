import { z } from 'zod';
import { Identifier, Near, repeatable } from '../primitives.js';

export const AvailabilityQuery = z.object({
  sku: repeatable(Identifier, 100).pipe(z.array(Identifier).min(1)),
  near: Near.optional(),
  radiusKm: z.coerce.number().positive().max(20_040).optional(),
  method: z.enum(['pickup', 'ship']).optional(),
});
export type AvailabilityQuery = z.infer<typeof AvailabilityQuery>;

export const StockStatus = z.enum(['in_stock', 'low_stock', 'out_of_stock']);
export type StockStatus = z.infer<typeof StockStatus>;

/**
 * What can be promised of one SKU: `total` adds up the locations' `available`, each clipped at 0; locations
 * come nearest first when `near` was given. `pickupPromise` is the earliest moment a pickup can be ready.
 */
export const Availability = z
  .object({
    sku: Identifier,
    known: z.boolean(),
    total: z.int().min(0),
    stockStatus: StockStatus,
    locations: z.array(
      z.object({
        locationId: Identifier,
        name: z.string(),
        kind: z.enum(['store', 'warehouse']),
        available: z.int().min(0),
        stockStatus: StockStatus,
        distanceKm: z.number().nullable(),
        pickupPromise: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof Availability>;
export const AvailabilityResult = z
  .object({ items: z.array(Availability) })
  .meta({ id: 'AvailabilityResult' });
export type AvailabilityResult = z.infer<typeof AvailabilityResult>;
