import { MAX_QUANTITY } from '#contracts';
import { type Parsed, notParsed, parsed, shown } from './parsed.js';

/**
 * A quantity in base units: a whole number, signed or not. "2.0" and "2.000" are 2, as spreadsheets write it;
 * "1.5", "1,000" and anything beyond a thousand million are refused as `invalid_quantity`.
 */
export function parseQuantity(text: string): Parsed<number> {
  if (!/^[+-]?\d+(\.0*)?$/.test(text)) {
    return notParsed(
      'invalid_quantity',
      /^[+-]?(\d+\.\d+|\.\d+)$/.test(text)
        ? `The quantity ${shown(text)} is a fraction; give whole base units.`
        : `The quantity ${shown(text)} is not a whole number; write digits only, such as 12 or -3.`,
    );
  }
  const value = Number(text);
  if (Math.abs(value) > MAX_QUANTITY) {
    return notParsed(
      'invalid_quantity',
      `The quantity ${shown(text)} is beyond ${MAX_QUANTITY.toLocaleString('en')}; correct it.`,
    );
  }
  return parsed(value === 0 ? 0 : value);
}
