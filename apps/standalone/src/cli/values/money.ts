import { type Parsed, notParsed, parsed, shown } from './parsed.js';

/**
 * Money as the API takes it: a decimal of at most 6 places. Longer fractions and the powers of ten that data
 * tools write ("1.776e-15") are rounded to 6 places; anything else is refused as `invalid_amount`.
 */
export function parseMoney(text: string): Parsed<string> {
  if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return parsed(text);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) {
    const value = Number(text);
    if (Math.abs(value) < 1e12)
      return parsed((Math.abs(value) < 5e-7 ? 0 : value).toFixed(6).replace(/\.?0+$/, ''));
  }
  return notParsed(
    'invalid_amount',
    `The amount ${shown(text)} is not a decimal such as 12.50 (no currency sign, no thousands separator).`,
  );
}
