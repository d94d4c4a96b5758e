import type * as inventory from './generated/inventory.js';
import type * as notifications from './generated/notifications.js';
import type * as orders from './generated/orders.js';
import type * as returns from './generated/returns.js';

/** What each service's calls take and answer, by path and method: the types of `GET`, `POST` and so on. */
export type InventoryPaths = inventory.paths;
export type OrdersPaths = orders.paths;
export type ReturnsPaths = returns.paths;
export type NotificationsPaths = notifications.paths;

/** What travels, by name: `OrdersSchemas['Order']`. */
export type InventorySchemas = inventory.components['schemas'];
export type OrdersSchemas = orders.components['schemas'];
export type ReturnsSchemas = returns.components['schemas'];
export type NotificationsSchemas = notifications.components['schemas'];

/** The figures of one SKU at one location. */
export type StockLevel = InventorySchemas['StockLevel'];
