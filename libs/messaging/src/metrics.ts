import { counter, gauge, histogram, type MetricDefinition, SHORT_SECONDS } from '#platform';
import { COUNT_LIMIT } from './outbox/relay.js';

export const OUTBOX_MESSAGES = gauge(
  'shelfstream_outbox_messages',
  `Events that wait to be published, counted up to ${COUNT_LIMIT}. Every replica shows the same.`,
  ['service'],
);
export const OUTBOX_AGE = gauge(
  'shelfstream_outbox_oldest_age_seconds',
  'How long the oldest event that is not published has waited; 0 when there is none. Every replica shows the same.',
  ['service'],
);
export const OUTBOX_RELAY_ACTIVE = gauge(
  'shelfstream_outbox_relay_active',
  '1 in the replica whose relay publishes, 0 in those that stand by.',
  ['service'],
);
export const OUTBOX_DELAY = histogram(
  'shelfstream_outbox_delay_seconds',
  'From the making of an event to its confirmation by the broker: the oldest event of each publication.',
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
  ['service'],
);
export const EVENTS_PUBLISHED = counter(
  'shelfstream_events_published_total',
  'Events that the broker has confirmed, by their type.',
  ['service', 'type'],
);
export const PUBLISH_FAILURES = counter(
  'shelfstream_outbox_publish_failures_total',
  'Publications that failed and are done again.',
  ['service'],
);

export const CONSUMER_LAG = gauge(
  'shelfstream_consumer_lag_messages',
  'Messages that a consumer group has yet to handle, all partitions together. Every replica shows the same.',
  ['service', 'group', 'topic'],
);
export const CONSUMER_MESSAGES = counter(
  'shelfstream_consumer_messages_total',
  'Messages that a consumer group is through with: handled, or set aside as dead letters.',
  ['service', 'group', 'outcome'],
);
export const CONSUMER_RETRIES = counter(
  'shelfstream_consumer_retries_total',
  'Attempts that failed and are made again: `transient` (the trouble lies elsewhere) or `unknown`.',
  ['service', 'group', 'failure'],
);
export const CONSUMER_BATCH_SECONDS = histogram(
  'shelfstream_consumer_batch_duration_seconds',
  'One attempt at a batch of messages, from its beginning to its commit.',
  SHORT_SECONDS,
  ['service', 'group'],
);
export const DEAD_LETTERS = gauge(
  'shelfstream_dead_letters',
  'Dead letters that nobody has replayed or discarded, and messages parked behind them. Every replica shows the same.',
  ['service', 'group', 'status'],
);

export const MESSAGING_METRICS: readonly MetricDefinition[] = [
  OUTBOX_MESSAGES,
  OUTBOX_AGE,
  OUTBOX_RELAY_ACTIVE,
  OUTBOX_DELAY,
  EVENTS_PUBLISHED,
  PUBLISH_FAILURES,
  CONSUMER_LAG,
  CONSUMER_MESSAGES,
  CONSUMER_RETRIES,
  CONSUMER_BATCH_SECONDS,
  DEAD_LETTERS,
];
