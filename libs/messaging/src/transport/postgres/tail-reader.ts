import type pg from 'pg';
import { PartitionPump } from '../partition-pump.js';
import { Slots } from '../slots.js';
import type { InboundMessage, RunningSubscription } from '../transport.js';
import { PartitionFetcher } from './partition-fetcher.js';
import type { SessionKeeper, SessionObserver } from './session-keeper.js';

const BATCH_SIZE = 500;

/** This process alone reading a topic from now on; its positions live in memory and outlast reconnects. */
export class TailReader implements RunningSubscription, SessionObserver {
  private readonly pumps = new Map<number, PartitionPump>();
  private readonly fetcher: PartitionFetcher;
  private readonly slots = new Slots(Number.MAX_SAFE_INTEGER);

  constructor(
    private readonly pool: pg.Pool,
    private readonly keeper: SessionKeeper,
    private readonly topic: string,
    private readonly onMessages: (messages: InboundMessage[]) => Promise<void> | void,
    private readonly left: () => void,
  ) {
    this.fetcher = new PartitionFetcher(pool, topic, BATCH_SIZE * 2);
  }

  /** Takes its positions; whatever is committed after this resolved lies behind them. */
  async start(): Promise<void> {
    const { rows } = await this.pool.query<{ partition: number; next_offset: string }>(
      'SELECT partition, next_offset FROM messaging.partition WHERE topic = $1',
      [this.topic],
    );
    if (rows.length === 0)
      throw new Error(`There is no topic ${this.topic}: create it with ensureTopics first`);
    for (const row of rows) this.add(row.partition, row.next_offset);
    this.keeper.add(this);
  }

  published(topic: string | null, partitions: readonly number[] | null): void {
    if (topic !== null && topic !== this.topic) return;
    // A partition that did not exist when we started: all of it is new.
    for (const partition of partitions ?? []) if (!this.pumps.has(partition)) this.add(partition, '0');
    this.fetcher.published(partitions);
  }

  groupChanged(): void {}

  sessionUp(): void {
    this.fetcher.published(null);
  }

  sessionDown(): void {}

  async close(): Promise<void> {
    this.keeper.remove(this);
    await this.fetcher.close();
    await Promise.all([...this.pumps.values()].map((pump) => pump.stop()));
    this.left();
  }

  private add(partition: number, position: string): void {
    const pump = new PartitionPump({
      topic: this.topic,
      partition,
      batchSize: BATCH_SIZE,
      consumer: { consume: async (messages) => this.onMessages([...messages]) },
      slots: this.slots,
      progress: () => {},
      roomy: () => this.fetcher.roomy(),
    });
    this.pumps.set(partition, pump);
    this.fetcher.add(partition, position, pump);
  }
}
