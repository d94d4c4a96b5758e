import { type InventorySchemas, ProblemError, unwrap } from '#client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useShelfstream } from './shelfstream.js';

export type Item = InventorySchemas['Item'];
interface ItemPage {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * Items whose name holds the words, or whose SKU begins so, or whose barcode it is; all of them without words.
 * Page after page.
 */
export function useItemSearch(words: string, pageSize = 20) {
  const { inventory } = useShelfstream();
  const q = words.trim();
  return useInfiniteQuery({
    queryKey: ['items', q, pageSize],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: ItemPage) => nextCursor ?? undefined,
    queryFn: ({ pageParam: cursor, signal }): Promise<ItemPage> =>
      unwrap(
        inventory.GET('/inventory/v1/items', {
          params: { query: { limit: pageSize, cursor, ...(q === '' ? {} : { q }) } },
          signal,
        }),
      ),
  });
}

/** One item; null when the catalogue does not have it. */
export function useItem(sku: string) {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: ['item', sku],
    queryFn: async ({ signal }): Promise<Item | null> => {
      try {
        return await unwrap(
          inventory.GET('/inventory/v1/items/{sku}', { params: { path: { sku } }, signal }),
        );
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
}
