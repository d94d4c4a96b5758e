import { z } from 'zod';
import type { RetryPolicy } from './domain/retry.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

const secret = z.string().min(16, 'must be 16 characters or more');
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const hours = (fallback: number) => z.coerce.number().positive().max(8_760).default(fallback);

/** What the notifications service reads from its environment, besides what every service does. */
export const NotificationsEnvironment = z
  .object({
    PICKUP_CODE_SECRET: secret,
    SEALING_SECRET: secret,
    SHOP_NAME: z.string().min(1).max(100).default('Shelfstream'),
    MAP_URL: z
      .string()
      .regex(/^https?:\/\/.*\{place\}/, 'must be a URL with {place} in it')
      .default('https://www.openstreetmap.org/search?query={place}'),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'must be smtp://user:password@host:port, or smtps://')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/@/, 'must be a mail address, or "Name <address>"')
      .default('Shelfstream <no-reply@localhost>'),
    TWILIO_ACCOUNT_SID: z.string().min(1).optional(),
    TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
    TWILIO_FROM: z.string().min(1).optional(),
    TWILIO_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
    WEBHOOKS_ALLOW_PRIVATE: flag.default(false),
    WEBHOOKS_DISABLE_AFTER_HOURS: hours(72),
    DELIVERIES_KEPT_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  })
  .refine(
    ({ TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from }) =>
      new Set([sid, token, from].map((value) => value === undefined)).size === 1,
    { path: ['TWILIO_ACCOUNT_SID'], error: 'TWILIO_ACCOUNT_SID, _AUTH_TOKEN and _FROM come together' },
  );
export type NotificationsEnvironment = z.infer<typeof NotificationsEnvironment>;

/** How the service works; times in milliseconds. */
export interface NotificationsSettings {
  readonly pickupCodeSecret: string;
  readonly sealingSecret: string;
  readonly shopName: string;
  /** A URL with `{place}`, for coordinates or an address. */
  readonly mapUrl: string;
  /** Without it, mails are logged (template and id alone) instead of sent. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  /** Without it, text messages are logged instead of sent. */
  readonly twilio: TwilioSettings | undefined;
  readonly messages: { readonly retry: RetryPolicy };
  readonly webhooks: {
    readonly retry: RetryPolicy;
    readonly timeoutMs: number;
    /** How long an endpoint may fail before it is disabled. */
    readonly disableAfterMs: number;
    /** Whether endpoints may lie in private networks. */
    readonly allowPrivate: boolean;
  };
  /** How often due deliveries are looked for. */
  readonly pollMs: number;
  /** For how long a replica that took a delivery has it to itself; longer than any try takes. */
  readonly leaseMs: number;
  /** How long finished deliveries are kept. */
  readonly keptDays: number;
}

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  readonly from: string;
  readonly baseUrl: string;
}

/** The settings of an environment. */
export function notificationsSettings(config: NotificationsEnvironment): NotificationsSettings {
  const { SMTP_URL: url, MAIL_FROM: from, TWILIO_ACCOUNT_SID: accountSid } = config;
  return {
    pickupCodeSecret: config.PICKUP_CODE_SECRET,
    sealingSecret: config.SEALING_SECRET,
    shopName: config.SHOP_NAME,
    mapUrl: config.MAP_URL,
    smtp: url === undefined ? undefined : { url, from },
    twilio:
      accountSid === undefined
        ? undefined
        : {
            accountSid,
            authToken: config.TWILIO_AUTH_TOKEN ?? '',
            from: config.TWILIO_FROM ?? '',
            baseUrl: config.TWILIO_BASE_URL,
          },
    // From 5 s to an hour: given up after half a day, when most of it is no news any more.
    messages: { retry: { firstMs: 5 * SECOND, capMs: HOUR, attempts: 20 } },
    webhooks: {
      // From 5 s to six hours: given up after three to four days.
      retry: { firstMs: 5 * SECOND, capMs: 6 * HOUR, attempts: 26 },
      timeoutMs: 15 * SECOND,
      disableAfterMs: config.WEBHOOKS_DISABLE_AFTER_HOURS * HOUR,
      allowPrivate: config.WEBHOOKS_ALLOW_PRIVATE,
    },
    pollMs: 500,
    leaseMs: 60 * SECOND,
    keptDays: config.DELIVERIES_KEPT_DAYS,
  };
}
