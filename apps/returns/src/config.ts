import { ServiceConfig } from '#service';
import { z } from 'zod';

/** How the service runs; tests give short times. */
export interface ReturnsSettings {
  /** Shared with orders: under it an exchange's address travels sealed. */
  readonly sealingSecret: string;
  /** For items that name no window of their own, in days. */
  readonly returnWindowDays: number;
  /** How long an authorisation lives, in seconds. */
  readonly authorizationSeconds: number;
  /** How long a refund waits for its first answer before it is asked for again, in seconds; each wait doubles. */
  readonly refundRetrySeconds: number;
  /** How long a refunded return stays `refunded` before it is completed, in seconds. */
  readonly completeAfterSeconds: number;
  /** How often the service looks for what is due, in milliseconds. */
  readonly sweepMs: number;
}

const seconds = (fallback: number) => z.coerce.number().int().min(1).max(31_536_000).default(fallback);

/** The settings as the environment gives them. */
export const ReturnsEnvironment = z.object({
  SEALING_SECRET: z
    .string()
    .min(16, 'must have at least 16 characters, and be the same for orders and returns'),
  RETURN_WINDOW_DAYS: z.coerce.number().int().min(0).max(3_650).default(30),
  RETURN_AUTHORIZATION_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  REFUND_RETRY_SECONDS: seconds(3_600),
  RETURN_COMPLETE_AFTER_SECONDS: seconds(2),
});

/** What the service reads when it runs as a process of its own. */
export const ReturnsConfig = ServiceConfig.extend(ReturnsEnvironment.shape);
export type ReturnsConfig = z.infer<typeof ReturnsConfig>;

const DAY_SECONDS = 86_400;

export const returnsSettings = (env: z.infer<typeof ReturnsEnvironment>): ReturnsSettings => ({
  sealingSecret: env.SEALING_SECRET,
  returnWindowDays: env.RETURN_WINDOW_DAYS,
  authorizationSeconds: env.RETURN_AUTHORIZATION_DAYS * DAY_SECONDS,
  refundRetrySeconds: env.REFUND_RETRY_SECONDS,
  completeAfterSeconds: env.RETURN_COMPLETE_AFTER_SECONDS,
  sweepMs: 1_000,
});
