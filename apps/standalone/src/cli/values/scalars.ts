import { type Parsed, notParsed, parsed, shown } from './parsed.js';

/** A plain decimal number, else `invalid_number`. */
export function parseNumber(text: string): Parsed<number> {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return parsed(Number(text));
  return notParsed('invalid_number', `${shown(text)} is not a number such as 12 or -84.51.`);
}

/** true, yes, 1 and false, no, 0 in any case, else `invalid_boolean`. */
export function parseBoolean(text: string): Parsed<boolean> {
  if (/^(true|yes|1)$/i.test(text)) return parsed(true);
  if (/^(false|no|0)$/i.test(text)) return parsed(false);
  return notParsed('invalid_boolean', `${shown(text)} is neither true nor false.`);
}

/** Several words in one cell, separated by spaces, commas, semicolons or bars. */
export const parseWords = (text: string): Parsed<string[]> =>
  parsed(text.split(/[\s,;|]+/).filter((word) => word !== ''));
