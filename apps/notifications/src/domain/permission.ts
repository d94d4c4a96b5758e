import type { Consent, QuietHours } from '#contracts';
import { quietUntil } from './quiet-hours.js';
import type { Template } from './templates.js';

/** What decides whether a person may be told, as it stands when the message is to go out. */
export interface Reachable {
  readonly email: string | null;
  readonly phone: string | null;
  readonly channels: readonly ('email' | 'sms')[];
  readonly consents: readonly Consent[];
  readonly quietHours: QuietHours | null;
  /** When the person took back the consent to back-in-stock messages, if ever. */
  readonly backInStockWithdrawnAt: Date | null;
}

/** Why a message is not to be sent; told to operators. */
export type Suppression =
  'no_contact' | 'no_consent' | 'channel_off' | 'no_address' | 'overtaken' | 'customer_erased';

export type Permission =
  | { readonly kind: 'send'; readonly address: string }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'suppress'; readonly reason: Suppression };

export interface Asking {
  readonly template: Template;
  readonly channel: 'email' | 'sms';
  readonly now: Date;
  /** When the person asked for this very message; null for one that follows from an order. */
  readonly askedAt: Date | null;
}

/** Whether a message may go to a customer now: consent, channel, address, then quiet hours. */
export function mayTell(contact: Reachable | undefined, asking: Asking): Permission {
  if (contact === undefined) return suppress('no_contact');
  if (!consents(contact, asking)) return suppress('no_consent');
  if (!contact.channels.includes(asking.channel)) return suppress('channel_off');
  const address = asking.channel === 'email' ? contact.email : contact.phone;
  if (address === null) return suppress('no_address');
  const until = contact.quietHours === null ? undefined : quietUntil(asking.now, contact.quietHours);
  return until === undefined ? { kind: 'send', address } : { kind: 'wait', until };
}

/** Whether a message may go to a store: it has given an address for this channel. Somebody there is always at work. */
export function mayTellStore(
  store: Pick<Reachable, 'email' | 'phone'> | undefined,
  channel: 'email' | 'sms',
): Permission {
  if (store === undefined) return suppress('no_contact');
  const address = channel === 'email' ? store.email : store.phone;
  return address === null ? suppress('no_address') : { kind: 'send', address };
}

/**
 * Messages about one's own orders need `transactional`. Who asks to be told when something is back has agreed to be told,
 * unless that consent was taken back after the asking: the later word counts.
 */
function consents(contact: Reachable, { template, askedAt }: Asking): boolean {
  if (template !== 'back_in_stock') return contact.consents.includes('transactional');
  if (contact.consents.includes('back_in_stock')) return true;
  const { backInStockWithdrawnAt: withdrawnAt } = contact;
  return askedAt !== null && (withdrawnAt === null || withdrawnAt <= askedAt);
}

const suppress = (reason: Suppression): Permission => ({ kind: 'suppress', reason });
