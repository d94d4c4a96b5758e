import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { newQueryClient } from '../shared/data/query-client.js';
import { ShelfstreamProvider } from '../shared/data/shelfstream.js';
import { SessionContext } from '../shared/sign-in/session-context.js';
import type { Session } from '../shared/sign-in/session.js';
import { newRouter } from './router.js';
import { theme, variables } from './theme.js';

const colorSchemes = localStorageColorSchemeManager({ key: 'shelfstream-color-scheme' });

export function App({ session }: { session: Session }) {
  const [queries] = useState(() => newQueryClient(session));
  const [router] = useState(newRouter);
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
            <ModalsProvider>
              <Notifications position="top-right" />
              <RouterProvider router={router} />
            </ModalsProvider>
          </ShelfstreamProvider>
        </QueryClientProvider>
      </SessionContext>
    </MantineProvider>
  );
}
