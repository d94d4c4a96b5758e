import type { OpeningHours } from '#contracts';
import { type Parsed, notParsed, parsed, shown } from './parsed.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/**
 * Opening hours as people write them: `Mon-Sat 07:00-22:00; Sun 08:00-13:00, 15:00-20:00`. Days are named by
 * their first three letters or in full; a day left out is closed. Else `invalid_opening_hours`.
 */
export function parseOpeningHours(text: string): Parsed<OpeningHours> {
  const hours: Record<string, { opens: string; closes: string }[]> = {};
  for (const part of text.split(';').map((piece) => piece.trim())) {
    if (part === '') continue;
    const match = /^([a-z]+)(?:\s*-\s*([a-z]+))?\s+(.+)$/i.exec(part);
    const first = match ? dayIndex(match[1]!) : -1;
    const last = match?.[2] === undefined ? first : dayIndex(match[2]);
    const spans = match?.[3]?.split(',').map(span);
    if (first < 0 || last < first || spans === undefined || spans.includes(undefined)) return malformed(part);
    for (const day of DAYS.slice(first, last + 1)) {
      hours[day] = [...(hours[day] ?? []), ...(spans as { opens: string; closes: string }[])];
    }
  }
  return parsed(hours);
}

function dayIndex(name: string): number {
  const lower = name.toLowerCase();
  return lower.length < 3 ? -1 : DAYS.findIndex((day) => day === lower || day.slice(0, 3) === lower);
}

function span(text: string): { opens: string; closes: string } | undefined {
  const match = /^\s*(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})\s*$/.exec(text);
  return match ? { opens: match[1]!.padStart(5, '0'), closes: match[2]!.padStart(5, '0') } : undefined;
}

const malformed = (part: string) =>
  notParsed('invalid_opening_hours', `${shown(part)} is not like "Mon-Sat 07:00-22:00; Sun 08:00-20:00".`);
