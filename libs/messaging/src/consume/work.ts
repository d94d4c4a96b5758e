import type { DataSource, QueryRunner } from 'typeorm';
import { Gatherer, inTransaction } from '#persistence';
import type { DeadLetterStore, NewLetter } from '../dead-letters/dead-letter-store.js';
import { checkedEvent } from '../envelope/checked-event.js';
import { eventType, PoisonMessage, readEvent, type ReceivedEvent } from '../envelope/event-envelope.js';
import { receive } from '../inbox/inbox.js';
import { handlingMessage, handlingTogether, type Reading } from '../tracing.js';
import type { InboundMessage } from '../transport/transport.js';
import type {
  AnyEventContract,
  BatchSubscription,
  MessageOutcome,
  PoisonReason,
  TransactionalSubscription,
} from './subscription.js';

/** As far as handling it is told of them. */
const headersOf = ({ id, type, correlationId, traceparent }: ReceivedEvent): Record<string, string> => ({
  ce_id: id,
  ce_type: type,
  ...(correlationId === null ? {} : { ce_correlationid: correlationId }),
  ...(traceparent === null ? {} : { traceparent }),
});

/** Most partitions whose messages share a transaction. */
const ATTEMPTS_TOGETHER = 12;

/** A subscription's handler as Nest hands it over, its result awaited. */
export type Handler = (payload: unknown, context: unknown) => Promise<unknown>;

/** What an attempt does around its messages, in the same transaction when the work has one. */
export interface AttemptScope {
  /** Replaying: the message's own letter does not block its key, and the letter is closed with the effect. */
  readonly replaying?: { close(tx: QueryRunner): Promise<void> };
}

/** How a kind of subscription handles messages: all of them in one go, or none. */
export interface Work {
  /** Messages per attempt at most. */
  readonly attemptSize: number;
  /** Whether messages of different keys may be handled at the same time. */
  readonly byKey: boolean;
  /** Returns why single messages are poison, by index; throws when nothing of it took place. */
  attempt(messages: readonly InboundMessage[], scope?: AttemptScope): Promise<Map<number, PoisonReason>>;
}

/** Gives the whole batch to the handler, which commits by itself; poison is recorded right after. */
export class BatchWork implements Work {
  readonly byKey = false;

  constructor(
    private readonly subscription: BatchSubscription,
    private readonly handler: Handler,
    private readonly letters: DeadLetterStore,
    private readonly dataSource: DataSource,
    readonly attemptSize: number,
    private readonly reading: Reading,
  ) {}

  async attempt(
    messages: readonly InboundMessage[],
    scope?: AttemptScope,
  ): Promise<Map<number, PoisonReason>> {
    const { group } = this.subscription;
    const headers = messages.map((message) => message.headers);
    const outcomes = (await handlingTogether(this.reading, headers, () =>
      this.handler(messages, { group }),
    )) as MessageOutcome[];
    if (!Array.isArray(outcomes) || outcomes.length !== messages.length) {
      throw new Error(`The handler of ${this.subscription.group} must return one outcome for each message`);
    }
    const poison = new Map<number, PoisonReason>();
    outcomes.forEach((outcome, i) => outcome.status === 'dead' && poison.set(i, outcome.reason));
    if (scope?.replaying) {
      if (poison.size === 0) await inTransaction(this.dataSource, (tx) => scope.replaying!.close(tx));
    } else if (poison.size > 0) {
      const letters = [...poison].map(([i, reason]) => ({ message: messages[i]!, reason, attempts: 1 }));
      await inTransaction(this.dataSource, (tx) => this.letters.bury(tx, letters));
    }
    return poison;
  }
}

/** Gathers the attempts of several partitions, so that they share transactions. A replay keeps to itself. */
export class GatheredWork implements Work {
  readonly byKey = false;
  readonly attemptSize: number;
  private readonly gatherer = new Gatherer<readonly InboundMessage[], Map<number, PoisonReason>>({
    run: (attempts) => this.run(attempts),
    most: ATTEMPTS_TOGETHER,
  });

  constructor(private readonly work: Work) {
    this.attemptSize = work.attemptSize;
  }

  attempt(messages: readonly InboundMessage[], scope?: AttemptScope): Promise<Map<number, PoisonReason>> {
    return scope === undefined ? this.gatherer.add(messages) : this.work.attempt(messages, scope);
  }

