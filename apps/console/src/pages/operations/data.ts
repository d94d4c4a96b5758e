import { type InventorySchemas, type OrdersSchemas, type ReturnsSchemas, unwrap } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import { type PeriodName, periodQuery } from './period.js';

export type OrderKpis = OrdersSchemas['OrderKpis'];
export type ReturnKpis = ReturnsSchemas['ReturnKpis'];
export type DeadLetter = InventorySchemas['DeadLetter'];
export type Operations = InventorySchemas['Operations'];

export const SERVICES = ['inventory', 'orders', 'returns', 'notifications'] as const;
export type Service = (typeof SERVICES)[number];

/** Everything of this page stands under one key: it is read again together. */
const KEY = 'operations';

export function useOrderKpis(period: PeriodName) {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'order-kpis', period],
    queryFn: ({ signal }) =>
      unwrap(orders.GET('/orders/v1/kpis', { params: { query: periodQuery(period) }, signal })),
  });
}

export function useReturnKpis(period: PeriodName) {
  const { returns } = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'return-kpis', period],
    queryFn: ({ signal }) =>
      unwrap(returns.GET('/returns/v1/kpis', { params: { query: periodQuery(period) }, signal })),
  });
}

export function useThroughput() {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'throughput'],
    queryFn: ({ signal }) =>
      unwrap(inventory.GET('/inventory/v1/throughput', { params: { query: { minutes: 60 } }, signal })),
  });
}

export function useOversold() {
  const { inventory } = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'oversold'],
    queryFn: ({ signal }) =>
      unwrap(inventory.GET('/inventory/v1/oversold', { params: { query: { limit: 50 } }, signal })),
  });
}

/** Compares ledger and balances of everything: some seconds of work, so only when somebody asks. */
export function useReconciliation() {
  const { inventory } = useShelfstream();
  return useMutation({ mutationFn: () => unwrap(inventory.GET('/inventory/v1/reconciliation')) });
}

/** How the messages of every service are getting on; a service that does not answer is left out. */
export function useMessages() {
  const { inventory, orders, returns, notifications } = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'messages'],
    queryFn: async ({ signal }): Promise<Operations[]> => {
      const asked = await Promise.allSettled([
        unwrap(inventory.GET('/inventory/v1/operations', { signal })),
        unwrap(orders.GET('/orders/v1/operations', { signal })),
        unwrap(returns.GET('/returns/v1/operations', { signal })),
        unwrap(notifications.GET('/notifications/v1/operations', { signal })),
      ]);
      const answered = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const [failed] = asked.flatMap((answer) =>
        answer.status === 'rejected' ? [answer.reason as Error] : [],
      );
      if (answered.length === 0 && failed !== undefined) throw failed;
      return answered;
    },
  });
}

export interface ServiceLetter extends DeadLetter {
  readonly service: Service;
}

/** What no consumer could handle and nobody has settled yet, of all services, newest first. */
export function useDeadLetters() {
  const { inventory, orders, returns, notifications } = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'dead-letters'],
    queryFn: async ({ signal }): Promise<ServiceLetter[]> => {
      const letters: ServiceLetter[] = [];
      for (const status of ['dead', 'parked', 'replaying'] as const) {
        const params = { query: { status, limit: 50 } };
        const answers = await Promise.all([
          unwrap(inventory.GET('/inventory/v1/dead-letters', { params, signal })),
          unwrap(orders.GET('/orders/v1/dead-letters', { params, signal })),
          unwrap(returns.GET('/returns/v1/dead-letters', { params, signal })),
          unwrap(notifications.GET('/notifications/v1/dead-letters', { params, signal })),
        ]);
        answers.forEach(({ items }, i) =>
          letters.push(...items.map((letter) => ({ ...letter, service: SERVICES[i]! }))),
        );
      }
      return letters.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
  });
}

export function useDeadLetter(service: Service, id: string) {
  const client = useShelfstream();
  return useQuery({
    queryKey: [KEY, 'dead-letter', service, id],
    queryFn: ({ signal }) => {
      const params = { path: { id } };
      switch (service) {
        case 'inventory':
          return unwrap(client.inventory.GET('/inventory/v1/dead-letters/{id}', { params, signal }));
        case 'orders':
          return unwrap(client.orders.GET('/orders/v1/dead-letters/{id}', { params, signal }));
        case 'returns':
          return unwrap(client.returns.GET('/returns/v1/dead-letters/{id}', { params, signal }));
        case 'notifications':
          return unwrap(client.notifications.GET('/notifications/v1/dead-letters/{id}', { params, signal }));
      }
    },
  });
}

/** Sends a dead letter to its group again, or gives it up for good. */
export function useSettleLetter(action: 'replay' | 'discard') {
  const client = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ service, deadLetterId: id }: Pick<ServiceLetter, 'service' | 'deadLetterId'>) => {
      const params = { path: { id } };
      switch (service) {
        case 'inventory':
          return unwrap(client.inventory.POST(`/inventory/v1/dead-letters/{id}/${action}`, { params }));
        case 'orders':
          return unwrap(client.orders.POST(`/orders/v1/dead-letters/{id}/${action}`, { params }));
        case 'returns':
          return unwrap(client.returns.POST(`/returns/v1/dead-letters/{id}/${action}`, { params }));
        case 'notifications':
          return unwrap(
            client.notifications.POST(`/notifications/v1/dead-letters/{id}/${action}`, { params }),
          );
      }
    },
    // Whether it worked is seen a moment later, when its group has handled it.
    onSettled: () =>
      setTimeout(() => void queries.invalidateQueries({ queryKey: [KEY] }), 1_000) as unknown as void,
  });
}
