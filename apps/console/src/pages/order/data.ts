import { type OrdersSchemas, unwrap } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';

export type Order = OrdersSchemas['Order'];
export type SourcingDecision = Order['sourcing'][number];
export type SourcingCandidate = SourcingDecision['candidates'][number];
export type TimelineEntry = Order['timeline'][number];

export function useOrder(orderId: string) {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) =>
      unwrap(orders.GET('/orders/v1/orders/{orderId}', { params: { path: { orderId } }, signal })),
  });
}

export function useCancelOrder(orderId: string) {
  const { orders } = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(orders.POST('/orders/v1/orders/{orderId}/cancel', { params: { path: { orderId } } })),
    onSuccess: (order) => queries.setQueryData(['order', orderId], order),
  });
}
