import type { TopicName } from './topics.js';

/** A consumer group as Kafka knows it. */
export interface ConsumerGroup {
  /** `<service>.<purpose>`. */
  readonly group: string;
  /** The one topic that it reads. */
  readonly topic: TopicName;
  /** Joined only by the cells of a service whose data is parted over several databases. */
  readonly inCells?: true;
}

const reads = (group: string, topic: TopicName): ConsumerGroup => ({ group, topic });

/**
 * Who reads what. Operators need it without a running service: each group has a topic for its dead letters, and its lag
 * says whether a service keeps up. In a cell, a group's name ends in that of the cell: `inventory.record-sales.north`.
 */
export const CONSUMER_GROUPS: readonly ConsumerGroup[] = [
  reads('inventory.record-sales', 'pos.sales.v1'),
  reads('inventory.serve-requests', 'inventory.requests.v1'),
  reads('inventory.erase-customer', 'customers.v1'),
  { ...reads('inventory.hear-items', 'inventory.items.v1'), inCells: true },

  reads('orders.view-locations', 'inventory.locations.v1'),
  reads('orders.view-items', 'inventory.items.v1'),
  reads('orders.view-levels', 'inventory.levels.v1'),
  reads('orders.follow-reservations', 'inventory.reservations.v1'),
  reads('orders.follow-oversold', 'inventory.alerts.v1'),
  reads('orders.follow-sales', 'inventory.sales.v1'),
  reads('orders.follow-returns', 'returns.v1'),
  reads('orders.erase-customer', 'customers.v1'),

  reads('returns.keep-locations', 'inventory.locations.v1'),
  reads('returns.keep-items', 'inventory.items.v1'),
  reads('returns.record-sales', 'inventory.sales.v1'),
  reads('returns.record-orders', 'orders.fulfillments.v1'),
  reads('returns.settle-refunds', 'payments.refund-settled.v1'),
  reads('returns.erase-customer', 'customers.v1'),

  reads('notifications.keep-locations', 'inventory.locations.v1'),
  reads('notifications.keep-items', 'inventory.items.v1'),
  reads('notifications.watch-levels', 'inventory.levels.v1'),
  reads('notifications.tell-orders', 'orders.fulfillments.v1'),
  reads('notifications.tell-returns', 'returns.v1'),
  reads('notifications.tell-alerts', 'inventory.alerts.v1'),
  reads('notifications.pass-on-sales', 'inventory.sales.v1'),
  reads('notifications.pass-on-reservations', 'inventory.reservations.v1'),
];
