import { unwrap } from '#client';
import { useQuery } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';

/** What tills sold last, newest first, at one location or everywhere: where people begin to look. */
export function useRecentlySold(enabled: boolean, locationId?: string) {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: ['recently-sold', locationId ?? null],
    enabled,
    queryFn: async ({ signal }): Promise<string[]> => {
      const { items } = await unwrap(
        inventory.GET('/inventory/v1/movements', {
          params: {
            query: { limit: 300, ...(locationId === undefined ? {} : { locationId: [locationId] }) },
          },
          signal,
        }),
      );
      const sold = items.filter(({ type }) => type === 'sale');
      return [...new Set((sold.length === 0 ? items : sold).map(({ sku }) => sku))];
    },
  });
}
