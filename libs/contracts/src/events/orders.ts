import { z } from 'zod';
import { defineEvent } from '../event.js';
import { FulfillmentMethod, FulfillmentStatus } from '../orders/fulfillments.js';
import { CancelReason, OrderMethod, OrderStatus } from '../orders/orders.js';
import { TaskType } from '../orders/tasks.js';
import { Currency, Identifier, Money, PositiveQuantity } from '../primitives.js';

const topic = 'orders.fulfillments.v1' as const;
const key = (fact: { orderId: string }): string => fact.orderId;
const ofOrder = z.object({ orderId: Identifier, customerId: Identifier });
const Units = z.object({ lineId: Identifier, sku: Identifier, quantity: PositiveQuantity });

/** An order was taken. Where it ships to is known to the orders service alone. */
export const OrderPlaced = defineEvent({
  type: 'orders.order-placed.v1',
  topic,
  description: 'An order was taken.',
  data: ofOrder.extend({
    channel: Identifier,
    method: OrderMethod,
    pickupLocationId: Identifier.nullable(),
    currency: Currency.nullable(),
    /** The return that this order replaces goods for. */
    returnId: Identifier.nullable(),
    lines: z.array(Units.extend({ unitPrice: Money.nullable() })),
  }),
  key,
});

/** For the first time, every unit of the order has a place to come from. */
export const OrderAllocated = defineEvent({
  type: 'orders.order-allocated.v1',
  topic,
  description: 'Every unit of the order is promised by a location: the order is confirmed.',
  data: ofOrder.extend({
    fulfillments: z.array(
      z.object({
        fulfillmentId: Identifier,
        locationId: Identifier,
        method: FulfillmentMethod,
        promisedAt: z.string().nullable(),
        lines: z.array(Units),
      }),
    ),
  }),
  key,
});

export const OrderStatusChanged = defineEvent({
  type: 'orders.order-status-changed.v1',
  topic,
  description: 'The order as a whole is in another status.',
  data: ofOrder.extend({ previousStatus: OrderStatus, status: OrderStatus }),
  key,
});

/** Units of the order will not be delivered. */
export const OrderLinesCancelled = defineEvent({
  type: 'orders.order-lines-cancelled.v1',
  topic,
  description: 'Units of the order will not be delivered, and why.',
  data: ofOrder.extend({ reason: CancelReason, status: OrderStatus, lines: z.array(Units) }),
  key,
});

/** Money is owed to the customer for units that were not delivered. `refundId` is the payment system's idempotency key. */
export const OrderRefundDue = defineEvent({
  type: 'orders.refund-due.v1',
  topic,
  description: 'Money is owed to the customer for units that were not delivered.',
  data: ofOrder.extend({
    refundId: Identifier,
    reason: CancelReason,
    amount: Money,
    currency: Currency.nullable(),
    lines: z.array(Units.extend({ amount: Money })),
  }),
  key,
});

const FulfillmentFact = ofOrder.extend({
  fulfillmentId: Identifier,
  /** Where its units are. */
  locationId: Identifier,
  /** Where the customer collects; null when it is shipped to the customer. */
  pickupLocationId: Identifier.nullable(),
  method: FulfillmentMethod,
  status: FulfillmentStatus,
  /** +1 for every step of this fulfillment. */
  version: z.int().min(1),
  reservationId: Identifier,
  promisedAt: z.string().nullable(),
  /** Until when it waits at the counter; null while it does not. */
  pickupBy: z.string().nullable(),
  /** Which code is valid, where one is; the code itself travels nowhere. */
  pickupCodeVersion: z.int().nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  /** Why it was rejected, cancelled or has expired: a code. Null where a store typed text, which may be personal. */
  reason: z.string().nullable(),
  lines: z.array(
    z.object({ lineId: Identifier, sku: Identifier, quantity: z.int().min(0), picked: z.int().min(0) }),
  ),
});

const fulfillmentEvent = (fact: string, description: string) =>
  defineEvent({ type: `orders.fulfillment-${fact}.v1`, topic, description, data: FulfillmentFact, key });

export const FulfillmentOpened = fulfillmentEvent('opened', 'A location is asked to prepare units.');
export const FulfillmentAccepted = fulfillmentEvent('accepted', 'The location will do it.');
export const FulfillmentRejected = fulfillmentEvent(
  'rejected',
  'The location cannot do it; it is sourced again.',
);
export const FulfillmentPicked = fulfillmentEvent(
  'picked',
  'Units were taken from the shelf, perhaps not all.',
);
export const FulfillmentPacked = fulfillmentEvent('packed', 'It is in its bag or parcel.');
export const FulfillmentReadyForPickup = fulfillmentEvent('ready-for-pickup', 'The customer may come.');
export const FulfillmentPickupReminderDue = fulfillmentEvent('pickup-reminder-due', 'It will expire soon.');
export const FulfillmentPickedUp = fulfillmentEvent('picked-up', 'The customer has it.');
export const FulfillmentShipped = fulfillmentEvent('shipped', 'It is with the carrier.');
export const FulfillmentCancelled = fulfillmentEvent(
  'cancelled',
  'It is not needed any more, or sourced again.',
);
export const FulfillmentExpired = fulfillmentEvent('expired', 'Nobody collected it in time.');

/** Somebody has something to do. */
export const TaskRaised = defineEvent({
  type: 'orders.task-raised.v1',
  topic,
  description: 'Somebody has something to do: count a shelf, put units away, look at an order.',
  data: z.object({
    taskId: Identifier,
    type: TaskType,
    orderId: Identifier,
    fulfillmentId: Identifier.nullable(),
    locationId: Identifier.nullable(),
    reason: z.string(),
    lines: z.array(z.object({ sku: Identifier, quantity: z.int().min(0) })),
  }),
  key,
});

/** Every event that the orders service publishes on its own topic. */
export const ORDERS_EVENTS = [
  OrderPlaced,
  OrderAllocated,
  OrderStatusChanged,
  OrderLinesCancelled,
  OrderRefundDue,
  FulfillmentOpened,
  FulfillmentAccepted,
  FulfillmentRejected,
  FulfillmentPicked,
  FulfillmentPacked,
  FulfillmentReadyForPickup,
  FulfillmentPickupReminderDue,
  FulfillmentPickedUp,
  FulfillmentShipped,
  FulfillmentCancelled,
  FulfillmentExpired,
  TaskRaised,
] as const;
