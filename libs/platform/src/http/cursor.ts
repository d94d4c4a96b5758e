import { ProblemException } from '../problems/problem-exception.js';

/** An opaque cursor over the keys of the last row of a page. */
export const encodeCursor = (keys: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(keys), 'utf8').toString('base64url');

/** The `count` keys of a cursor that we gave; anything else is 400 `invalid_cursor`. */
export function decodeCursor(cursor: string, count: number): (string | number)[] {
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    const fits =
      Array.isArray(keys) &&
      keys.length === count &&
      keys.every((key) => typeof key === 'string' || typeof key === 'number');
    if (fits) return keys as (string | number)[];
  } catch {
    // Not one of ours: told below.
  }
  throw invalidCursor();
}

/** The keys of a cursor whose rows stand in the order of a moment (milliseconds since 1970) and an id. */
export function decodeMomentCursor(cursor: string): [number, string] {
  const [at, id] = decodeCursor(cursor, 2);
  const fits =
    typeof at === 'number' && at >= 0 && at <= 8.64e15 && typeof id === 'string' && !id.includes('\0');
  if (!fits) throw invalidCursor();
  return [at, id];
}

/** The cursor was not given by us, or belongs to another list: 400 `invalid_cursor`. */
export const invalidCursor = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'invalid_cursor',
    detail:
      'The cursor is not one of this list. Use `nextCursor` of the page before, or leave it out to begin anew.',
  });

/** A page from `limit + 1` rows: whether there is more is known without counting. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  keys: (row: Row) => (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null,
  };
}
