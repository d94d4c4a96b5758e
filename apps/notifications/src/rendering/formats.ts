import type { Locale, OpeningHours } from '#contracts';

/** A moment by the clock of the place: "Thu 26 November at 18:00". */
export function moment(iso: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** Money from a decimal: "€12.50"; without a currency the bare figure. */
export function money(amount: string, currency: string | null, locale: Locale): string {
  const style = currency === null ? {} : ({ style: 'currency', currency } as const);
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, ...style }).format(
    // A decimal as text is formatted exactly; the compiler's library does not know it for every format yet.
    amount as unknown as number,
  );
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
/** A Monday, to take the names of the days from. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** A week's opening hours, days that are alike in one line: "Mon–Fri 09:00–18:00". */
export function openingHours(
  hours: OpeningHours,
  locale: Locale,
  closed: string,
): { days: string; times: string }[] {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const groups: { first: number; last: number; times: string }[] = [];
  WEEK.forEach((weekday, index) => {
    const openings = (hours[weekday] ?? []).toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
    const times = openings.map(({ opens, closes }) => `${opens}–${closes}`).join(', ') || closed;
    const group = groups.at(-1);
    if (group?.times === times) group.last = index;
    else groups.push({ first: index, last: index, times });
  });
  const name = (index: number) => day.format(MONDAY + index * DAY_MS);
  return groups.map(({ first, last, times }) => ({
    days: first === last ? name(first) : `${name(first)}–${name(last)}`,
    times,
  }));
}
