import { useTranslation } from 'react-i18next';

/** Numbers and moments as the language writes them. */
export interface Formats {
  number(value: number): string;
  signed(value: number): string;
  percent(share: number): string;
  money(amount: string | number, currency: string | null): string;
  dateTime(iso: string | number): string;
  time(iso: string | number): string;
  day(iso: string | number): string;
  /** "in 2 hours", "3 days ago". */
  fromNow(iso: string | number, now?: number): string;
  /** "2 h 5 min". */
  duration(minutes: number): string;
  kilometres(distance: number): string;
}

export function formatsOf(language: string): Formats {
  const number = new Intl.NumberFormat(language);
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const kilometres = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: 1,
  });
  const unit = (name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' });
  const [minutesOf, hoursOf, daysOf] = [unit('minute'), unit('hour'), unit('day')];
  return {
    number: (value) => number.format(value),
    signed: (value) => signed.format(value),
    percent: (share) => percent.format(share),
    money: (amount, currency) =>
      currency === null
        ? number.format(Number(amount))
        : new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    fromNow: (iso, now = Date.now()) => {
      const minutes = Math.round((new Date(iso).getTime() - now) / 60_000);
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
      if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
      return relative.format(Math.round(minutes / 1_440), 'day');
    },
    duration: (minutes) => {
      const whole = Math.round(minutes);
      if (whole < 60) return minutesOf.format(whole);
      if (whole < 1_440) {
        const rest = whole % 60;
        return `${hoursOf.format(Math.floor(whole / 60))}${rest === 0 ? '' : ` ${minutesOf.format(rest)}`}`;
      }
      const hours = Math.round((whole % 1_440) / 60);
      return `${daysOf.format(Math.floor(whole / 1_440))}${hours === 0 ? '' : ` ${hoursOf.format(hours)}`}`;
    },
    kilometres: (distance) => kilometres.format(distance),
  };
}

/** Made once for a language: every figure on a page asks for them. */
const made = new Map<string, Formats>();

/** The formats of the chosen language. */
export function useFormats(): Formats {
  const { language } = useTranslation().i18n;
  let formats = made.get(language);
  if (formats === undefined) made.set(language, (formats = formatsOf(language)));
  return formats;
}
