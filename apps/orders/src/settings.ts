/** Token of the service's `OrdersSettings`. */
export const SETTINGS = Symbol('orders settings');
