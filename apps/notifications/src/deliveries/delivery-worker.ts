import type { Channel } from '#contracts';
import { failSpan, inSpan, inWorkContext, type Span, SpanKind } from '#platform';
import { Logger } from '@nestjs/common';
import { pauseAfter, type RetryPolicy } from '../domain/retry.js';
import { scrub } from '../domain/scrub.js';
import { SCHEMA } from '../persistence/schema.js';
import type { ClaimedDelivery, DeliveryQueue, Settlement } from './delivery-queue.js';

/** What one try of a delivery comes to, before the policy decides whether there is another. */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'suppressed'; readonly reason: string }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'failed'; readonly error: string; readonly permanent: boolean };

/** Sends the deliveries of one channel. */
export interface Dispatcher {
  /** Takes up to `limit` due deliveries; `inHand` are those that are being sent. */
  claim(limit: number, inHand: readonly ClaimedDelivery[]): Promise<ClaimedDelivery[]>;
  /** One try. Throws for what it did not foresee: that counts as a try in vain. */
  dispatch(delivery: ClaimedDelivery, signal: AbortSignal): Promise<Outcome>;
}

export interface DeliveryWorkerOptions {
  readonly channel: Channel;
  readonly dispatcher: Dispatcher;
  readonly queue: DeliveryQueue;
  readonly retry: RetryPolicy;
  readonly pollMs: number;
  /** How many are sent at once. */
  readonly concurrency: number;
  /** Called for every delivery that is finished. */
  readonly finished: (channel: Channel, status: string) => void;
  /** Called for every try. */
  readonly tried: (channel: Channel, kind: Outcome['kind'], seconds: number) => void;
}

/** How long a stop waits for what is being sent; what is not through by then is sent again by somebody else. */
const STOP_MS = 2_000;

/** Takes due deliveries of a channel, sends them, and writes down what became of them, until it is stopped. */
export class DeliveryWorker {
  private readonly logger: Logger;
  private readonly inHand = new Map<string, { delivery: ClaimedDelivery; done: Promise<void> }>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wake: () => void = () => {};
  private troubles = 0;

  constructor(private readonly options: DeliveryWorkerOptions) {
    this.logger = new Logger(`Deliveries by ${options.channel}`);
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    const all = Promise.allSettled([...this.inHand.values()].map(({ done }) => done));
    await Promise.race([all, sleep(STOP_MS)]);
  }

  private async run(): Promise<void> {
    const { dispatcher, concurrency, pollMs } = this.options;
    while (!this.stopping.signal.aborted) {
      let taken = 0;
      const room = concurrency - this.inHand.size;
      try {
        const inHand = [...this.inHand.values()].map(({ delivery }) => delivery);
        const claimed = room > 0 ? await dispatcher.claim(room, inHand) : [];
        for (const delivery of claimed) this.take(delivery);
        taken = claimed.length;
        this.troubles = 0;
      } catch (error) {
        // Once, and then once a minute or so: the database is away, and the others say so, too.
        if (this.troubles++ % 120 === 0) {
          this.logger.warn(`Deliveries cannot be taken at the moment: ${(error as Error).message}`);
        }
      }
      // Woken by the first that is through, so that a free place does not wait for the poll.
      if (taken === 0 || this.inHand.size >= concurrency) await this.pause(pollMs);
    }
  }

  private take(delivery: ClaimedDelivery): void {
    const done = this.follow(delivery).finally(() => {
      this.inHand.delete(delivery.deliveryId);
      this.wake();
    });
    this.inHand.set(delivery.deliveryId, { delivery, done });
  }

  /** A delivery goes on with the story of the event that it tells of. */
  private follow(delivery: ClaimedDelivery): Promise<void> {
    const { channel, traceparent, correlationId, template } = delivery;
    const work = { service: SCHEMA, correlationId: correlationId ?? delivery.deliveryId };
    const describe = () => ({
      kind: SpanKind.CLIENT,
      parent: traceparent,
      attributes: { 'shelfstream.delivery.channel': channel, 'shelfstream.delivery.template': template },
    });
    return inWorkContext(work, () =>
      inSpan(`deliver ${channel}`, describe, (span) => this.handle(delivery, span)),
    );
  }

  private async handle(delivery: ClaimedDelivery, span?: Span): Promise<void> {
    const { queue, channel, finished } = this.options;
    try {
      const outcome = await this.attempt(delivery);
      if (outcome.kind === 'failed' && span !== undefined) failSpan(span, { code: 'not_delivered' });
      const settlement = this.settlementOf(delivery, outcome);
      const mine = await queue.settle(delivery, settlement, new Date());
      if (mine && settlement.status !== 'again' && settlement.status !== 'later') {
        finished(channel, settlement.status);
        if (settlement.status === 'failed') {
          this.logger.warn(
            `Delivery ${delivery.deliveryId} (${delivery.template}) was given up: ${settlement.error}`,
          );
        }
      }
    } catch (error) {
      this.logger.warn(
        `What became of delivery ${delivery.deliveryId} could not be written down, it is tried again: ${(error as Error).message}`,
      );
    }
  }

  private async attempt(delivery: ClaimedDelivery): Promise<Outcome> {
    const began = performance.now();
    const outcome = await this.dispatch(delivery);
    this.options.tried(this.options.channel, outcome.kind, (performance.now() - began) / 1_000);
    return outcome;
  }

  private async dispatch(delivery: ClaimedDelivery): Promise<Outcome> {
    try {
      return await this.options.dispatcher.dispatch(delivery, this.stopping.signal);
    } catch (error) {
      const { name, message } = error as Error;
      this.logger.error(
        `Delivery ${delivery.deliveryId} (${delivery.template}) failed: ${scrub(message, [])}`,
      );
      return { kind: 'failed', error: scrub(`${name}: ${message}`, []), permanent: false };
    }
  }

  private settlementOf(delivery: ClaimedDelivery, outcome: Outcome): Settlement {
    switch (outcome.kind) {
      case 'sent':
        return { status: 'sent' };
      case 'suppressed':
        return { status: 'suppressed', error: outcome.reason };
      case 'wait':
        return { status: 'later', at: outcome.until };
      case 'failed': {
        // Cut off by our own stop: that says nothing about the other side.
        if (this.stopping.signal.aborted) return { status: 'later', at: new Date() };
        const afterMs = outcome.permanent
          ? undefined
          : pauseAfter(delivery.attempts, this.options.retry, Math.random());
        return afterMs === undefined
          ? { status: 'failed', error: outcome.error }
          : { status: 'again', afterMs, error: outcome.error };
      }
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.stopping.signal.aborted) return resolve();
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