  private async run(attempts: readonly (readonly InboundMessage[])[]): Promise<Map<number, PoisonReason>[]> {
    const poison = await this.work.attempt(attempts.flat());
    let from = 0;
    return attempts.map(({ length }) => {
      const own = [...poison].filter(([i]) => i >= from && i < from + length);
      const found = new Map(own.map(([i, reason]) => [i - from, reason]));
      from += length;
      return found;
    });
  }
}

/** Opens the transaction, keeps the inbox and calls the handler for each event that is new. */
export class TransactionalWork implements Work {
  readonly byKey = true;
  readonly attemptSize: number;
  private readonly contracts: ReadonlyMap<string, AnyEventContract>;
  private readonly types: ReadonlySet<string> | undefined;

  constructor(
    private readonly subscription: TransactionalSubscription,
    private readonly handler: Handler,
    private readonly letters: DeadLetterStore,
    private readonly dataSource: DataSource,
    private readonly schema: string,
    attemptSize: number,
    private readonly reading: Reading,
  ) {
    this.attemptSize = Math.min(attemptSize, 100);
    const contracts = [subscription.event ?? []].flat() as AnyEventContract[];
    this.contracts = new Map(contracts.map((contract) => [contract.type, contract]));
    const types = [...([subscription.type ?? []].flat() as string[]), ...this.contracts.keys()];
    this.types = types.length > 0 ? new Set(types) : undefined;
  }

  async attempt(
    messages: readonly InboundMessage[],
    scope?: AttemptScope,
  ): Promise<Map<number, PoisonReason>> {
    const wanted = messages
      .map((message, index) => ({ message, index }))
      .filter(({ message }) => this.wants(message));
    if (wanted.length === 0 && !scope?.replaying) return new Map();
    return inTransaction(this.dataSource, async (tx) => {
      const poison = new Map<number, PoisonReason>();
      const ready = await this.sortOut(tx, wanted, poison, scope);
      const fresh = await receive(
        tx,
        this.schema,
        this.subscription.group,
        ready.map((event) => ({ messageId: event.id, occurredAt: event.time })),
      );
      await this.handle(
        ready.filter((_, i) => fresh[i]),
        tx,
      );
      await scope?.replaying?.close(tx);
      // A handler that swallowed a failed statement would turn COMMIT into a silent ROLLBACK: this one throws then.
      await tx.query('SELECT');
      return poison;
    });
  }

  private async handle(events: readonly ReceivedEvent[], tx: QueryRunner): Promise<void> {
    if (this.subscription.together !== true) {
      for (const event of events) {
        await handlingMessage(this.reading, headersOf(event), () => this.handler(event, tx));
      }
    } else if (events.length > 0) {
      await handlingTogether(this.reading, events.map(headersOf), () => this.handler(events, tx));
    }
  }

  /** A message that does not say its type is not passed over: it is malformed, and somebody must know. */
  private wants(message: InboundMessage): boolean {
    const type = eventType(message);
    return this.types === undefined || type === null || this.types.has(type);
  }

  /** Reads the events; poison goes to the dead letters, what stands behind poison is parked, the rest is returned. */
  private async sortOut(
    tx: QueryRunner,
    wanted: readonly { message: InboundMessage; index: number }[],
    poison: Map<number, PoisonReason>,
    scope: AttemptScope | undefined,
  ): Promise<ReceivedEvent[]> {
    const parks = this.subscription.poison === 'parkKey' && !scope?.replaying;
    const keys = parks ? [...new Set(wanted.flatMap(({ message }) => message.key ?? []))] : [];
    const blocked = keys.length > 0 ? await this.letters.blockedKeys(tx, keys) : new Set<string>();
    const ready: ReceivedEvent[] = [];
    const dead: NewLetter[] = [];
    const parked: InboundMessage[] = [];
    for (const { message, index } of wanted) {
      if (message.key !== null && blocked.has(message.key)) {
        parked.push(message);
        continue;
      }
      try {
        ready.push(this.read(message));
      } catch (error) {
        if (!(error instanceof PoisonMessage)) throw error;
        const reason = { code: error.code, detail: error.detail };
        poison.set(index, reason);
        dead.push({ message, reason, attempts: 1 });
        if (parks && message.key !== null) blocked.add(message.key);
      }
    }
    if (scope?.replaying) {
      if (dead.length > 0) throw new PoisonMessage(dead[0]!.reason.code, dead[0]!.reason.detail);
      return ready;
    }
    await this.letters.bury(tx, dead);
    await this.letters.park(tx, parked);
    return ready;
  }

  private read(message: InboundMessage): ReceivedEvent {
    const event = readEvent(message);
    const contract = this.contracts.get(event.type);
    return contract === undefined ? event : checkedEvent(event, contract);
  }
}
