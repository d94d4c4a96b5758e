import { z } from 'zod';
import { Identifier, Text, TimeZone } from '../primitives.js';

export const Channel = z.enum(['email', 'sms', 'webhook']);
export type Channel = z.infer<typeof Channel>;

export const Locale = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof Locale>;

/** What a person may agree to beyond messages about their own order. */
export const Consent = z.enum(['transactional', 'back_in_stock', 'marketing']);
export type Consent = z.infer<typeof Consent>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "21:30"');
const Email = z.email('must be a mail address').max(254);
const Phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be an international number such as "+8613800138000"');

/** No message in these hours, by the person's own clock; it waits until they end. They may span midnight. */
export const QuietHours = z.object({ from: Clock, to: Clock, timeZone: TimeZone.default('UTC') });
export type QuietHours = z.infer<typeof QuietHours>;

/** Body of `PUT /contacts/{customerId}`: the whole contact, replaced. Without consents: messages about their own orders. */
export const ContactInput = z
  .object({
    name: Text.max(200).optional(),
    email: Email.optional(),
    phone: Phone.optional(),
    locale: Locale.default('en'),
    channels: z
      .array(z.enum(['email', 'sms']))
      .max(2)
      .default(['email']),
    consents: z.array(Consent).max(3).default(['transactional']),
    quietHours: QuietHours.optional(),
  })
  .meta({ id: 'ContactInput' });
export type ContactInput = z.infer<typeof ContactInput>;

export const Contact = z
  .object({
    customerId: Identifier,
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    locale: Locale,
    channels: z.array(z.enum(['email', 'sms'])),
    consents: z.array(Consent),
    quietHours: QuietHours.nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

/** Body of `PUT /store-contacts/{locationId}`: who is told of what happens at a location. */
export const StoreContactInput = z
  .object({ email: Email.optional(), phone: Phone.optional(), locale: Locale.default('en') })
  .meta({ id: 'StoreContactInput' });
export type StoreContactInput = z.infer<typeof StoreContactInput>;

export const StoreContact = z
  .object({
    locationId: Identifier,
    email: z.string().nullable(),
    phone: z.string().nullable(),
    locale: Locale,
    updatedAt: z.string(),
  })
  .meta({ id: 'StoreContact' });
export type StoreContact = z.infer<typeof StoreContact>;
