import type { DataSource } from 'typeorm';
import { inWorkContext } from '#platform';
import { GroupConsumer, type RetryPolicy } from '../consume/group-consumer.js';
import { type GroupSubscription, groupOfCell } from '../consume/subscription.js';
import type { Handler } from '../consume/work.js';
import { DeadLetterReplayer } from '../dead-letters/replayer.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import type { EventContract, EventData } from '#contracts';
import { InboxKeeper } from '../inbox/inbox-keeper.js';
import { MessagingListeners, type MessagingListener } from '../listeners.js';
import { OutboxRelay } from '../outbox/relay.js';
import type { Transport } from '../transport/transport.js';

export interface ServiceMessagingOptions {
  /** The service's name: the first part of its consumer groups and of its events' source. */
  readonly name: string;
  /** The schema that holds its outbox, inbox and dead letters. */
  readonly schema: string;
  readonly dataSource: DataSource;
  readonly transport: Transport;
  readonly retry?: RetryPolicy;
  /** Which cell of the service this is, where its data is parted over several: its groups are its own. */
  readonly cell?: string | undefined;
}

/** Everything that one service needs to send and receive messages. */
export class ServiceMessaging {
  readonly name: string;
  readonly transport: Transport;
  readonly relay: OutboxRelay;
  readonly deadLetters: DeadLetters;
  readonly replayer: DeadLetterReplayer;
  readonly inbox: InboxKeeper;
  private readonly consumed: GroupSubscription[] = [];
  private readonly listeners = new MessagingListeners();

  constructor(private readonly options: ServiceMessagingOptions) {
    const { name, schema, dataSource, transport } = options;
    this.name = name;
    this.transport = transport;
    const { listeners } = this;
    this.relay = new OutboxRelay({
      service: name,
      schema,
      dataSource,
      transport,
      published: (events, oldestAgeMs) => listeners.tellPublished(events, oldestAgeMs),
      publishingFailed: () => listeners.tell((listener) => listener.publishingFailed?.()),
    });
    this.replayer = new DeadLetterReplayer(dataSource, schema);
    this.deadLetters = new DeadLetters(dataSource, schema, () => this.replayer.wake());
    this.inbox = new InboxKeeper(dataSource, schema);
  }

  /** The consumer of one of the service's subscriptions; in a cell, it joins the cell's own group. */
  consumer(declared: GroupSubscription, handler: Handler): GroupConsumer {
    const { dataSource, schema, retry, cell } = this.options;
    const subscription =
      cell === undefined ? declared : { ...declared, group: groupOfCell(declared.group, cell) };
    this.consumed.push(subscription);
    return new GroupConsumer({
      subscription,
      handler,
      dataSource,
      schema,
      retry,
      committed: () => this.relay.wake(),
      listeners: this.listeners,
      system: this.transport.kind,
    });
  }

  /** Tells the listener what relay and consumers do from now on. */
  listen(listener: MessagingListener): void {
    this.listeners.add(listener);
  }

  /**
   * Tells `listen` of every event of the contract that the broker has confirmed: after the commit, off every request's
   * way, and in the one replica whose relay is active. That is where facts are counted.
   */
  onPublished<C extends EventContract>(contract: C, listen: (data: EventData<C>) => void): void {
    this.listeners.addFor(contract, listen);
  }

  /** The subscriptions that this process serves. */
  get subscriptions(): readonly GroupSubscription[] {
    return this.consumed;
  }

  /** Relay and housekeeping begin; subscriptions are begun by `ServiceMessagingServer`. */
  onApplicationBootstrap(): void {
    inWorkContext({ service: this.name }, () => {
      this.relay.start();
      this.inbox.start();
    });
  }

  /** After HTTP and subscriptions have ended: what they left in the outbox is published, then the relay stops. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.relay.stop(), this.inbox.stop()]);
  }
}
