import { Operations } from '#contracts';
import { Endpoint } from '#platform';
import { Controller, Get, Inject, type Type } from '@nestjs/common';
import { ServiceMessaging } from './service-messaging.js';

/** How a service's messages are getting on, over HTTP, under the service's own prefix such as `inventory/v1`. */
export function operationsController(prefix: string): Type {
  @Controller(`${prefix}/operations`)
  class OperationsController {
    constructor(@Inject(ServiceMessaging) private readonly messaging: ServiceMessaging) {}

    @Get()
    @Endpoint({
      scope: 'operations:read',
      summary: 'How messages are getting on: outbox, consumer lag, dead letters',
      description:
        'The figures of `/metrics` for people to look at. Lag is null while the broker does not answer.',
      responses: { 200: Operations },
    })
    async show(): Promise<Operations> {
      const { name, relay, deadLetters, subscriptions } = this.messaging;
      const [{ count, oldestAgeMs }, letters, consumers] = await Promise.all([
        relay.backlog(),
        deadLetters.unresolved(),
        Promise.all(
          subscriptions.map(async ({ group, topic }) => ({
            group,
            topic,
            lag: await this.lag(group, topic),
          })),
        ),
      ]);
      return {
        service: name,
        outbox: { messages: count, oldestAgeMs },
        consumers: consumers.toSorted((a, b) => (a.group < b.group ? -1 : 1)),
        deadLetters: letters,
        at: new Date().toISOString(),
      };
    }

    private async lag(group: string, topic: string): Promise<number | null> {
      try {
        const parts = await this.messaging.transport.lag(group, topic);
        return parts.reduce((sum, part) => sum + part.lag, 0);
      } catch {
        return null;
      }
    }
  }
  return OperationsController;
}
