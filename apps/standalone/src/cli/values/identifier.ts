import { Identifier } from '#contracts';
import { type Parsed, notParsed, parsed, shown } from './parsed.js';

/** An id of 1 to 64 characters without control characters, kept exactly as it stands; else `invalid_id`. */
export function parseIdentifier(field: string, text: string): Parsed<string> {
  // Nearly every id is short and plain; the schema judges the rest.
  if (/^[\x20-\x7e]{1,64}$/.test(text) || Identifier.safeParse(text).success) return parsed(text);
  return notParsed(
    'invalid_id',
    `${field} ${shown(text)} must have 1 to 64 characters and no control characters.`,
  );
}
