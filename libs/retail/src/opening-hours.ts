import type { OpeningHours } from '#contracts';
import { IANAZone } from 'luxon';

/** A stretch of time, in milliseconds since 1970; `end` is no longer part of it. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/**
 * When a shop is open, from the given moment on, in order; as far as `days` days ahead. Times of day are those on
 * the shop's own clock. Where a clock change skips an hour, what would begin or end in it does so at the change;
 * where it repeats one, the first pass counts.
 */
export function* openIntervals(
  hours: OpeningHours,
  timeZone: string,
  from: number,
  days: number,
): Generator<Interval> {
  const zone = IANAZone.create(timeZone);
  const today = startOfDay(from + zone.offset(from) * MINUTE_MS);
  // Yesterday too: a clock that is put back at midnight shows yesterday's last hour again.
  for (let day = today - DAY_MS; day <= today + days * DAY_MS; day += DAY_MS) {
    for (const { opens, closes } of openingsOf(hours, day)) {
      const start = Math.max(from, moment(zone, day + opens * MINUTE_MS));
      const end = moment(zone, day + closes * MINUTE_MS);
      if (start < end) yield { start, end };
    }
  }
}

/** Minutes per week that a shop is open. */
export function openMinutesPerWeek(hours: OpeningHours): number {
  let minutes = 0;
  for (let day = 0; day < 7; day++) {
    for (const { opens, closes } of openingsOf(hours, day * DAY_MS)) minutes += closes - opens;
  }
  return minutes;
}

/** The openings of one day of the calendar, in minutes since midnight, in order and without overlaps. */
function openingsOf(hours: OpeningHours, day: number): { opens: number; closes: number }[] {
  const weekday = WEEKDAYS[new Date(day).getUTCDay()] as (typeof WEEKDAYS)[number];
  const openings = (hours[weekday] ?? [])
    .map(({ opens, closes }) => ({ opens: minutes(opens), closes: minutes(closes) }))
    .sort((a, b) => a.opens - b.opens);
  const merged: { opens: number; closes: number }[] = [];
  for (const opening of openings) {
    const last = merged.at(-1);
    if (last !== undefined && opening.opens <= last.closes)
      last.closes = Math.max(last.closes, opening.closes);
    else merged.push(opening);
  }
  return merged;
}

/** The moment at which the clock of a zone shows a local time (written as if it were UTC). */
function moment(zone: IANAZone, local: number): number {
  const before = zone.offset(local - DAY_MS) * MINUTE_MS;
  const after = zone.offset(local + DAY_MS) * MINUTE_MS;
  const asBefore = local - before;
  if (before === after || zone.offset(asBefore) * MINUTE_MS === before) return asBefore;
  const asAfter = local - after;
  if (zone.offset(asAfter) * MINUTE_MS === after) return asAfter;
  return changeBetween(zone, asAfter, asBefore);
}

/** The moment between the two, at which the zone's offset changes. */
function changeBetween(zone: IANAZone, low: number, high: number): number {
  const offset = zone.offset(low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

const startOfDay = (local: number): number => Math.floor(local / DAY_MS) * DAY_MS;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
