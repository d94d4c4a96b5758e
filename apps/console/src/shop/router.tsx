import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { PageFailure } from '../app/frame/page-failure.js';
import { NotFound } from '../shared/ui/not-found.js';
import { ShopFrame } from './frame/shop-frame.js';

type Page = () => Promise<{ default: ComponentType }>;

const PAGES: readonly (readonly [path: string, load: Page])[] = [
  ['/', () => import('./pages/home.js')],
  ['/search', () => import('./pages/search.js')],
  ['/products/:sku', () => import('./pages/product.js')],
  ['/basket', () => import('./pages/basket.js')],
  ['/checkout', () => import('./pages/checkout.js')],
  ['/orders', () => import('./pages/orders.js')],
  ['/orders/:orderId', () => import('./pages/order.js')],
  ['/orders/:orderId/return', () => import('./pages/give-back.js')],
  ['/messages', () => import('./pages/messages.js')],
];

/** Every page is loaded when it is first opened. */
export function newRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter(
    [
      {
        element: <ShopFrame />,
        errorElement: <PageFailure />,
        hydrateFallbackElement: <></>,
        children: [
          {
            errorElement: <PageFailure />,
            children: [
              ...PAGES.map(([path, load]) => ({
                path,
                lazy: async () => ({ Component: (await load()).default }),
              })),
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
    ],
    { basename: '/shop' },
  );
}
