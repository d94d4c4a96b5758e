import { UseFilters, applyDecorators } from '@nestjs/common';
import { Ctx, EventPattern } from '@nestjs/microservices';
import type { EventContract } from '#contracts';
import { PassOnFailures } from './pass-on-failures.js';

/**
 * What happens to the messages behind one that can never be handled. `skip`: the rest goes on. `parkKey`: later
 * messages of the same key wait behind it until it is replayed or discarded.
 */
export type PoisonPolicy = 'skip' | 'parkKey';

interface GroupSubscription {
  readonly topic: string;
  /** `<service>.<purpose>`; the service's name decides whose tables and dead letters are used. */
  readonly group: string;
  readonly poison: PoisonPolicy;
  /** Most messages at once, default 500. */
  readonly batchSize?: number;
  /** How many partitions are worked on at the same time in this process, default 4. */
  readonly concurrency?: number;
}

/**
 * `handler(messages: InboundMessage[]): Promise<MessageOutcome[]>`, one outcome per message, in order. The handler
 * owns its transaction, and its effect is idempotent by itself. When it throws, none of the messages took effect.
 */
export interface BatchSubscription extends GroupSubscription {
  readonly transactional?: false;
}

/**
 * `handler(event: ReceivedEvent<T>, tx: QueryRunner): Promise<void>`, called once for each event whose id this
 * group has not seen, in order per key; the inbox row and whatever it writes through `tx` are one transaction.
 */
export interface TransactionalSubscription extends GroupSubscription {
  readonly transactional: true;
  /** Only these event types are handled, others are passed over. Left out: every type of the topic. */
  readonly type?: string | readonly string[];
  /** Like `type`; the data must also match the contract's schema, or the message is poison (`invalid_event`). */
  readonly event?: AnyEventContract | readonly AnyEventContract[];
}

/**
 * `handler(messages: InboundMessage[]): Promise<void> | void`. Every process gets every message that is published
 * from now on; nothing is kept for a process that is not there.
 */
export interface TailSubscription {
  readonly topic: string;
  readonly tail: true;
}

export type SubscriptionOptions = BatchSubscription | TransactionalSubscription | TailSubscription;

/** A contract of any data. */
export type AnyEventContract = Pick<EventContract, 'type' | 'topic' | 'data'>;

/** What a batch handler says of one message. */
export type MessageOutcome =
  | { readonly status: 'done' }
  | { readonly status: 'dead'; readonly reason: { readonly code: string; readonly detail: string } };

/** Every message of the batch is done. */
export const allDone = (messages: readonly unknown[]): MessageOutcome[] =>
  messages.map(() => ({ status: 'done' }));

const SUBSCRIPTION = 'shelfstream.subscription';

/**
 * Makes a method of a Nest controller the handler of a subscription, through Nest's own event patterns: pipes,
 * guards and interceptors work as usual. The first parameter is `@Payload()`, the transaction is `@Transaction()`.
 */
export function Subscribe(options: SubscriptionOptions): MethodDecorator {
  return applyDecorators(
    EventPattern(options.topic, { [SUBSCRIPTION]: options }) as MethodDecorator,
    UseFilters(PassOnFailures),
  );
}

/** The parameter of a transactional handler that receives its `QueryRunner`. */
export const Transaction = Ctx;

/** The subscription that a handler was registered with; undefined for other event patterns. */
export function subscriptionOf(extras: Record<string, unknown> | undefined): SubscriptionOptions | undefined {
  return extras?.[SUBSCRIPTION] as SubscriptionOptions | undefined;
}
