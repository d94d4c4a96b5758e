import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { inWorkContext } from '#platform';
import { describe } from '../consume/failure.js';
import type { GroupConsumer } from '../consume/group-consumer.js';
import {
  DEFAULT_CONCURRENCY,
  type GroupSubscription,
  serviceOf,
  withoutCell,
} from '../consume/subscription.js';
import type { Handler } from '../consume/work.js';
import { deadLetterTopicSpecification } from '../dead-letters/dead-letter-store.js';
import type { InboundMessage, RunningSubscription } from '../transport/transport.js';
import type { ServiceMessaging } from './service-messaging.js';
import { subscriptionOf } from './subscribe.js';

/**
 * The Nest transport strategy of the subscriptions: `app.connectMicroservice({ strategy })`. It serves the
 * `@Subscribe` handlers of one service, or of all services that share a process; a handler finds its service by
 * the first part of its group's name. Nest's own Kafka server is not used: it gives single messages, commits after
 * a swallowed error and renames the groups.
 */
export class ServiceMessagingServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly services: ReadonlyMap<string, ServiceMessaging>;
  private readonly registered: { handler: MessageHandler; extras: Record<string, unknown> }[] = [];
  private running: RunningSubscription[] = [];

  constructor(
    services: readonly ServiceMessaging[],
    /** Whether topics for dead letters are created where they are missing; default true. */
    private readonly options: { readonly createTopics?: boolean } = {},
  ) {
    super();
    if (services.length === 0) throw new Error('Name the services whose subscriptions are to be served');
    this.services = new Map(services.map((service) => [service.name, service]));
  }

  /** Two groups of one topic are two subscriptions: Nest's base class would chain them into one. */
  override addHandler(
    _pattern: unknown,
    handler: MessageHandler,
    _isEvent = false,
    extras: Record<string, unknown> = {},
  ): void {
    if (subscriptionOf(extras)) this.registered.push({ handler, extras });
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Finishes the batches at work, commits their offsets, leaves the groups. */
  async close(): Promise<void> {
    const running = this.running;
    this.running = [];
    await Promise.all([
      ...[...this.services.values()].map((service) => service.replayer.stop()),
      ...running.map((subscription) => subscription.close()),
    ]);
  }

  on(): void {
    throw new Error('Subscriptions have no client events: failures are logged and counted, messages wait');
  }

  unwrap<T>(): T {
    return [...this.services.values()].map((service) => service.transport) as T;
  }

  private async start(): Promise<void> {
    const consumers = new Map<ServiceMessaging, GroupConsumer[]>();
    const tails: { topic: string; handler: MessageHandler }[] = [];
    for (const { handler, extras } of this.registered) {
      const subscription = subscriptionOf(extras)!;
      if ('tail' in subscription) {
        tails.push({ topic: subscription.topic, handler });
      } else {
        const service = this.serviceFor(subscription);
        this.mustBeAlone(subscription, consumers.get(service) ?? []);
        const consumer = service.consumer(subscription, plain(handler));
        consumers.set(service, [...(consumers.get(service) ?? []), consumer]);
      }
    }
    try {
      for (const [service, own] of consumers) {
        await inWorkContext({ service: service.name }, () => this.startGroups(service, own));
      }
      await Promise.all(tails.map(({ topic, handler }) => this.startTail(topic, plain(handler))));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async startGroups(service: ServiceMessaging, consumers: readonly GroupConsumer[]): Promise<void> {
    const { transport, replayer } = service;
    // Without its topic the first dead letter would hold up the whole outbox.
    if (this.options.createTopics ?? true) {
      await transport.ensureTopics(
        consumers.map(({ subscription }) =>
          deadLetterTopicSpecification(subscription.topic, subscription.group),
        ),
      );
    }
    await Promise.all(
      consumers.map(async (consumer) => {
        const { topic, group, concurrency = DEFAULT_CONCURRENCY } = consumer.subscription;
        const reading = { topic, group, batchSize: consumer.batchSize, concurrency };
        this.running.push(await transport.subscribe(reading, consumer));
      }),
    );
    replayer.start(consumers);
  }

  private async startTail(topic: string, handler: Handler): Promise<void> {
    const [service] = this.services.values();
    const onMessages = async (messages: InboundMessage[]): Promise<void> => {
      try {
        await handler(messages, { topic });
      } catch (error) {
        // Nobody waits for these messages in order, and nobody keeps them: say so and go on with the next.
        this.logger.error(`${messages.length} messages of ${topic} were not shown: ${describe(error)}`);
      }
    };
    this.running.push(await service!.transport.tail(topic, onMessages));
  }

  /** Kafka shares a group's topics out among all of its members, so members of one group must read the same. */
  private mustBeAlone({ group }: GroupSubscription, others: readonly GroupConsumer[]): void {
    if (others.some((other) => withoutCell(other.subscription.group) === withoutCell(group))) {
      throw new Error(`Two subscriptions are in group ${group}: give each its own, a group reads one topic`);
    }
  }

  private serviceFor(subscription: GroupSubscription): ServiceMessaging {
    const name = serviceOf(subscription.group);
    const service = this.services.get(name);
    if (service) return service;
    throw new Error(`Group ${subscription.group} belongs to ${name}, which this process does not serve`);
  }
}

/** Nest answers a promise, an observable, or a promise of an observable. */
function plain(handler: MessageHandler): Handler {
  return async (payload, context) => {
    const result: unknown = await handler(payload, context);
    return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
  };
}
