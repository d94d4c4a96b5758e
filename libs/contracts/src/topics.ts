/** A topic as operators create it. Generated from this list: Kafka topics, AsyncAPI and Kubernetes resources. */
export interface TopicDefinition {
  readonly name: string;
  readonly description: string;
  readonly key: string;
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** How long messages are kept, in days; ignored for a compacted topic. */
  readonly retentionDays: number;
  /** Who writes it: one of our services, several of them (requests to a service), or the outside. */
  readonly owner: 'inventory' | 'orders' | 'returns' | 'notifications' | 'services' | 'external';
}

const topic = <const N extends string>(definition: TopicDefinition & { name: N }) => definition;

export const TOPICS = [
  topic({
    name: 'pos.sales.v1',
    description: 'Sales as tills publish them; the value is one sale, as in POST /inventory/v1/sales.',
    key: 'locationId',
    partitions: 12,
    cleanup: 'delete',
    retentionDays: 14,
    owner: 'external',
  }),
  topic({
    name: 'inventory.levels.v1',
    description: 'Absolute figures of every level that changed; a missed intermediate is no loss.',
    key: 'locationId/sku, each URL-encoded',
    partitions: 12,
    cleanup: 'compact',
    retentionDays: 7,
    owner: 'inventory',
  }),
  topic({
    name: 'inventory.sales.v1',
    description: 'Every recorded sale, from every intake.',
    key: 'saleId',
    partitions: 12,
    cleanup: 'delete',
    retentionDays: 30,
    owner: 'inventory',
  }),
  topic({
    name: 'inventory.reservations.v1',
    description: 'The life of every reservation.',
    key: 'reservationId',
    partitions: 12,
    cleanup: 'delete',
    retentionDays: 14,
    owner: 'inventory',
  }),
  topic({
    name: 'inventory.alerts.v1',
    description: 'Low stock and oversold.',
    key: 'locationId/sku, each URL-encoded',
    partitions: 6,
    cleanup: 'delete',
    retentionDays: 14,
    owner: 'inventory',
  }),
  topic({
    name: 'inventory.locations.v1',
    description: 'Every location as it is now, so that other services keep their own view of it.',
    key: 'locationId',
    partitions: 6,
    cleanup: 'compact',
    retentionDays: 7,
    owner: 'inventory',
  }),
  topic({
    name: 'inventory.items.v1',
    description: 'Every item as it is now, so that other services keep their own view of it.',
    key: 'sku',
    partitions: 6,
    cleanup: 'compact',
    retentionDays: 7,
    owner: 'inventory',
  }),
  topic({
    name: 'inventory.requests.v1',
    description:
      'What other services ask of the stock ledger: reserve, commit, fulfill, release, count, receive.',
    key: 'reference: the order or return that asks, so its requests keep their order',
    partitions: 12,
    cleanup: 'delete',
    retentionDays: 14,
    owner: 'services',
  }),
  topic({
    name: 'orders.fulfillments.v1',
    description: 'The life of every order and of its fulfillments.',
    key: 'orderId',
    partitions: 12,
    cleanup: 'delete',
    retentionDays: 30,
    owner: 'orders',
  }),
  topic({
    name: 'returns.v1',
    description: 'The life of every return, its refund, store credit or exchange.',
    key: 'returnId',
    partitions: 12,
    cleanup: 'delete',
    retentionDays: 30,
    owner: 'returns',
  }),
  topic({
    name: 'customers.v1',
    description: 'What every service must know of a customer: that the person is to be forgotten.',
    key: 'customerId',
    partitions: 6,
    cleanup: 'delete',
    retentionDays: 90,
    owner: 'notifications',
  }),
  topic({
    name: 'notifications.v1',
    description: 'What became of each message to a person or a webhook.',
    key: 'deliveryId',
    partitions: 6,
    cleanup: 'delete',
    retentionDays: 14,
    owner: 'notifications',
  }),
  topic({
    name: 'payments.refund-settled.v1',
    description: 'The payment system says that a refund has been paid; the value is one settlement.',
    key: 'returnId',
    partitions: 6,
    cleanup: 'delete',
    retentionDays: 30,
    owner: 'external',
  }),
] as const;

export type TopicName = (typeof TOPICS)[number]['name'];
