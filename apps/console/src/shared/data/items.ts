import { type InventorySchemas, ProblemError, unwrap } from '#client';
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
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

/** SKUs that are asked for at once: they all travel in one address. */
const AT_ONCE = 150;

/** The items of the SKUs by SKU, as far as they are there. */
export function useItems(skus: readonly string[]): ReadonlyMap<string, Item> {
  const { inventory } = useShelfstream();
  const sorted = useMemo(() => [...new Set(skus)].sort(), [skus]);
  const chunks = useMemo(
    () =>
      Array.from({ length: Math.ceil(sorted.length / AT_ONCE) }, (_, i) =>
        sorted.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
      ),
    [sorted],
  );
  return useQueries({
    queries: chunks.map((sku) => ({
      queryKey: ['items-of', sku],
      staleTime: 300_000,
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<ItemPage> =>
        unwrap(inventory.GET('/inventory/v1/items', { params: { query: { sku, limit: AT_ONCE } }, signal })),
    })),
    combine: bySku,
  });
}

const bySku = (answers: readonly { readonly data: ItemPage | undefined }[]): ReadonlyMap<string, Item> =>
  new Map(answers.flatMap(({ data }) => (data?.items ?? []).map((item) => [item.sku, item] as const)));
