import { Injectable, type OnApplicationBootstrap, Optional } from '@nestjs/common';
import { Metrics } from '#platform';
import { Gauge, type Registry } from 'prom-client';
import { COUNT_LIMIT } from '../outbox/relay.js';
import { ServiceMessaging } from './service-messaging.js';

/** What the services of one process show; a name can stand in a registry once. */
const watched = new WeakMap<Registry, ServiceMessaging[]>();

/**
 * What operators see of a service's messages, asked for at the moment of a scrape. What cannot be had then (the
 * database or the broker is away) is left out of the answer.
 */
@Injectable()
export class MessagingMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly messaging: ServiceMessaging,
    @Optional() private readonly metrics?: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    if (this.metrics === undefined) return;
    const { registry } = this.metrics;
    const services = watched.get(registry);
    if (services !== undefined) {
      services.push(this.messaging);
      return;
    }
    const all = [this.messaging];
    watched.set(registry, all);
    register(registry, all);
  }
}

function register(registry: Registry, services: readonly ServiceMessaging[]): void {
  const registers = [registry];
  new Gauge({
    name: 'messaging_outbox_messages',
    help: `Messages that wait to be published, counted up to ${COUNT_LIMIT}.`,
    labelNames: ['service'],
    registers,
    async collect() {
      this.reset();
      for (const service of services) {
        const backlog = await orNothing(service.relay.backlog());
        if (backlog !== undefined) this.set({ service: service.name }, backlog.count);
      }
    },
  });
  new Gauge({
    name: 'messaging_consumer_lag_messages',
    help: 'Messages that a consumer group has yet to handle.',
    labelNames: ['group', 'topic'],
    registers,
    async collect() {
      this.reset();
      for (const service of services) {
        for (const { group, topic } of service.subscriptions) {
          const lag = await orNothing(service.transport.lag(group, topic));
          if (lag !== undefined)
            this.set(
              { group, topic },
              lag.reduce((sum, part) => sum + part.lag, 0),
            );
        }
      }
    },
  });
  new Gauge({
    name: 'messaging_dead_letters',
    help: 'Dead letters that nobody has replayed or discarded, and messages parked behind them.',
    labelNames: ['group', 'status'],
    registers,
    async collect() {
      this.reset();
      for (const service of services) {
        for (const { group, status, count } of (await orNothing(service.deadLetters.unresolved())) ?? []) {
          this.set({ group, status }, count);
        }
      }
    },
  });
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
