import { z } from 'zod';
import { Identifier, PageQuery, Text, pageOf } from '../primitives.js';

/** Event types, or a service's with a star: `orders.*`. */
const EventTypes = z
  .array(Text.regex(/^(\*|[a-z-]+(\.[a-z0-9-]+)*(\.\*)?)$/, 'must be an event type, or "orders.*"').max(100))
  .min(1)
  .max(50);

/**
 * Body of `POST /webhooks`. Deliveries are signed as Standard Webhooks asks, with `secret` (`whsec_` and base64, 24 to 64
 * bytes); without one we make it, and show it once.
 */
export const WebhookInput = z
  .object({
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2_000),
    eventTypes: EventTypes,
    secret: z
      .string()
      .regex(/^(whsec_)?[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be base64 of 24 to 64 bytes, after "whsec_"')
      .optional(),
  })
  .meta({ id: 'WebhookInput' });
export type WebhookInput = z.infer<typeof WebhookInput>;

/** `secret` is shown in the answer to its creation alone. An endpoint that failed for days is `disabled`. */
export const Webhook = z
  .object({
    webhookId: Identifier,
    url: z.string(),
    eventTypes: z.array(z.string()),
    status: z.enum(['enabled', 'disabled']),
    secret: z.string().optional(),
    /** Why it is disabled; null while it is not. */
    disabledReason: z.string().nullable(),
    failingSince: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;
export const WebhookPage = pageOf(Webhook);
export type WebhookPage = z.infer<typeof WebhookPage>;
export const WebhookQuery = PageQuery;
export type WebhookQuery = z.infer<typeof WebhookQuery>;

/** The delivery of a test event. */
export const WebhookTested = z.object({ deliveryId: Identifier }).meta({ id: 'WebhookTested' });
export type WebhookTested = z.infer<typeof WebhookTested>;
