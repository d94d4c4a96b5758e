import type {
  EventData,
  FulfillmentReadyForPickup,
  LowStock,
  OrderAllocated,
  OrderLinesCancelled,
  RefundIssued,
} from '#contracts';
import type { Template } from './templates.js';

/** Whom a message is for. */
export type Audience =
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'store'; readonly locationId: string };

/** A message that an event gives rise to, before anybody asked whether and how it may be sent. */
export interface Message {
  readonly template: Template;
  readonly audience: Audience;
  /** What it is about, so that a later event can make it pointless; null where nothing does. */
  readonly about: string | null;
}

type Fulfillment = EventData<typeof FulfillmentReadyForPickup>;
type OfOrder = Pick<EventData<typeof OrderAllocated>, 'customerId'>;
type OfReturn = Pick<EventData<typeof RefundIssued>, 'customerId'>;
type Level = Pick<EventData<typeof LowStock>, 'locationId'>;

type Rule<T> = (data: T) => Message[];

const toCustomer = (template: Template, customerId: string | null, about: string | null = null): Message[] =>
  customerId === null ? [] : [{ template, audience: { kind: 'customer', customerId }, about }];

const toStore = (template: Template, locationId: string): Message[] => [
  { template, audience: { kind: 'store', locationId }, about: null },
];

const ofOrder =
  (template: Template): Rule<OfOrder> =>
  ({ customerId }) =>
    toCustomer(template, customerId);
const ofReturn =
  (template: Template): Rule<OfReturn> =>
  ({ customerId }) =>
    toCustomer(template, customerId);
const ofPickup =
  (template: Template): Rule<Fulfillment> =>
  ({ customerId, fulfillmentId }) =>
    toCustomer(template, customerId, fulfillmentId);
const ofStore =
  (template: Template): Rule<Level> =>
  ({ locationId }) =>
    toStore(template, locationId);

/** A parcel on its way to a store is no news for the customer: it becomes ready for pickup there. */
const shipped: Rule<Fulfillment> = ({ method, customerId }) =>
  method === 'ship_to_store' ? [] : toCustomer('shipped', customerId);

/** That a pickup has expired is told by its own event. */
const linesCancelled: Rule<EventData<typeof OrderLinesCancelled>> = ({ reason, customerId }) =>
  reason === 'pickup_expired' ? [] : toCustomer('lines_cancelled', customerId);

const RULES: Readonly<Record<string, Rule<never>>> = {
  'orders.order-allocated.v1': ofOrder('order_confirmed'),
  'orders.order-lines-cancelled.v1': linesCancelled,
  'orders.refund-due.v1': ofOrder('refund_due'),
  'orders.fulfillment-opened.v1': ofStore('new_work'),
  'orders.fulfillment-rejected.v1': ofStore('work_rejected'),
  'orders.fulfillment-ready-for-pickup.v1': ofPickup('ready_for_pickup'),
  'orders.fulfillment-pickup-reminder-due.v1': ofPickup('pickup_reminder'),
  'orders.fulfillment-expired.v1': ofPickup('pickup_expired'),
  'orders.fulfillment-shipped.v1': shipped,
  'returns.return-received.v1': ofReturn('return_received'),
  'returns.refund-issued.v1': ofReturn('refund_issued'),
  'returns.store-credit-issued.v1': ofReturn('store_credit_issued'),
  'inventory.low-stock.v1': ofStore('low_stock'),
  'inventory.oversold.v1': ofStore('oversold'),
};

/** The messages that an event gives rise to. Its data has been checked against its contract. */
export function messagesOf(event: { readonly type: string; readonly data: unknown }): Message[] {
  const rule = RULES[event.type] as Rule<unknown> | undefined;
  return rule === undefined ? [] : rule(event.data);
}

/** Messages that ask the customer to come, while they wait for quiet hours to end or for a mail server. */
const INVITATIONS: readonly Template[] = ['ready_for_pickup', 'pickup_reminder'];

/** Events after which nobody need come any more. */
const ENDS: ReadonlySet<string> = new Set([
  'orders.fulfillment-picked-up.v1',
  'orders.fulfillment-expired.v1',
  'orders.fulfillment-cancelled.v1',
  'orders.fulfillment-rejected.v1',
]);

/** What the event makes pointless, if it has not been sent yet. */
export function overtakenBy(event: {
  readonly type: string;
  readonly data: unknown;
}): { readonly about: string; readonly templates: readonly Template[] } | undefined {
  if (!ENDS.has(event.type)) return undefined;
  return { about: (event.data as Fulfillment).fulfillmentId, templates: INVITATIONS };
}
