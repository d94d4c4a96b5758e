import { type Problem, ProblemError } from './errors.js';

/** What a call of a client answers: `data`, or an `error`. */
export type Answer<T> = { readonly data?: T; readonly error?: Problem };

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** The data of an answer, for those who would rather catch a ProblemError than look at `error`. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await call;
  if (error !== undefined) throw new ProblemError(error);
  return data as T;
}

/**
 * Every element of a list, page by page, each page asked for when it is needed:
 *
 *     for await (const level of paged((cursor) =>
 *       inventory.GET('/inventory/v1/levels', { params: { query: { sku: ['4711'], limit: 500, cursor } } }),
 *     )) { ... }
 */
export async function* paged<T>(
  page: (cursor: string | undefined) => Promise<Answer<Page<T>>>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await unwrap(page(cursor));
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
