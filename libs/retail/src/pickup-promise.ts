import type { OpeningHours } from '#contracts';
import { openIntervals, openMinutesPerWeek } from './opening-hours.js';

/** Where and how an order is prepared. */
export interface Preparation {
  /** Null when the shop has not said: then it is taken to be open always. */
  readonly openingHours: OpeningHours | null;
  readonly timeZone: string;
  /** How long people work on an order, in minutes of opening time. */
  readonly leadMinutes: number;
}

const MINUTE_MS = 60_000;

/**
 * The earliest moment, in milliseconds since 1970, at which an order placed now can be picked up: people work on
 * it during opening hours alone, and hand it over during opening hours. Work that ends on the stroke of closing
 * is handed over at the next opening. Null for a shop that never opens.
 */
export function pickupPromise(
  { openingHours, timeZone, leadMinutes }: Preparation,
  now: number,
): number | null {
  let work = leadMinutes * MINUTE_MS;
  if (openingHours === null) return now + work;
  const perWeek = openMinutesPerWeek(openingHours);
  if (perWeek === 0) return null;
  // Two weeks more than the work takes, in case a clock change swallows the one hour of a week.
  const days = 7 * (Math.ceil(leadMinutes / perWeek) + 2);
  for (const { start, end } of openIntervals(openingHours, timeZone, now, days)) {
    if (work < end - start) return start + work;
    work -= end - start;
  }
  return null;
}
