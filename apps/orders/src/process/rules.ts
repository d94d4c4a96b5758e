import type { OrderRules } from '../domain/order/rules.js';

/** How the process behaves unless the environment says otherwise. */
export const DEFAULT_RULES: OrderRules = {
  answerTimeoutMs: 30_000,
  sourcingRetries: 3,
  sourcingRetryMs: 5_000,
  pickupHoldMs: 72 * 3_600_000,
  pickupReminderMs: 24 * 3_600_000,
  codeTries: 5,
  codeLockMs: 10 * 60_000,
  attentionAfterMs: 24 * 3_600_000,
  transitAttentionMs: 7 * 24 * 3_600_000,
};
