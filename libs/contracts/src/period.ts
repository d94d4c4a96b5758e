import { z } from 'zod';
import { Timestamp } from './primitives.js';

const DAY_MS = 86_400_000;
/** The longest period that figures are given of, in days. */
export const LONGEST_PERIOD_DAYS = 92;

/** Query of what is counted over time: from `from`, up to and without `to`. The last seven days without them. */
export const PeriodQuery = z.object({ from: Timestamp.optional(), to: Timestamp.optional() }).refine(
  (period) => {
    const { from, to } = periodOf(period, Date.now());
    return from < to && to - from <= LONGEST_PERIOD_DAYS * DAY_MS;
  },
  { path: ['from'], error: `must be before "to", by ${LONGEST_PERIOD_DAYS} days at most` },
);
export type PeriodQuery = z.infer<typeof PeriodQuery>;

/** The period that is asked for, in milliseconds since 1970. */
export function periodOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: number,
): { from: number; to: number } {
  const end = to === undefined ? now : Date.parse(to);
  return { from: from === undefined ? end - 7 * DAY_MS : Date.parse(from), to: end };
}

/** The period that figures are of. */
export const Period = z.object({ from: z.string(), to: z.string() });
