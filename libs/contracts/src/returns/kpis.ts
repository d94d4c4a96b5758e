import { z } from 'zod';
import { Period } from '../period.js';

/** What was sold in a period, as far as returns knows it, and how much of that has come back since. */
export const ReturnKpis = z
  .object({
    period: Period,
    soldUnits: z.int(),
    returnedUnits: z.int(),
    /** Returned units of those sold, 0 to 1; null when nothing was sold. */
    returnRate: z.number().nullable(),
    /** Returns that were authorised in the period. */
    returns: z.int(),
    /** Units of them by the reason that was given, the most frequent first; 20 at most. Typed reasons count as `other`. */
    reasons: z.array(z.object({ reason: z.string(), units: z.int() })),
    /** Each day of the period, in UTC, oldest first: of what was sold on it. */
    days: z.array(z.object({ day: z.string(), soldUnits: z.int(), returnedUnits: z.int() })),
  })
  .meta({ id: 'ReturnKpis' });
export type ReturnKpis = z.infer<typeof ReturnKpis>;
