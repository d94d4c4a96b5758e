import { ProblemError, type OrdersSchemas, type ReturnsSchemas, unwrap } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import type { Order } from '../model/order-progress.js';
import { customerId } from './customer.js';

const orderKey = (orderId: string) => ['shop-order', orderId] as const;

/** One order; null while nobody knows it. */
export function useOrder(orderId: string) {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: orderKey(orderId),
    queryFn: async ({ signal }): Promise<Order | null> => {
      try {
        return await unwrap(
          orders.GET('/orders/v1/orders/{orderId}', { params: { path: { orderId } }, signal }),
        );
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** The customer's orders, newest first. */
export function useOrders() {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: ['shop-orders'],
    queryFn: async ({ signal }): Promise<readonly OrdersSchemas['OrderSummary'][]> => {
      const query = { customerId: customerId(), limit: 50 };
      return (await unwrap(orders.GET('/orders/v1/orders', { params: { query }, signal }))).items;
    },
  });
}

/** What to show at the counter; null while there is nothing to collect. */
export function usePickupCode(orderId: string, enabled: boolean) {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: ['pickup-code', orderId],
    enabled,
    queryFn: async ({ signal }): Promise<string | null> => {
      try {
        const { code } = await unwrap(
          orders.GET('/orders/v1/orders/{orderId}/pickup-code', { params: { path: { orderId } }, signal }),
        );
        return code;
      } catch (error) {
        if (error instanceof ProblemError && error.status === 409) return null;
        throw error;
      }
    },
  });
}

export function useCancelOrder(orderId: string) {
  const { orders } = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(orders.POST('/orders/v1/orders/{orderId}/cancel', { params: { path: { orderId } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: orderKey(orderId) }),
  });
}

/** What may still go back of an order. */
export function useMayGoBack(orderId: string) {
  const { returns } = useShelfstream();
  return useQuery({
    queryKey: ['shop-returnable', orderId],
    queryFn: ({ signal }) =>
      unwrap(returns.GET('/returns/v1/returnable', { params: { query: { orderId } }, signal })),
  });
}

export type Return = ReturnsSchemas['Return'];

export function useOrderReturns(orderId: string) {
  const { returns } = useShelfstream();
  return useQuery({
    queryKey: ['shop-returns', orderId],
    queryFn: async ({ signal }): Promise<readonly Return[]> =>
      (await unwrap(returns.GET('/returns/v1/returns', { params: { query: { orderId } }, signal }))).items,
  });
}

export function useGiveBack(orderId: string) {
  const { returns } = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ReturnsSchemas['ReturnInput']) =>
      unwrap(returns.POST('/returns/v1/returns', { body })),
    onSettled: () =>
      Promise.all(
        ['shop-returnable', 'shop-returns'].map((key) =>
          queries.invalidateQueries({ queryKey: [key, orderId] }),
        ),
      ),
  });
}
