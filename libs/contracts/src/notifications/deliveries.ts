import { z } from 'zod';
import { Identifier, PageQuery, pageOf } from '../primitives.js';
import { Channel } from './contacts.js';

/**
 * `pending` waits for its turn, for quiet hours to end or for the next try; `sent` was taken by the mail server, provider
 * or endpoint; `failed` was given up and can be sent again; `suppressed` was not to be sent (no consent, no address).
 */
export const DeliveryStatus = z.enum(['pending', 'sent', 'failed', 'suppressed']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const Delivery = z
  .object({
    deliveryId: Identifier,
    customerId: Identifier.nullable(),
    locationId: Identifier.nullable(),
    webhookId: Identifier.nullable(),
    channel: Channel,
    template: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    status: DeliveryStatus,
    attempts: z.int(),
    lastError: z.string().nullable(),
    nextAttemptAt: z.string().nullable(),
    sentAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery);
export type DeliveryPage = z.infer<typeof DeliveryPage>;

export const DeliveryQuery = PageQuery.extend({
  customerId: Identifier.optional(),
  locationId: Identifier.optional(),
  webhookId: z.uuid().optional(),
  status: DeliveryStatus.optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** What a message would say if it were sent now: a mail, a text message, or the body of a webhook. Kept nowhere. */
export const DeliveryPreview = z
  .object({
    deliveryId: Identifier,
    channel: Channel,
    subject: z.string().nullable(),
    text: z.string(),
    html: z.string().nullable(),
  })
  .meta({ id: 'DeliveryPreview' });
export type DeliveryPreview = z.infer<typeof DeliveryPreview>;
