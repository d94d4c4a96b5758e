import { DateTime } from 'luxon';

/** When the day began, on the clocks of many time zones; asks each zone's rules once a day. */
export class Midnights {
  private readonly days = new Map<string, { readonly from: number; readonly until: number }>();

  /** Milliseconds since 1970, as is `now`. */
  before(now: number, timeZone: string): number {
    let day = this.days.get(timeZone);
    if (day === undefined || now < day.from || now >= day.until) {
      const midnight = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
      day = { from: midnight.toMillis(), until: midnight.plus({ days: 1 }).toMillis() };
      this.days.set(timeZone, day);
    }
    return day.from;
  }
}
