import { counter, gauge, histogram, type MetricDefinition } from '#platform';

export const DELIVERIES = counter(
  'shelfstream_deliveries_total',
  'Messages that are finished, by channel (`email`, `sms`, `webhook`): `sent`, `suppressed`, or `failed` and given up.',
  ['channel', 'status'],
);
export const DELIVERY_ATTEMPTS = counter(
  'shelfstream_delivery_attempts_total',
  'Tries to send, by channel: `sent`, `failed` (tried again, unless it was the last), `suppressed`, or `postponed`.',
  ['channel', 'outcome'],
);
export const DELIVERY_SECONDS = histogram(
  'shelfstream_delivery_attempt_duration_seconds',
  'How long a try to send took, by channel.',
  [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  ['channel'],
);
export const DELIVERIES_PENDING = gauge(
  'shelfstream_deliveries_pending',
  'Messages that wait to be sent, by channel, counted up to 100000. Every replica shows the same.',
  ['channel'],
);
export const DELIVERY_OVERDUE = gauge(
  'shelfstream_deliveries_overdue_seconds',
  'For how long the message that has been due the longest is due, by channel. Every replica shows the same.',
  ['channel'],
);
export const WEBHOOK_ENDPOINTS = gauge(
  'shelfstream_webhook_endpoints',
  'Webhook endpoints that are `healthy`, `failing` or `disabled`. Every replica shows the same.',
  ['state'],
);

export const NOTIFICATIONS_METRICS: readonly MetricDefinition[] = [
  DELIVERIES,
  DELIVERY_ATTEMPTS,
  DELIVERY_SECONDS,
  DELIVERIES_PENDING,
  DELIVERY_OVERDUE,
  WEBHOOK_ENDPOINTS,
];
