import type { QuietHours } from '#contracts';
import { DateTime } from 'luxon';

const MINUTE_MS = 60_000;

/**
 * Until when a person is not to be disturbed; undefined when they may be. Hours that begin and end at the same time are
 * none. Where a clock change skips the beginning or the end, it falls on the change; where it repeats them, the night
 * takes both passes.
 */
export function quietUntil(now: Date, { from, to, timeZone }: QuietHours): Date | undefined {
  if (from === to) return undefined;
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const overMidnight = from > to;
  // A night that began yesterday may still be on; one of tomorrow cannot have begun.
  for (const day of [today.minus({ days: 1 }), today]) {
    const begin = instantOf(day, from, 'first');
    const end = instantOf(overMidnight ? day.plus({ days: 1 }) : day, to, 'last');
    if (begin <= now.getTime() && now.getTime() < end) return new Date(end);
  }
  return undefined;
}

/** When the clock shows the time on that day. */
function instantOf(day: DateTime, time: string, pass: 'first' | 'last'): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const shown = DateTime.fromObject(
    { year: day.year, month: day.month, day: day.day, hour, minute },
    { zone: day.zone },
  );
  if (shown.hour !== hour || shown.minute !== minute) return changeBefore(shown);
  const passes = shown.getPossibleOffsets().map((possible) => possible.toMillis());
  return pass === 'first' ? Math.min(...passes) : Math.max(...passes);
}

/** The moment at which the clock was put forward, shortly before. */
function changeBefore(after: DateTime): number {
  let at = after.toMillis();
  while (after.zone.offset(at - MINUTE_MS) === after.offset) at -= MINUTE_MS;
  return at;
}
