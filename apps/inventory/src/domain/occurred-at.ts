import { type Outcome, refused } from './refusal.js';

/** How far ahead of our clock a till's clock may run: 24 hours. */
const MAX_AHEAD_MS = 24 * 3600 * 1000;

/** Refuses a moment that lies more than 24 hours ahead; undefined if it may stand. */
export function tooFarAhead(field: string, at: number, now: number): Outcome<never> | undefined {
  if (at <= now + MAX_AHEAD_MS) return undefined;
  return refused(
    'occurred_in_future',
    `${field} ${new Date(at).toISOString()} is more than 24 hours ahead of ${new Date(now).toISOString()}. ` +
      'Correct the clock or the time zone of the sender and send it again.',
  );
}
