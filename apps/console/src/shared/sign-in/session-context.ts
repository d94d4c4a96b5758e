import { createContext, use, useSyncExternalStore } from 'react';
import type { Session } from './session.js';

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session; whoever uses it is drawn again when somebody signs in or out. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('There is no session around this component.');
  useSyncExternalStore(session.subscribe, session.snapshot);
  return session;
}
