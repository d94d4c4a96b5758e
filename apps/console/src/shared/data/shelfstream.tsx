import { createShelfstream, type Shelfstream } from '#client';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { useSession } from '../sign-in/session-context.js';

const ShelfstreamContext = createContext<Shelfstream | undefined>(undefined);

/** Gives the pages below it the client, which carries the token of whoever is signed in. */
export function ShelfstreamProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const client = useMemo(
    () =>
      createShelfstream({
        baseUrl: session.config.apiUrl === '' ? location.origin : session.config.apiUrl,
        token: session.token,
        // Somebody waits in front of the screen: after a while they should be told.
        retry: { patienceMs: 8_000 },
      }),
    [session],
  );
  return <ShelfstreamContext value={client}>{children}</ShelfstreamContext>;
}

/** The four services, typed; `await unwrap(inventory.GET(...))` gives the data or throws what the service said. */
export function useShelfstream(): Shelfstream {
  const client = use(ShelfstreamContext);
  if (client === undefined) throw new Error('There is no Shelfstream client around this component.');
  return client;
}
