import { decodeCursor, invalidCursor } from '#platform';
import { z } from 'zod';

/** The id of the last row of the page before, in lists that are ordered by UUIDs. */
export function uuidCursor(cursor: string): string {
  const id = z.uuid().safeParse(decodeCursor(cursor, 1)[0]);
  if (!id.success) throw invalidCursor();
  return id.data;
}
