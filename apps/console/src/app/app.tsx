import { ModalsProvider } from '@mantine/modals';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import type { Session } from '../shared/sign-in/session.js';
import { Providers } from '../shared/ui/providers.js';
import { newRouter } from './router.js';

export function App({ session }: { session: Session }) {
  const [router] = useState(newRouter);
  return (
    <Providers session={session} notices="top-right">
      <ModalsProvider>
        <RouterProvider router={router} />
      </ModalsProvider>
    </Providers>
  );
}
