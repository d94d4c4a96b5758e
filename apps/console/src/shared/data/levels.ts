import { ProblemError, type StockLevel, type StreamStatus } from '#client';
import { useQueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useSession } from '../sign-in/session-context.js';
import { mergeLevels, type LiveLevel, type LiveLevels } from './live-level.js';
import { usePageVisible } from './page-visible.js';
import { useShelfstream } from './shelfstream.js';

/** Which levels: those of the SKUs, of the locations, or of both together; up to 1,000. */
export interface LevelFilter {
  readonly skus?: readonly string[];
  readonly locationIds?: readonly string[];
}

export interface Levels {
  /** By location and SKU; see `levelKey`. Undefined until the first ones are there. */
  readonly levels: LiveLevels | undefined;
  readonly list: readonly LiveLevel[];
  readonly status: StreamStatus;
  readonly error: Error | null;
}

/** Changes are shown together this often, in milliseconds: a busy shop changes faster than anybody reads. */
const SHOWN_EVERY_MS = 250;

/**
 * The levels of the filter as they are and as they change, from the live stream. With an empty list in the filter, or
 * `enabled` false, there are none. Kept under the filter, so that a page that is opened again begins with what it knew.
 */
export function useLevels(filter: LevelFilter, enabled = true): Levels {
  const { levelStream } = useShelfstream();
  const session = useSession();
  const queries = useQueryClient();
  const visible = usePageVisible();
  const key = JSON.stringify(['levels', filter.skus ?? null, filter.locationIds ?? null]);
  const queryKey = useMemo(() => JSON.parse(key) as unknown[], [key]);
  const wanted = enabled && filter.skus?.length !== 0 && filter.locationIds?.length !== 0;
  const [status, setStatus] = useState<StreamStatus>('connecting');
  const [failed, setFailed] = useState<{ key: string; error: Error } | null>(null);
  const { data: levels } = useQuery<LiveLevels>({ queryKey, enabled: false, staleTime: Infinity });

  useEffect(() => {
    if (!wanted || !visible) return;
    const stop = new AbortController();
    let waiting: StockLevel[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      const arrived = waiting;
      waiting = [];
      queries.setQueryData<LiveLevels>(queryKey, (known) => mergeLevels(known, arrived, Date.now()));
    };
    const later = () => (timer ??= setTimeout(show, SHOWN_EVERY_MS));
    const [, skus, locationIds] = queryKey as [string, string[] | null, string[] | null];
    const listen = async () => {
      const stream = levelStream({
        ...(skus === null ? {} : { skus }),
        ...(locationIds === null ? {} : { locationIds }),
        signal: stop.signal,
        onStatus: (now) => {
          if (stop.signal.aborted) return;
          setStatus(now);
          // Even where there is no level yet, we know so now.
          if (now === 'live') later();
        },
      });
      for await (const level of stream) {
        waiting.push(level);
        later();
      }
    };
    setFailed(null);
    listen().catch((failure: unknown) => {
      if (stop.signal.aborted) return;
      if (failure instanceof ProblemError && failure.status === 401) session.refused();
      setFailed({ key, error: failure as Error });
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, levelStream, queries, queryKey, session, visible, wanted]);

  const list = useMemo(() => [...(levels?.values() ?? [])], [levels]);
  // What befell another filter is no failure of this one.
  return { levels, list, status, error: failed?.key === key ? failed.error : null };
}
