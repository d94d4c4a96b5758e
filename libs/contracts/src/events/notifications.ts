import { z } from 'zod';
import { defineEvent } from '../event.js';
import { Channel } from '../notifications/contacts.js';
import { DeliveryStatus } from '../notifications/deliveries.js';
import { Identifier } from '../primitives.js';

/** A person is to be forgotten. Every service blanks what it holds of the person; `customerId` stays as a pseudonym. */
export const CustomerErased = defineEvent({
  type: 'customer.erased.v1',
  topic: 'customers.v1',
  description: 'A person is to be forgotten.',
  data: z.object({ customerId: Identifier, erasedAt: z.string() }),
  key: (erased) => erased.customerId,
});

/** What became of one message. It names no address. */
export const DeliveryFinished = defineEvent({
  type: 'notifications.delivery-finished.v1',
  topic: 'notifications.v1',
  description: 'A message was sent, was not to be sent, or could not be sent.',
  data: z.object({
    deliveryId: Identifier,
    customerId: Identifier.nullable(),
    channel: Channel,
    template: z.string(),
    status: DeliveryStatus,
    /** The event that it tells of. */
    eventId: z.string(),
  }),
  key: (delivery) => delivery.deliveryId,
});

/** Every event that the notifications service publishes. */
export const NOTIFICATIONS_EVENTS = [CustomerErased, DeliveryFinished] as const;
