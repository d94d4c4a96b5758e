import { IANAZone } from 'luxon';
import { type Parsed, notParsed, parsed, shown } from './parsed.js';

/**
 * Reads moments as files write them and answers ISO 8601 in UTC. `2017-03-12T09:30:00-05:00` and `…Z` say
 * their offset; `2017-03-12 09:30:00`, with or without seconds, and a mere date (its midnight) are local time in
 * `timeZone`. A local time that a clock change skips shifts forward by as much; one that comes twice takes the
 * earlier offset, that is its first occurrence. Refusals: `invalid_time`, and `time_zone_needed` for a local
 * time when no zone was given.
 */
export function momentReader(timeZone: string | undefined): (text: string) => Parsed<string> {
  const zone = timeZone === undefined ? undefined : IANAZone.create(timeZone);
  // The lines of a receipt bear the same time, so the newest answers are worth keeping.
  const recent = new Map<string, Parsed<string>>();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    if (recent.size >= 1_000) recent.clear();
    const answer = readMoment(text, zone);
    recent.set(text, answer);
    return answer;
  };
}

/** Whether the runtime knows the IANA zone. */
export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name);

/** The instant of a local time (given as if it were UTC, in milliseconds) in a zone. */
export function localToInstant(local: number, zone: IANAZone): number {
  const offsetAt = (instant: number) => zone.offset(instant) * 60_000;
  const before = offsetAt(local - DAY);
  const after = offsetAt(local + DAY);
  // The offset from before a clock change is right for every time up to and including an hour that comes twice
  // (the first of the two), and carries a skipped time forward. After the change only the later one fits.
  if (before === after || offsetAt(local - before) === before) return local - before;
  return offsetAt(local - after) === after ? local - after : local - before;
}

const DAY = 24 * 3600 * 1000;
const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

function readMoment(text: string, zone: IANAZone | undefined): Parsed<string> {
  const match = PATTERN.exec(text);
  if (match === null) return malformed(text);
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const local = Date.UTC(+year!, +month! - 1, +day!, +hour, +minute, +second, milliseconds);
  const back = new Date(local);
  const real =
    back.getUTCFullYear() === +year! &&
    back.getUTCMonth() === +month! - 1 &&
    back.getUTCDate() === +day! &&
    +hour < 24 &&
    +minute < 60 &&
    +second < 60;
  if (!real) return notParsed('invalid_time', `There is no such date or time as ${shown(text)}; correct it.`);
  if (offset !== undefined) {
    const minutes = offsetMinutes(offset);
    return minutes === undefined ? malformed(text) : parsed(new Date(local - minutes * 60_000).toISOString());
  }
  if (zone === undefined) {
    return notParsed('time_zone_needed', `${shown(text)} has no offset; say where it was with --timezone.`);
  }
  return parsed(new Date(localToInstant(local, zone)).toISOString());
}

function offsetMinutes(offset: string): number | undefined {
  if (/^z$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

const malformed = (text: string) =>
  notParsed(
    'invalid_time',
    `${shown(text)} is not a time such as 2017-03-12 09:30:00 or 2017-03-12T09:30:00-05:00.`,
  );
