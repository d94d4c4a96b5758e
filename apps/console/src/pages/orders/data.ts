import { type OrdersSchemas, unwrap } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';

export type OrderSummary = OrdersSchemas['OrderSummary'];
export type OrderStatus = OrderSummary['status'];

export const ORDER_STATUSES = [
  'placed',
  'sourcing',
  'allocated',
  'partially_fulfilled',
  'fulfilled',
  'cancelled',
  'unfillable',
] as const satisfies readonly OrderStatus[];

interface OrderPage {
  readonly items: readonly OrderSummary[];
  readonly nextCursor: string | null;
}

const PAGE = 25;

/** Orders whose id begins with the words; on the first page, those of the customer with this very id, too. */
export function useOrders(words: string, status: OrderStatus | null) {
  const { orders } = useShelfstream();
  return useInfiniteQuery({
    queryKey: ['orders', words, status],
    placeholderData: (before) => before,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: OrderPage) => nextCursor ?? undefined,
    queryFn: async ({ pageParam: cursor, signal }): Promise<OrderPage> => {
      const ask = (filter: { orderId?: string; customerId?: string }, after: string | undefined) =>
        unwrap(
          orders.GET('/orders/v1/orders', {
            params: {
              query: { limit: PAGE, cursor: after, ...(status === null ? {} : { status }), ...filter },
            },
            signal,
          }),
        );
      if (words === '') return ask({}, cursor);
      const [byId, byCustomer] = await Promise.all([
        ask({ orderId: words }, cursor),
        cursor === undefined ? ask({ customerId: words }, undefined) : { items: [] },
      ]);
      return { items: [...byCustomer.items, ...byId.items], nextCursor: byId.nextCursor };
    },
  });
}
