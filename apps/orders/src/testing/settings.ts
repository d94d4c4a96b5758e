import { OrdersEnvironment, type OrdersSettings, ordersSettings } from '../config.js';
import type { OrderRules } from '../domain/order/rules.js';

export const PICKUP_CODE_SECRET = 'a secret of the tests';
export const SEALING_SECRET = 'another secret of the tests';

/** The settings as they are by default, a quick sweeper, and whatever rules the test wants otherwise. */
export function testSettings(rules: Partial<OrderRules> = {}): OrdersSettings {
  const env = { PICKUP_CODE_SECRET, SEALING_SECRET, ORDER_SWEEP_MS: '50' };
  const settings = ordersSettings(OrdersEnvironment.parse(env));
  return { ...settings, order: { ...settings.order, ...rules } };
}
