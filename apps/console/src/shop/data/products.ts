import { unwrap } from '#client';
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import { type Availability } from '../model/offer.js';
import { near, type Place } from '../model/place.js';
import { type Item, type Product, productOf } from '../model/product.js';

const PAGE = 24;
interface ItemPage {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Products by words, by category, or all; page after page. */
export function useProducts({ q, category }: { q: string; category: string }) {
  const { inventory } = useShelfstream();
  return useInfiniteQuery({
    queryKey: ['products', q, category],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: ItemPage) => nextCursor ?? undefined,
    queryFn: ({ pageParam: cursor, signal }): Promise<ItemPage> =>
      unwrap(
        inventory.GET('/inventory/v1/items', {
          params: {
            query: {
              limit: PAGE,
              cursor,
              ...(q === '' ? {} : { q }),
              ...(category === '' ? {} : { category }),
            },
          },
          signal,
        }),
      ),
  });
}

/** Products by SKU; those that the catalogue does not have are left out. */
export function useProductsOf(skus: readonly string[]): ReadonlyMap<string, Product> {
  const { inventory } = useShelfstream();
  return useQueries({
    queries: skus.map((sku) => ({
      queryKey: ['product', sku],
      staleTime: 300_000,
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Product> =>
        productOf(
          await unwrap(inventory.GET('/inventory/v1/items/{sku}', { params: { path: { sku } }, signal })),
        ),
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.sku, data]]))),
  });
}

export function useProduct(sku: string) {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: ['product', sku],
    staleTime: 300_000,
    queryFn: async ({ signal }): Promise<Product> =>
      productOf(
        await unwrap(inventory.GET('/inventory/v1/items/{sku}', { params: { path: { sku } }, signal })),
      ),
  });
}

/** The largest categories, by name. */
export function useCategories(count: number) {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: ['categories', count],
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const query = { limit: 500 };
      const { items } = await unwrap(
        inventory.GET('/inventory/v1/categories', { params: { query }, signal }),
      );
      const largest = [...items].sort((a, b) => b.items - a.items).slice(0, count);
      return largest.map(({ category }) => category).sort((a, b) => a.localeCompare(b));
    },
  });
}

/** What a store has most of: for the front page. */
export function usePlentyAt(locationId: string | undefined, count: number) {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: ['plenty', locationId, count],
    enabled: locationId !== undefined,
    queryFn: async ({ signal }) => {
      const query = { locationId: [locationId!], limit: 500 };
      const { items } = await unwrap(inventory.GET('/inventory/v1/levels', { params: { query }, signal }));
      return items
        .filter(({ available }) => available > 0)
        .sort((a, b) => b.available - a.available || (a.sku < b.sku ? -1 : 1))
        .slice(0, count)
        .map(({ sku }) => sku);
    },
  });
}

/** What can be had where, nearest first. */
export function useAvailability(skus: readonly string[], place: Place | null) {
  const { inventory } = useShelfstream();
  const where = place === null ? undefined : near(place);
  return useQuery({
    queryKey: ['availability', skus, where ?? null],
    enabled: skus.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<readonly Availability[]> => {
      const query = { sku: [...skus], ...(where === undefined ? {} : { near: where }) };
      return (await unwrap(inventory.GET('/inventory/v1/availability', { params: { query }, signal }))).items;
    },
  });
}
