import { z } from 'zod';
import {
  Identifier,
  MAX_PAGE,
  PageQuery,
  PositiveQuantity,
  ShortText,
  SignedQuantity,
  Timestamp,
  pageOf,
  repeatable,
} from '../primitives.js';

/**
 * Movements that a client may post. `quantity` is positive, in base units, except `adjustment`, which is
 * signed and not zero. `damage`, `recover`, `quality_hold` and `quality_release` move units within onHand.
 */
export const PostableMovementType = z.enum([
  'opening',
  'receipt',
  'adjustment',
  'damage',
  'recover',
  'quality_hold',
  'quality_release',
  'dispose',
]);
export type PostableMovementType = z.infer<typeof PostableMovementType>;

/** Every movement type that stands in the ledger. */
export const MovementType = z.enum([
  ...PostableMovementType.options,
  'sale',
  'customer_return',
  'count',
  'count_restatement',
  'transfer_out',
  'transfer_in',
  'transfer_expected',
  'transfer_lost',
  'reserve',
  'release',
  'expire',
  'commit',
  'fulfill',
  'stage',
  'safety_stock',
]);
export type MovementType = z.infer<typeof MovementType>;

const base = {
  movementId: Identifier,
  sku: Identifier,
  locationId: Identifier,
  occurredAt: Timestamp,
  reason: ShortText.optional(),
  reference: Identifier.optional(),
  expectedSequence: z.int().min(0).optional(),
};

/** One element of `POST /movements`. */
export const MovementInput = z
  .discriminatedUnion('type', [
    z.object({
      ...base,
      type: z.literal('adjustment'),
      quantity: SignedQuantity.refine((q) => q !== 0, 'must not be 0'),
    }),
    z.object({ ...base, type: PostableMovementType.exclude(['adjustment']), quantity: PositiveQuantity }),
  ])
  .meta({ id: 'MovementInput' });
export type MovementInput = z.infer<typeof MovementInput>;

/** Body of `POST /movements`: up to 1,000; each is judged by itself, in the order given. */
export const MovementBatch = z
  .object({ movements: z.array(z.unknown()).min(1).max(1_000) })
  .meta({ id: 'MovementBatch' });

export const MovementBatchResult = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(z.object({ movementId: z.string().nullable(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'MovementBatchResult' });
export type MovementBatchResult = z.infer<typeof MovementBatchResult>;

/** A line of the ledger: what changed, and the figures after it. */
export const Movement = z
  .object({
    movementId: z.string(),
    type: MovementType,
    sku: Identifier,
    locationId: Identifier,
    quantity: z.int(),
    deltas: z.object({
      onHand: z.int(),
      reserved: z.int(),
      committed: z.int(),
      damaged: z.int(),
      qualityControl: z.int(),
      incoming: z.int(),
    }),
    after: z.object({
      onHand: z.int(),
      reserved: z.int(),
      committed: z.int(),
      damaged: z.int(),
      qualityControl: z.int(),
      safetyStock: z.int(),
      incoming: z.int(),
      available: z.int(),
    }),
    sequence: z.int(),
    reason: z.string().nullable(),
    reference: z.string().nullable(),
    occurredAt: z.string(),
    recordedAt: z.string(),
  })
  .meta({ id: 'Movement' });
export type Movement = z.infer<typeof Movement>;
export const MovementPage = pageOf(Movement);
export type MovementPage = z.infer<typeof MovementPage>;

export const MovementQuery = PageQuery.extend({
  sku: repeatable(Identifier, MAX_PAGE).optional(),
  locationId: repeatable(Identifier, MAX_PAGE).optional(),
});
export type MovementQuery = z.infer<typeof MovementQuery>;
