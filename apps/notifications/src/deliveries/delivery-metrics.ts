import { Channel } from '#contracts';
import type { Metrics } from '#platform';
import type { Counter, Histogram } from 'prom-client';
import type { DataSource } from 'typeorm';
import {
  DELIVERIES,
  DELIVERIES_PENDING,
  DELIVERY_ATTEMPTS,
  DELIVERY_OVERDUE,
  DELIVERY_SECONDS,
  WEBHOOK_ENDPOINTS,
} from '../metrics.js';
import type { Outcome } from './delivery-worker.js';

/** What operators see of what is sent. */
export class DeliveryMetrics {
  private readonly deliveries: Counter<'channel' | 'status'>;
  private readonly attempts: Counter<'channel' | 'outcome'>;
  private readonly duration: Histogram<'channel'>;

  constructor(metrics: Metrics, dataSource: DataSource) {
    this.deliveries = metrics.counter(DELIVERIES);
    this.attempts = metrics.counter(DELIVERY_ATTEMPTS);
    this.duration = metrics.histogram(DELIVERY_SECONDS);
    for (const channel of Channel.options) {
      for (const status of ['sent', 'suppressed', 'failed']) this.deliveries.inc({ channel, status }, 0);
    }
    watchWaiting(metrics, dataSource);
    watchEndpoints(metrics, dataSource);
  }

  finished(channel: Channel, status: string): void {
    this.deliveries.inc({ channel, status });
  }

  tried(channel: Channel, kind: Outcome['kind'], seconds: number): void {
    this.attempts.inc({ channel, outcome: kind === 'wait' ? 'postponed' : kind });
    this.duration.observe({ channel }, seconds);
  }
}

/** Both are read from the index of what is due: the counting stops early, the longest due comes first. */
function watchWaiting(metrics: Metrics, dataSource: DataSource): void {
  metrics.watch(DELIVERIES_PENDING, async (set) => {
    const rows = (await dataSource.query(
      `SELECT channel, (SELECT count(*)::int FROM (SELECT FROM notifications.delivery
         WHERE status = 'pending' AND channel = c.channel LIMIT 100000) waiting) AS count
       FROM unnest($1::text[]) AS c (channel)`,
      [Channel.options],
    )) as { channel: string; count: number }[];
    for (const { channel, count } of rows) set({ channel }, count);
  });
  metrics.watch(DELIVERY_OVERDUE, async (set) => {
    const rows = (await dataSource.query(
      `SELECT channel, coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - min(next_attempt_at)))
         FROM notifications.delivery WHERE status = 'pending' AND channel = c.channel), 0)::float8 AS seconds
       FROM unnest($1::text[]) AS c (channel)`,
      [Channel.options],
    )) as { channel: string; seconds: number }[];
    for (const { channel, seconds } of rows) set({ channel }, seconds);
  });
}

function watchEndpoints(metrics: Metrics, dataSource: DataSource): void {
  metrics.watch(WEBHOOK_ENDPOINTS, async (set) => {
    const [row] = (await dataSource.query(
      `SELECT count(*) FILTER (WHERE status = 'enabled' AND failing_since IS NULL)::int AS healthy,
              count(*) FILTER (WHERE status = 'enabled' AND failing_since IS NOT NULL)::int AS failing,
              count(*) FILTER (WHERE status = 'disabled')::int AS disabled
       FROM notifications.webhook`,
    )) as [Record<string, number>];
    for (const [state, count] of Object.entries(row)) set({ state }, count);
  });
}
