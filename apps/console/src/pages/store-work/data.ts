import { paged, unwrap } from '#client';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import { AT_WORK, type Fulfillment, merged, type Task } from './model/work.js';

export type Work = ReadonlyMap<string, Fulfillment>;

export const workKey = (locationId: string) => ['work', locationId] as const;
export const tasksKey = (locationId: string) => ['tasks', locationId] as const;

/** What a store has to prepare, hand over or receive; read again when the stream tells news of it. */
export function useWork(locationId: string): UseQueryResult<Work> {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: workKey(locationId),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Work> => {
      const found = new Map<string, Fulfillment>();
      const all = paged((cursor) => {
        const query = { locationId, status: [...AT_WORK], limit: 500, cursor };
        return orders.GET('/orders/v1/fulfillments', { params: { query }, signal });
      });
      for await (const fulfillment of all) found.set(fulfillment.fulfillmentId, fulfillment);
      return found;
    },
  });
}

/** Open tasks of a store, oldest first. */
export function useTasks(locationId: string): UseQueryResult<readonly Task[]> {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: tasksKey(locationId),
    queryFn: async ({ signal }) => {
      const query = { locationId, status: 'open', limit: 500 } as const;
      return (await unwrap(orders.GET('/orders/v1/tasks', { params: { query }, signal }))).items;
    },
  });
}

/** Takes what a step came to into the work list, before the stream tells of it. */
function useOutcome(locationId: string): (news: readonly Fulfillment[]) => void {
  const queries = useQueryClient();
  return useCallback(
    (news) => {
      queries.setQueryData<Work>(workKey(locationId), (known) => known && merged(known, news));
      // What happens to work can leave a shelf to be counted or a bag to be put away.
      void queries.invalidateQueries({ queryKey: tasksKey(locationId) });
    },
    [queries, locationId],
  );
}

/** A step with what it needs. */
export type Taken =
  | { readonly step: 'accept' | 'pack' | 'ready' }
  | { readonly step: 'pick'; readonly lines: { lineId: string; picked: number }[] }
  | { readonly step: 'handover'; readonly pickupCode: string; readonly collectedBy: string }
  | { readonly step: 'ship'; readonly carrier: string; readonly trackingNumber: string }
  | { readonly step: 'reject'; readonly reason: string; readonly countNow: number | boolean };

/** Takes a step of a fulfillment; the list shows what came of it at once. */
export function useStep(locationId: string, fulfillmentId: string) {
  const { orders } = useShelfstream();
  const tell = useOutcome(locationId);
  return useMutation({
    mutationFn: (taken: Taken): Promise<Fulfillment> => {
      const params = { path: { fulfillmentId } };
      switch (taken.step) {
        case 'accept':
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/accept', { params }));
        case 'pack':
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/pack', { params }));
        case 'ready':
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/ready', { params }));
        case 'pick': {
          const body = { lines: taken.lines };
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/pick', { params, body }));
        }
        case 'handover': {
          const { step: _, ...body } = taken;
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/handover', { params, body }));
        }
        case 'ship': {
          const { step: _, ...body } = taken;
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/ship', { params, body }));
        }
        case 'reject': {
          const { step: _, ...body } = taken;
          return unwrap(orders.POST('/orders/v1/fulfillments/{fulfillmentId}/reject', { params, body }));
        }
      }
    },
    onSuccess: (fulfillment) => tell([fulfillment]),
  });
}

/** Says that a task is done, with what was counted where that was the task. */
export function useTaskDone(locationId: string, taskId: string) {
  const { orders } = useShelfstream();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (counts: { sku: string; quantity: number }[] | undefined): Promise<Task> =>
      unwrap(
        orders.POST('/orders/v1/tasks/{taskId}/complete', {
          params: { path: { taskId } },
          body: counts === undefined ? {} : { counts },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: tasksKey(locationId) }),
  });
}
