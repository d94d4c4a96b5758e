import type { EventContract } from '#contracts';

/**
 * What happens to the messages behind one that can never be handled. `skip`: the rest goes on. `parkKey`: later
 * messages of the same key wait behind it until it is replayed or discarded.
 */
export type PoisonPolicy = 'skip' | 'parkKey';

interface Membership {
  readonly topic: string;
  /** `<service>.<purpose>`; the service's name decides whose tables and dead letters are used. */
  readonly group: string;
  /** Most messages at once, default 500. */
  readonly batchSize?: number;
  /** How many partitions are worked on at the same time in this process, default 4. */
  readonly concurrency?: number;
  /**
   * The partitions that are worked on at the same time share calls and transactions, one after another: what came while
   * one runs goes with the next. Pays where a transaction costs more than what one message changes.
   */
  readonly together?: boolean;
}

/**
 * `handler(messages: InboundMessage[]): Promise<MessageOutcome[]>`, one outcome per message, in order. The handler
 * owns its transaction, and its effect is idempotent by itself. When it throws, none of the messages took effect.
 */
export interface BatchSubscription extends Membership {
  /** A batch's later messages have already taken effect when one turns out to be poison: nothing can be parked. */
  readonly poison: 'skip';
  readonly transactional?: false;
}

/**
 * `handler(event: ReceivedEvent<T>, tx: QueryRunner): Promise<void>`, called once for each event whose id this
 * group has not seen, in order per key; the inbox row and whatever it writes through `tx` are one transaction.
 * With `together`, `handler(events: ReceivedEvent<T>[], tx: QueryRunner)` is given all of them that share the
 * transaction, so that it can read and write for many at once. When it throws, they are halved until the one at fault
 * stands alone.
 */
export interface TransactionalSubscription extends Membership {
  readonly poison: PoisonPolicy;
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

export type GroupSubscription = BatchSubscription | TransactionalSubscription;
export type SubscriptionOptions = GroupSubscription | TailSubscription;

/** A contract of any data. */
export type AnyEventContract = Pick<EventContract, 'type' | 'topic' | 'data'>;

/** What a batch handler says of one message. */
export type MessageOutcome =
  { readonly status: 'done' } | { readonly status: 'dead'; readonly reason: PoisonReason };

/** Why a message can never be handled: a stable code, and a sentence for the operator. */
export interface PoisonReason {
  readonly code: string;
  readonly detail: string;
}

/** Every message of the batch is done. */
export const allDone = (messages: readonly unknown[]): MessageOutcome[] =>
  messages.map(() => ({ status: 'done' }));

export const DEFAULT_BATCH_SIZE = 500;
export const DEFAULT_CONCURRENCY = 4;

/**
 * The group as one cell of a parted service joins it, `<service>.<purpose>.<cell>`: each cell reads every message, and
 * handles those that are its own.
 */
export const groupOfCell = (group: string, cell: string): string => `${group}.${cell}`;

/** `<service>.<purpose>` of a group, whichever cell it is of. */
export const withoutCell = (group: string): string => group.split('.').slice(0, 2).join('.');

/** The service that a group belongs to: the part before the first dot. */
export function serviceOf(group: string): string {
  const dot = group.indexOf('.');
  if (dot < 1) throw new Error(`Name the consumer group <service>.<purpose>, not "${group}"`);
  return group.slice(0, dot);
}
