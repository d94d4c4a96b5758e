import { type NotificationsSchemas, ProblemError, unwrap } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import { customerId } from './customer.js';

export type Contact = NotificationsSchemas['Contact'];
export type ContactInput = NotificationsSchemas['ContactInput'];

const KEY = ['shop-contact'];

/** How the customer can be reached; null while nobody knows. */
export function useContact() {
  const { notifications } = useShelfstream();
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Contact | null> => {
      try {
        return await unwrap(
          notifications.GET('/notifications/v1/contacts/{customerId}', {
            params: { path: { customerId: customerId() } },
            signal,
          }),
        );
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

export function useKeepContact() {
  const { notifications } = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ContactInput) =>
      unwrap(
        notifications.PUT('/notifications/v1/contacts/{customerId}', {
          params: { path: { customerId: customerId() } },
          body,
        }),
      ),
    onSuccess: (contact) => queries.setQueryData(KEY, contact),
  });
}

/** Forgets the customer in every service. */
export function useForgetMe() {
  const { notifications } = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        notifications.DELETE('/notifications/v1/contacts/{customerId}', {
          params: { path: { customerId: customerId() } },
        }),
      ),
    onSuccess: () => queries.setQueryData(KEY, null),
  });
}

/** Tells the customer once when a product is to be had again. */
export function useTellMe(sku: string) {
  const { notifications } = useShelfstream();
  return useMutation({
    mutationFn: () =>
      unwrap(
        notifications.POST('/notifications/v1/stock-alerts', { body: { customerId: customerId(), sku } }),
      ),
  });
}
