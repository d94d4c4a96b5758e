import { z } from 'zod';
import type { OrderRules } from '../domain/order/rules.js';
import { DEFAULT_RULES } from './rules.js';

/** How the process of an order runs. */
export interface ProcessSettings {
  readonly order: OrderRules;
  /** Pickup codes are derived under it; shared with notifications. */
  readonly pickupCodeSecret: string;
  /** Opens addresses that travel sealed; shared with returns. What was ordered is hashed under it too. */
  readonly sealingSecret: string;
  /** Pause between two looks for orders that have something to do by themselves. */
  readonly sweepMs: number;
}

const secret = z.string().min(16, 'must have at least 16 characters');
const seconds = z.coerce
  .number()
  .positive()
  .max(90 * 86_400);
const hours = z.coerce.number().positive().max(2_160);

/** Its settings as the environment gives them; docs/orders.md says what they mean. */
export const ProcessEnvironment = z.object({
  PICKUP_CODE_SECRET: secret,
  SEALING_SECRET: secret,
  ANSWER_TIMEOUT_SECONDS: seconds.default(DEFAULT_RULES.answerTimeoutMs / 1_000),
  SOURCING_RETRIES: z.coerce.number().int().min(0).max(100).default(DEFAULT_RULES.sourcingRetries),
  SOURCING_RETRY_SECONDS: seconds.default(DEFAULT_RULES.sourcingRetryMs / 1_000),
  PICKUP_HOLD_HOURS: hours.default(DEFAULT_RULES.pickupHoldMs / 3_600_000),
  PICKUP_REMINDER_HOURS: hours.default(DEFAULT_RULES.pickupReminderMs / 3_600_000),
  PICKUP_CODE_TRIES: z.coerce.number().int().min(1).max(100).default(DEFAULT_RULES.codeTries),
  PICKUP_CODE_LOCK_MINUTES: z.coerce
    .number()
    .positive()
    .max(1_440)
    .default(DEFAULT_RULES.codeLockMs / 60_000),
  ATTENTION_AFTER_HOURS: hours.default(DEFAULT_RULES.attentionAfterMs / 3_600_000),
  TRANSIT_ATTENTION_HOURS: hours.default(DEFAULT_RULES.transitAttentionMs / 3_600_000),
  ORDER_SWEEP_MS: z.coerce.number().int().min(10).max(60_000).default(500),
});

export const processSettings = (env: z.infer<typeof ProcessEnvironment>): ProcessSettings => ({
  order: {
    answerTimeoutMs: env.ANSWER_TIMEOUT_SECONDS * 1_000,
    sourcingRetries: env.SOURCING_RETRIES,
    sourcingRetryMs: env.SOURCING_RETRY_SECONDS * 1_000,
    pickupHoldMs: env.PICKUP_HOLD_HOURS * 3_600_000,
    pickupReminderMs: env.PICKUP_REMINDER_HOURS * 3_600_000,
    codeTries: env.PICKUP_CODE_TRIES,
    codeLockMs: env.PICKUP_CODE_LOCK_MINUTES * 60_000,
    attentionAfterMs: env.ATTENTION_AFTER_HOURS * 3_600_000,
    transitAttentionMs: env.TRANSIT_ATTENTION_HOURS * 3_600_000,
  },
  pickupCodeSecret: env.PICKUP_CODE_SECRET,
  sealingSecret: env.SEALING_SECRET,
  sweepMs: env.ORDER_SWEEP_MS,
});
