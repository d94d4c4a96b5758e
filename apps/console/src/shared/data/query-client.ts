import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '#client';
import type { Session } from '../sign-in/session.js';

/**
 * Where answers are kept. Nothing is fetched again by the clock: streams say what has changed. What may pass by itself
 * the client tries again; a refused token ends the session.
 */
export function newQueryClient(session: Session): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ProblemError && error.status === 401) session.refused();
      },
    }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
}
