import {
  FulfillmentAccepted,
  FulfillmentCancelled,
  FulfillmentExpired,
  FulfillmentOpened,
  FulfillmentPacked,
  FulfillmentPicked,
  FulfillmentPickedUp,
  FulfillmentPickupReminderDue,
  FulfillmentReadyForPickup,
  FulfillmentRejected,
  FulfillmentShipped,
  OrderLinesCancelled,
  OrderPlaced,
  OrderStatusChanged,
  TaskRaised,
} from '#contracts';
import { ServiceMessaging } from '#messaging';
import { afterCommit } from '#persistence';
import { Metrics } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import type { QueryRunner } from 'typeorm';
import type { OrderState } from '../domain/order/order.js';
import {
  FULFILLMENT_STEPS,
  ORDER_ALLOCATION_SECONDS,
  ORDER_UNITS_CANCELLED,
  ORDERS_BY_STATUS,
  ORDERS_PLACED,
  ORDERS_RESOURCED,
  TASKS_RAISED,
} from '../metrics.js';

const STEPS = {
  opened: FulfillmentOpened,
  accepted: FulfillmentAccepted,
  rejected: FulfillmentRejected,
  picked: FulfillmentPicked,
  packed: FulfillmentPacked,
  'ready-for-pickup': FulfillmentReadyForPickup,
  'pickup-reminder-due': FulfillmentPickupReminderDue,
  'picked-up': FulfillmentPickedUp,
  shipped: FulfillmentShipped,
  cancelled: FulfillmentCancelled,
  expired: FulfillmentExpired,
};

/** Counts what becomes of orders: facts as they are published, and what no fact says as it is committed. */
@Injectable()
export class OrderMetrics {
  private readonly allocation: Histogram;
  private readonly resourced: Counter<'reason'>;

  constructor(metrics: Metrics, messaging: ServiceMessaging) {
    this.allocation = metrics.histogram(ORDER_ALLOCATION_SECONDS);
    this.resourced = metrics.counter(ORDERS_RESOURCED);
    const placed = metrics.counter(ORDERS_PLACED);
    messaging.onPublished(OrderPlaced, ({ method }) => placed.inc({ method }));
    const statuses = metrics.counter(ORDERS_BY_STATUS);
    messaging.onPublished(OrderStatusChanged, ({ status }) => statuses.inc({ status }));
    const cancelled = metrics.counter(ORDER_UNITS_CANCELLED);
    messaging.onPublished(OrderLinesCancelled, ({ reason, lines }) =>
      cancelled.inc(
        { reason },
        lines.reduce((sum, { quantity }) => sum + quantity, 0),
      ),
    );
    const steps = metrics.counter(FULFILLMENT_STEPS);
    for (const [step, contract] of Object.entries(STEPS)) {
      messaging.onPublished(contract, ({ method }) => steps.inc({ step, method }));
    }
    const tasks = metrics.counter(TASKS_RAISED);
    messaging.onPublished(TaskRaised, ({ type }) => tasks.inc({ type }));
  }

  /** An order changes in the transaction; what that was is counted if it commits. `now` in milliseconds since 1970. */
  changed(tx: QueryRunner, before: OrderState, after: OrderState, now: number): void {
    if (after.confirmed && !before.confirmed) {
      afterCommit(tx, () => this.allocation.observe(Math.max(0, now - after.placedAt) / 1_000));
    }
    for (const { locationId, sku, why } of after.exclusions) {
      const known = before.exclusions.some(
        (place) => place.locationId === locationId && place.sku === sku && place.why === why,
      );
      if (!known) afterCommit(tx, () => this.resourced.inc({ reason: why }));
    }
  }
}
