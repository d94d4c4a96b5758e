import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { theme, variables } from '../app/theme.js';
import { newQueryClient } from '../shared/data/query-client.js';
import { ShelfstreamProvider } from '../shared/data/shelfstream.js';
import { SessionContext } from '../shared/sign-in/session-context.js';
import type { Session } from '../shared/sign-in/session.js';
import { newRouter } from './router.js';

const colorSchemes = localStorageColorSchemeManager({ key: 'shelfstream-color-scheme' });

/** A storefront on the public client alone. A real shop keeps its key on its own server; this one asks for it. */
export function Shop({ session }: { session: Session }) {
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
            <Notifications position="top-center" />
            <RouterProvider router={router} />
          </ShelfstreamProvider>
        </QueryClientProvider>
      </SessionContext>
    </MantineProvider>
  );
}
