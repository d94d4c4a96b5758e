import { type StreamStatus, unwrap } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useReturnNews } from '../../shared/data/news.js';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import type { Receipt, Return } from './model/inspection.js';
import type { PurchaseRef, ReturnInput } from './model/request.js';

/** How somebody at the desk can be found. */
export type By = 'order' | 'receipt' | 'customer';
export const WAYS: readonly By[] = ['order', 'receipt', 'customer'];

const FILTERS = { order: 'orderId', receipt: 'saleId', customer: 'customerId' } as const;

/** What was bought: by the number of an order or a receipt, or by the customer, newest first. */
export function usePurchases(by: By, number: string) {
  const { returns } = useShelfstream();
  return useQuery({
    queryKey: ['purchases', by, number],
    enabled: number !== '',
    queryFn: async ({ signal }) => {
      const query = { [FILTERS[by]]: number, limit: 50 };
      return unwrap(returns.GET('/returns/v1/purchases', { params: { query }, signal }));
    },
  });
}

const keyOf = (ref: PurchaseRef) =>
  'orderId' in ref ? ['order', ref.orderId] : ['sale', ref.locationId, ref.saleId];

/** What may still come back of a purchase, and why a line may not. */
export function useReturnable(ref: PurchaseRef) {
  const { returns } = useShelfstream();
  return useQuery({
    queryKey: ['returnable', ...keyOf(ref)],
    queryFn: ({ signal }) =>
      unwrap(returns.GET('/returns/v1/returnable', { params: { query: ref }, signal })),
  });
}

/** The returns of a purchase, those that are open first. */
export function useReturnsOf(ref: PurchaseRef) {
  const { returns } = useShelfstream();
  return useQuery({
    queryKey: ['returns', ...keyOf(ref)],
    queryFn: async ({ signal }): Promise<readonly Return[]> => {
      const query = { ...('orderId' in ref ? { orderId: ref.orderId } : { saleId: ref.saleId }), limit: 500 };
      const { items } = await unwrap(returns.GET('/returns/v1/returns', { params: { query }, signal }));
      return items
        .filter((one) => 'orderId' in ref || one.saleLocationId === ref.locationId)
        .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (a.createdAt < b.createdAt ? 1 : -1));
    },
  });
}

export const isOpen = ({ status, endedBecause }: Return): boolean =>
  endedBecause === null && (status === 'authorized' || status === 'received');

/** What is asked for anew when something was done, here or at another desk: what may come back, and what became of it. */
const CHANGING = [['returnable'], ['returns'], ['purchases']];

/** Keeps what is told of a purchase up to date while other desks and the payment system go on. */
export function useNewsOf(ref: PurchaseRef): StreamStatus {
  return useReturnNews('orderId' in ref ? { orderId: ref.orderId } : { saleId: ref.saleId }, CHANGING);
}

function useAskAnew(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(CHANGING.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries]);
}

export function useAuthorize() {
  const { returns } = useShelfstream();
  const askAnew = useAskAnew();
  return useMutation({
    mutationFn: (body: ReturnInput) => unwrap(returns.POST('/returns/v1/returns', { body })),
    onSettled: askAnew,
  });
}

export function useReceive(returnId: string) {
  const { returns } = useShelfstream();
  const askAnew = useAskAnew();
  return useMutation({
    mutationFn: (body: Receipt) =>
      unwrap(
        returns.POST('/returns/v1/returns/{returnId}/receive', { params: { path: { returnId } }, body }),
      ),
    onSettled: askAnew,
  });
}

/** The customer has thought better of it, or the desk has: the goods are not what was sold, or not fit. */
export function useEndReturn(returnId: string) {
  const { returns } = useShelfstream();
  const askAnew = useAskAnew();
  return useMutation({
    mutationFn: (reason: 'cancelled' | 'rejected') =>
      unwrap(
        returns.POST('/returns/v1/returns/{returnId}/cancel', {
          params: { path: { returnId } },
          body: { reason },
        }),
      ),
    onSettled: askAnew,
  });
}
