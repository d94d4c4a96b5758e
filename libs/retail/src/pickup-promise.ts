import type { OpeningHours } from '#contracts';
import { OpeningCalendar } from './opening-calendar.js';

/** Where and how an order is prepared. */
export interface Preparation {
  /** Null when the shop has not said: then it is taken to be open always. */
  readonly openingHours: OpeningHours | null;
  readonly timeZone: string;
  /** How long people work on an order, in minutes of opening time. */
  readonly leadMinutes: number;
}

/**
 * The earliest moment, in milliseconds since 1970, at which an order placed now can be picked up: people work on
 * it during opening hours alone, and hand it over during opening hours. Null for a shop that never opens.
 */
export const pickupPromise = (
  { openingHours, timeZone, leadMinutes }: Preparation,
  now: number,
): number | null => new OpeningCalendar(openingHours, timeZone).readyAt(now, leadMinutes);
