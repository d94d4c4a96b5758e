import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications, type NotificationsProps } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { newQueryClient } from '../data/query-client.js';
import { ShelfstreamProvider } from '../data/shelfstream.js';
import { SessionContext } from '../sign-in/session-context.js';
import type { Session } from '../sign-in/session.js';
import { theme, variables } from './theme.js';

const colorSchemes = localStorageColorSchemeManager({ key: 'shelfstream-color-scheme' });

/** What every page of the console and of the shop stands in: colours, who is signed in, the services, what is kept of them. */
export function Providers({
  session,
  notices,
  children,
}: {
  session: Session;
  /** Where short notices appear. */
  notices: NotificationsProps['position'];
  children: ReactNode;
}) {
  const [queries] = useState(() => newQueryClient(session));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <SessionContext value={session}>
        <QueryClientProvider client={queries}>
          <ShelfstreamProvider>
            <Notifications position={notices} />
            {children}
          </ShelfstreamProvider>
        </QueryClientProvider>
      </SessionContext>
    </MantineProvider>
  );
}
