import type { SourcingDecision, SourcingMethod } from '#contracts';
import type { OrderRules } from '../domain/order/rules.js';
import type { PlaceOrder } from '../domain/order/place.js';
import type { UnitsOfLine } from '../domain/order/order.js';

/** The moment at which tests judge, unless they say otherwise. */
export const NOW = Date.parse('2026-11-24T09:00:00.000Z');

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const RULES: OrderRules = {
  answerTimeoutMs: 30 * SECOND,
  sourcingRetries: 2,
  sourcingRetryMs: 5 * SECOND,
  pickupHoldMs: 72 * HOUR,
  pickupReminderMs: 24 * HOUR,
  codeTries: 5,
  codeLockMs: 10 * MINUTE,
  attentionAfterMs: 24 * HOUR,
  transitAttentionMs: 168 * HOUR,
};

/** A pickup of 2 mugs and 1 lamp at the store "mall". */
export const pickupOrder = (over: Partial<PlaceOrder> = {}): PlaceOrder => ({
  orderId: 'order-1',
  channel: 'web',
  customerId: 'customer-1',
  method: 'pickup',
  pickupLocationId: 'mall',
  currency: 'CNY',
  fallbacks: ['ship_to_store'],
  onShortage: 'source_again',
  holdId: null,
  returnId: null,
  lines: [
    { lineId: '1', sku: 'mug', quantity: 2, unitPrice: '12.50' },
    { lineId: '2', sku: 'lamp', quantity: 1, unitPrice: '80.00' },
  ],
  ...over,
});

/** A choice of places, as sourcing gives it. */
export const chosen = (
  assignments: readonly { at: string; method?: SourcingMethod; lines: readonly UnitsOfLine[] }[],
  unfilled: readonly UnitsOfLine[] = [],
): SourcingDecision => ({
  decidedAt: new Date(NOW).toISOString(),
  assignments: assignments.map(({ at, method = 'pickup', lines }) => ({
    locationId: at,
    method,
    promisedAt: new Date(NOW + 2 * HOUR).toISOString(),
    lines: [...lines],
  })),
  unfilled: unfilled.map((units) => ({ ...units, reason: 'no_stock' })),
  candidates: [],
  explanation: 'Chosen by the test.',
});
