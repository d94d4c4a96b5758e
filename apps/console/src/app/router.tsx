import { createBrowserRouter, Navigate } from 'react-router';
import { NotFound } from '../shared/ui/not-found.js';
import { DETAILS, MENU } from './pages.js';
import { Frame } from './frame/frame.js';
import { PageFailure } from './frame/page-failure.js';

/** Every page is loaded when it is first opened. */
export function newRouter(): ReturnType<typeof createBrowserRouter> {
  const pages = [...MENU, ...DETAILS].map(({ path, load }) => ({
    path,
    lazy: async () => ({ Component: (await load()).default }),
  }));
  return createBrowserRouter(
    [
      {
        element: <Frame />,
        errorElement: <PageFailure />,
        hydrateFallbackElement: <></>,
        children: [
          {
            errorElement: <PageFailure />,
            children: [
              { index: true, element: <Navigate to={`/${MENU[0]!.path}`} replace /> },
              ...pages,
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
    ],
    { basename: '/console' },
  );
}
