import type { EventContract } from '../event.js';
import { INVENTORY_EVENTS } from './inventory.js';
import { NOTIFICATIONS_EVENTS } from './notifications.js';
import { ORDERS_EVENTS } from './orders.js';
import { INVENTORY_REQUESTS } from './requests.js';
import { RETURNS_EVENTS } from './returns.js';

/** Every event and request that a service of ours publishes. */
export const ALL_EVENTS: readonly EventContract[] = [
  ...INVENTORY_EVENTS,
  ...INVENTORY_REQUESTS,
  ...ORDERS_EVENTS,
  ...RETURNS_EVENTS,
  ...NOTIFICATIONS_EVENTS,
] as readonly EventContract[];
