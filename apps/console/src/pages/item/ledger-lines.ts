import { type InventorySchemas, unwrap } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';

export type Movement = InventorySchemas['Movement'];
interface MovementPage {
  readonly items: readonly Movement[];
  readonly nextCursor: string | null;
}

/** The item's lines of the ledger, newest first, page after page; `since` asks anew when something has changed. */
export function useLedger(sku: string, locationId: string | null, limit: number, since = 0) {
  const { inventory } = useShelfstream();
  return useInfiniteQuery({
    queryKey: ['ledger', sku, locationId, limit, since],
    placeholderData: (before) => before,
    // A busy item leaves many of these behind.
    gcTime: 10_000,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: MovementPage) => nextCursor ?? undefined,
    queryFn: ({ pageParam: cursor, signal }): Promise<MovementPage> =>
      unwrap(
        inventory.GET('/inventory/v1/movements', {
          params: {
            query: {
              sku: [sku],
              ...(locationId === null ? {} : { locationId: [locationId] }),
              limit,
              cursor,
            },
          },
          signal,
        }),
      ),
  });
}
