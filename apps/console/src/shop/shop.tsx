import { useState } from 'react';
import { RouterProvider } from 'react-router';
import type { Session } from '../shared/sign-in/session.js';
import { Providers } from '../shared/ui/providers.js';
import { newRouter } from './router.js';

/** A storefront on the public client alone. A real shop keeps its key on its own server; this one asks for it. */
export function Shop({ session }: { session: Session }) {
  const [router] = useState(newRouter);
  return (
    <Providers session={session} notices="top-center">
      <RouterProvider router={router} />
    </Providers>
  );
}
