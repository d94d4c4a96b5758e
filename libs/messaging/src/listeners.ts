import { Logger } from '@nestjs/common';
import type { EventContract, EventData } from '#contracts';
import type { PublishedEvent } from './outbox/relay.js';

/** Is told what a service's relay and consumers do, for metrics. Nothing waits for it. */
export interface MessagingListener {
  /** The broker has confirmed the events; `oldestAgeMs` is how long ago the first of them was made. */
  published?(events: readonly PublishedEvent[], oldestAgeMs: number): void;
  /** A publication failed; it is done again. */
  publishingFailed?(): void;
  /** An attempt at messages was committed, or failed, after so long. */
  attempted?(group: string, seconds: number): void;
  handled?(group: string, count: number): void;
  dead?(group: string, count: number): void;
  retried?(group: string, failure: 'transient' | 'unknown'): void;
}

type Listen = (data: unknown) => void;

/** Those who listen to one service. What one of them throws is logged, and no message is worse off for it. */
export class MessagingListeners {
  private readonly all: MessagingListener[] = [];
  private readonly byType = new Map<string, Listen[]>();
  private readonly logger = new Logger('MessagingListeners');

  add(listener: MessagingListener): void {
    this.all.push(listener);
  }

  /** Adds one that is told of the published events of a contract: facts, each once they are committed for good. */
  addFor<C extends EventContract>({ type }: C, listen: (data: EventData<C>) => void): void {
    this.byType.set(type, [...(this.byType.get(type) ?? []), listen as Listen]);
  }

  tell(what: (listener: MessagingListener) => void): void {
    for (const listener of this.all) this.quietly(() => what(listener));
  }

  tellPublished(events: readonly PublishedEvent[], oldestAgeMs: number): void {
    this.tell((listener) => listener.published?.(events, oldestAgeMs));
    if (this.byType.size === 0) return;
    for (const { type, data } of events) {
      const listens = this.byType.get(type);
      // Read only where somebody asks: most events pass as the text that they are.
      if (listens !== undefined) this.quietly(() => listens.forEach((listen) => listen(JSON.parse(data))));
    }
  }

  private quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.logger.warn(`A listener failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
