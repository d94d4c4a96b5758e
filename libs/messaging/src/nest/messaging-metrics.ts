import { Injectable, type OnApplicationBootstrap, Optional } from '@nestjs/common';
import { Metrics } from '#platform';
import {
  CONSUMER_BATCH_SECONDS,
  CONSUMER_LAG,
  CONSUMER_MESSAGES,
  CONSUMER_RETRIES,
  DEAD_LETTERS,
  EVENTS_PUBLISHED,
  OUTBOX_AGE,
  OUTBOX_DELAY,
  OUTBOX_MESSAGES,
  OUTBOX_RELAY_ACTIVE,
  PUBLISH_FAILURES,
} from '../metrics.js';
import type { PublishedEvent } from '../outbox/relay.js';
import { ServiceMessaging } from './service-messaging.js';

/** What operators see of a service's messages. */
@Injectable()
export class MessagingMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly messaging: ServiceMessaging,
    @Optional() private readonly metrics?: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    if (this.metrics === undefined) return;
    this.count(this.metrics);
    this.watchOutbox(this.metrics);
    this.watchConsumers(this.metrics);
  }

  private count(metrics: Metrics): void {
    const { messaging } = this;
    const service = messaging.name;
    const published = metrics.counter(EVENTS_PUBLISHED);
    const failures = metrics.counter(PUBLISH_FAILURES);
    const delay = metrics.histogram(OUTBOX_DELAY);
    const messages = metrics.counter(CONSUMER_MESSAGES);
    const retries = metrics.counter(CONSUMER_RETRIES);
    const duration = metrics.histogram(CONSUMER_BATCH_SECONDS);
    failures.inc({ service }, 0);
    messaging.listen({
      published: (events, oldestAgeMs) => {
        for (const [type, count] of countByType(events)) published.inc({ service, type }, count);
        delay.observe({ service }, oldestAgeMs / 1_000);
      },
      publishingFailed: () => failures.inc({ service }),
      attempted: (group, seconds) => duration.observe({ service, group }, seconds),
      handled: (group, count) => messages.inc({ service, group, outcome: 'handled' }, count),
      dead: (group, count) => messages.inc({ service, group, outcome: 'dead' }, count),
      retried: (group, failure) => retries.inc({ service, group, failure }),
    });
  }

  private watchOutbox(metrics: Metrics): void {
    const { relay, name: service } = this.messaging;
    const backlog = sharedFor(SAME_SCRAPE_MS, () => relay.backlog());
    metrics.watch(OUTBOX_MESSAGES, async (set) => set({ service }, (await backlog()).count));
    metrics.watch(OUTBOX_AGE, async (set) => set({ service }, (await backlog()).oldestAgeMs / 1_000));
    metrics.watch(OUTBOX_RELAY_ACTIVE, (set) => set({ service }, relay.isActive ? 1 : 0));
  }

  private watchConsumers(metrics: Metrics): void {
    const { messaging } = this;
    const service = messaging.name;
    metrics.watch(CONSUMER_LAG, async (set) => {
      for (const { group, topic } of messaging.subscriptions) {
        const lag = await messaging.transport.lag(group, topic);
        set(
          { service, group, topic },
          lag.reduce((sum, part) => sum + part.lag, 0),
        );
      }
    });
    metrics.watch(DEAD_LETTERS, async (set) => {
      const letters = await messaging.deadLetters.unresolved();
      // A group without any shows a zero, so that its first one is seen as a rise.
      for (const { group } of messaging.subscriptions) set({ service, group, status: 'dead' }, 0);
      for (const { group, status, count } of letters) set({ service, group, status }, count);
    });
  }
}

/** Two gauges of one question are looked at within the same scrape. */
const SAME_SCRAPE_MS = 200;

function sharedFor<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    if (asked === undefined) {
      asked = ask();
      setTimeout(() => (asked = undefined), milliseconds).unref();
    }
    return asked;
  };
}

function countByType(events: readonly PublishedEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
