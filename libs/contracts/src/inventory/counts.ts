import { z } from 'zod';
import { Identifier, NonNegativeQuantity, Timestamp } from '../primitives.js';

export const CountLine = z.object({ sku: Identifier, quantity: NonNegativeQuantity });

/**
 * Body of `POST /counts`: what was physically there at `countedAt`, a cycle count or a whole snapshot.
 * Lines are judged one by one; one SKU may stand in it once. Units that are picked for an order and wait for
 * handover are not on the shelf and left out, unless `includesStaged` says that they were counted too.
 */
export const CountInput = z
  .object({
    countId: Identifier,
    locationId: Identifier,
    countedAt: Timestamp,
    includesStaged: z.boolean().default(false),
    lines: z.array(z.unknown()).min(1).max(2_000),
  })
  .meta({ id: 'CountInput' });
export type CountInput = z.infer<typeof CountInput>;

/**
 * The answer to a count. `expected` is the book as of `countedAt`, less what was staged then unless the count
 * `includesStaged`; `variance` is counted minus expected.
 * `superseded` lines changed nothing, because a newer count of that level is already in the book.
 */
export const CountResult = z
  .object({
    countId: Identifier,
    locationId: Identifier,
    countedAt: z.string(),
    variances: z.array(
      z.object({
        sku: Identifier,
        counted: z.int(),
        expected: z.int(),
        variance: z.int(),
        superseded: z.boolean(),
      }),
    ),
    rejected: z.array(z.object({ sku: z.string().nullable(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'CountResult' });
export type CountResult = z.infer<typeof CountResult>;
