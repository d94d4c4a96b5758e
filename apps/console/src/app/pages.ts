import {
  IconActivityHeartbeat,
  IconArrowBackUp,
  IconBuildingStore,
  IconClipboardList,
  IconReceipt2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

type Page = () => Promise<{ default: ComponentType }>;

/** A page that the menu shows. Its texts are its folder's `en.json` and `zh-CN.json`, whose `menu` names it. */
export interface MenuPage {
  readonly path: string;
  /** Its folder in `pages/`, which is its namespace of texts too. */
  readonly name: string;
  readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
  readonly load: Page;
}

/** In the order of the menu; the first is where people begin. */
export const MENU: readonly MenuPage[] = [
  {
    path: 'stock',
    name: 'live-stock',
    icon: IconBuildingStore,
    load: () => import('../pages/live-stock/index.js'),
  },
  {
    path: 'store-work',
    name: 'store-work',
    icon: IconClipboardList,
    load: () => import('../pages/store-work/index.js'),
  },
  { path: 'orders', name: 'orders', icon: IconReceipt2, load: () => import('../pages/orders/index.js') },
  {
    path: 'returns',
    name: 'returns-desk',
    icon: IconArrowBackUp,
    load: () => import('../pages/returns-desk/index.js'),
  },
  {
    path: 'operations',
    name: 'operations',
    icon: IconActivityHeartbeat,
    load: () => import('../pages/operations/index.js'),
  },
];

/** Pages that are reached from others. */
export const DETAILS: readonly { readonly path: string; readonly load: Page }[] = [
  { path: 'orders/:orderId', load: () => import('../pages/order/index.js') },
  { path: 'stock/:sku', load: () => import('../pages/item/index.js') },
];
