import { type OrderNews, ProblemError, type StreamOptions, type StreamStatus } from '#client';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '../sign-in/session-context.js';
import { usePageVisible } from './page-visible.js';
import { useShelfstream } from './shelfstream.js';

/** Answers are read again at most this often, in milliseconds, unless the page says otherwise. */
const READ_AGAIN_MS = 250;

/**
 * Keeps answers up to date: whatever is kept under `queryKeys` is read again when something happened to the orders,
 * fulfillments or tasks of the location or the order, and whenever the stream is connected anew. `matters` may leave
 * news out.
 */
export function useOrderNews(
  filter: { readonly locationId?: string | null; readonly orderId?: string },
  queryKeys: readonly QueryKey[],
  matters?: (news: OrderNews) => boolean,
  everyMs?: number,
): StreamStatus {
  const { orderStream } = useShelfstream();
  const { locationId, orderId } = filter;
  const open = useCallback(
    (options: StreamOptions) =>
      orderStream({
        ...(locationId == null ? {} : { locationId }),
        ...(orderId === undefined ? {} : { orderId }),
        ...options,
      }),
    [locationId, orderId, orderStream],
  );
  return useNews(open, queryKeys, matters, everyMs);
}

/** Likewise when something happened to the returns of an order, or of receipts of a number. */
export function useReturnNews(
  { orderId, saleId }: { readonly orderId?: string; readonly saleId?: string },
  queryKeys: readonly QueryKey[],
): StreamStatus {
  const { returnStream } = useShelfstream();
  const open = useCallback(
    (options: StreamOptions) =>
      returnStream({
        ...(orderId === undefined ? {} : { orderId }),
        ...(saleId === undefined ? {} : { saleId }),
        ...options,
      }),
    [orderId, returnStream, saleId],
  );
  return useNews(open, queryKeys);
}

function useNews<N>(
  open: (options: StreamOptions) => AsyncIterable<N>,
  queryKeys: readonly QueryKey[],
  matters?: (news: N) => boolean,
  everyMs = READ_AGAIN_MS,
): StreamStatus {
  const queries = useQueryClient();
  const session = useSession();
  const visible = usePageVisible();
  const [status, setStatus] = useState<StreamStatus>('connecting');
  const keys = JSON.stringify(queryKeys);

  useEffect(() => {
    if (!visible) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer = undefined;
      for (const queryKey of JSON.parse(keys) as QueryKey[]) void queries.invalidateQueries({ queryKey });
    };
    const soon = () => (timer ??= setTimeout(readAgain, everyMs));
    const listen = async () => {
      const stream = open({
        signal: stop.signal,
        onStatus: (now) => {
          if (stop.signal.aborted) return;
          setStatus(now);
          // What happened while nobody listened was not told.
          if (now === 'live') soon();
        },
      });
      for await (const news of stream) if (matters?.(news) !== false) soon();
    };
    listen().catch((failure: unknown) => {
      if (stop.signal.aborted) return;
      setStatus('waiting');
      if (failure instanceof ProblemError && failure.status === 401) session.refused();
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [everyMs, keys, matters, open, queries, session, visible]);
  return status;
}
