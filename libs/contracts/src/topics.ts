/** A topic as operators create it. Generated from this list: Kafka topics, AsyncAPI and Kubernetes resources. */
export interface TopicDefinition {
  readonly name: string;
  readonly description: string;
  readonly key: string;
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** How long messages are kept, in days; ignored for a compacted topic. */
  readonly retentionDays: number;
  /** Who writes it: a service of ours, or the outside. */
  readonly owner: 'inventory' | 'external';
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
] as const;

export type TopicName = (typeof TOPICS)[number]['name'];
