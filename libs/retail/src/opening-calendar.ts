import type { OpeningHours } from '#contracts';
import { type Interval, openIntervals, openMinutesPerWeek } from './opening-hours.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No work takes ten years; a place whose time zone nobody knows has no openings however far one looks. */
const LOOK_AHEAD_DAYS = 3_660;

/**
 * When one place is open. Asks the time zone's rules once a day and remembers, for those who ask of many places many
 * times a second. Moments are milliseconds since 1970.
 */
export class OpeningCalendar {
  private readonly minutesPerWeek: number;
  private coming: Iterator<Interval, void> | undefined;
  private known: Interval[] = [];
  private from = 0;

  /** Without hours the place is open always. */
  constructor(
    private readonly hours: OpeningHours | null,
    private readonly timeZone: string,
  ) {
    this.minutesPerWeek = hours === null ? Infinity : openMinutesPerWeek(hours);
  }

  get opensAtAll(): boolean {
    return this.minutesPerWeek > 0;
  }

  /** The first moment from `at` on at which it is open; null for a place that never opens. */
  opensAt(at: number): number | null {
    return this.readyAt(at, 0);
  }

  /**
   * When work of so many minutes is done that begins at `at`: people work during opening hours alone. Work that ends
   * on the stroke of closing is handed over at the next opening. Null for a place that never opens.
   */
  readyAt(at: number, minutes: number): number | null {
    let work = minutes * MINUTE_MS;
    if (this.hours === null) return at + work;
    if (!this.opensAtAll) return null;
    for (const { start, end } of this.after(this.hours, at)) {
      const begin = Math.max(start, at);
      if (work < end - begin) return begin + work;
      work -= end - begin;
    }
    return null;
  }

  /** The openings that have not ended at `at`, for as long as the caller asks. */
  private *after(hours: OpeningHours, at: number): Generator<Interval, void> {
    if (this.coming === undefined || at < this.from || at >= this.from + DAY_MS) {
      this.coming = openIntervals(hours, this.timeZone, at, LOOK_AHEAD_DAYS);
      this.known = [];
      this.from = at;
    }
    for (let i = 0; ; i++) {
      let interval = this.known[i];
      if (interval === undefined) {
        const next = this.coming.next();
        if (next.done === true) return;
        interval = next.value;
        this.known.push(interval);
      }
      if (interval.end > at) yield interval;
    }
  }
}
