import { z } from 'zod';
import { Identifier, PositiveQuantity } from '../primitives.js';

export const ReservationLineInput = z.object({
  sku: Identifier,
  locationId: Identifier,
  quantity: PositiveQuantity,
});
export type ReservationLineInput = z.infer<typeof ReservationLineInput>;

/** The longest hold: 30 days. */
export const MAX_TTL_SECONDS = 30 * 24 * 3600;

/**
 * Body of `POST /reservations`. Lines of the same SKU and location are added up before they are checked. All
 * lines or none, unless `allowPartial`: then each line gets what there is, and at least one unit in all.
 */
export const ReservationInput = z
  .object({
    reservationId: Identifier.optional(),
    reference: Identifier,
    ttlSeconds: z.int().min(1).max(MAX_TTL_SECONDS),
    allowPartial: z.boolean().default(false),
    lines: z.array(ReservationLineInput).min(1).max(500),
  })
  .meta({ id: 'ReservationInput' });
export type ReservationInput = z.infer<typeof ReservationInput>;

export const ReservationStatus = z.enum(['active', 'committed', 'fulfilled', 'released', 'expired']);
export type ReservationStatus = z.infer<typeof ReservationStatus>;

/**
 * A reservation. Of each line, `requested` was asked for, `quantity` was granted, and of those `fulfilled` and
 * `released` are settled; the rest is still held, and of it `staged` units are picked and wait for handover.
 * `expiresAt` means something only while it is active.
 */
export const Reservation = z
  .object({
    reservationId: Identifier,
    reference: Identifier,
    status: ReservationStatus,
    expiresAt: z.string(),
    lines: z.array(
      z.object({
        sku: Identifier,
        locationId: Identifier,
        requested: z.int(),
        quantity: z.int(),
        fulfilled: z.int(),
        released: z.int(),
        staged: z.int(),
      }),
    ),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Reservation' });
export type Reservation = z.infer<typeof Reservation>;

/** Body of `.../extend`: live for this many seconds from now on. */
export const ExtendInput = z
  .object({ ttlSeconds: z.int().min(1).max(MAX_TTL_SECONDS) })
  .meta({ id: 'ExtendInput' });
export type ExtendInput = z.infer<typeof ExtendInput>;

/** Body of `.../fulfill` and `.../release`: part of it, or (no lines) all that is still held. */
export const SettleInput = z
  .object({ lines: z.array(ReservationLineInput).min(1).max(500).optional() })
  .meta({ id: 'SettleInput' });
export type SettleInput = z.infer<typeof SettleInput>;

/** A line that could not be reserved, in the problem `insufficient_stock`. */
export const ShortLine = z.object({
  sku: Identifier,
  locationId: Identifier,
  requested: z.int(),
  available: z.int(),
  reason: z.enum(['insufficient_stock', 'unknown_sku', 'unknown_location']),
});
export type ShortLine = z.infer<typeof ShortLine>;
