import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { sqlArray } from '#persistence';
import { within } from '../../backoff.js';
import { describe } from '../../consume/failure.js';
import { OffsetCommitter } from '../offset-committer.js';
import { PartitionPump } from '../partition-pump.js';
import { Slots } from '../slots.js';
import type { GroupReading, PartitionConsumer, RunningSubscription } from '../transport.js';
import { PartitionFetcher } from './partition-fetcher.js';
import { GROUPS_CHANNEL } from './schema.js';
import type { SessionKeeper, SessionObserver } from './session-keeper.js';

/** How often a member shows itself and looks for partitions to take or to give. */
const ATTEND_MS = 1_000;
/** A member that did not show itself for so long is out, even if its connection stands. */
const PATIENCE_SECONDS = 10;
const FINISH_MS = 2_000;

/** A partition in this member's hands, from taking it to losing it. */
interface Holding {
  readonly partition: number;
  readonly epoch: string;
  pump: PartitionPump;
  releasing: boolean;
}

/**
 * This process as a member of a consumer group. Partition p belongs to member p modulo the number of members; a
 * partition changes hands when its holder has finished its batch and released it, or is dead. Each taking raises
 * the partition's epoch, and offsets are committed under the epoch only: whoever lost a partition cannot move it.
 */
export class GroupMember implements RunningSubscription, SessionObserver {
  private readonly logger: Logger;
  private readonly holdings = new Map<number, Holding>();
  /** The last pump of each partition in this process: the next one begins after it. */
  private readonly finishing = new Map<number, Promise<void>>();
  private readonly fetcher: PartitionFetcher;
  private readonly committer: OffsetCommitter<Holding>;
  private readonly slots: Slots;
  private session: number | undefined;
  private attending: Promise<void> | undefined;
  private again = false;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;
  private joined!: () => void;
  /** Resolves once the member has attended for the first time. */
  readonly hasJoined = new Promise<void>((resolve) => (this.joined = resolve));

  constructor(
    private readonly pool: pg.Pool,
    private readonly keeper: SessionKeeper,
    private readonly reading: GroupReading,
    private readonly consumer: PartitionConsumer,
    private readonly left: () => void,
  ) {
    this.logger = new Logger(`Consumer ${reading.group}`);
    this.slots = new Slots(reading.concurrency);
    this.fetcher = new PartitionFetcher(pool, reading.topic, reading.batchSize * 2);
    this.committer = new OffsetCommitter((offsets) => this.commit(offsets));
    this.keeper.add(this);
  }

  published(topic: string | null, partitions: readonly number[] | null): void {
    if (topic === null || topic === this.reading.topic) this.fetcher.published(partitions);
  }

  groupChanged(group: string, topic: string): void {
    if (group === this.reading.group && topic === this.reading.topic) this.attend();
  }

  sessionUp(session: number): void {
    this.session = session;
    this.fetcher.published(null);
    this.attend();
  }

  sessionDown(): void {
    this.session = undefined;
    for (const partition of [...this.holdings.keys()]) void this.drop(partition);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    await this.attending;
    for (const partition of [...this.holdings.keys()]) void this.drop(partition);
    await Promise.all(this.finishing.values());
    await this.committer.flush();
    await this.fetcher.close();
    this.keeper.remove(this);
    await this.leave().catch((error: unknown) =>
      this.logger.debug(`Left without a word: ${describe(error)}`),
    );
    this.left();
  }

  /** Attends soon; calls that come while it does so lead to one more round. */
  private attend(): void {
    if (this.closed) return;
    if (this.attending) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.attending = this.attendOnce().finally(() => {
      this.attending = undefined;
      if (this.closed) return;
      if (this.again) {
        this.again = false;
        this.attend();
      } else {
        this.timer = setTimeout(() => this.attend(), ATTEND_MS);
      }
    });
  }

  private async attendOnce(): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    try {
      // After a lost session, what its pumps have done is committed first where possible: nothing is done twice.
      await within(FINISH_MS, this.settled());
      const { rows } = await this.pool.query<AssignmentRow>({
        name: 'messaging.attend',
        text: 'SELECT * FROM messaging.attend($1, $2, $3, make_interval(secs => $4))',
        values: [this.reading.group, this.reading.topic, session, PATIENCE_SECONDS],
      });
      if (this.session !== session || this.closed) return;
      this.follow(rows);
      this.joined();
    } catch (error) {
      this.logger.warn(`Cannot attend the group, trying again: ${describe(error)}`);
    }
  }

  private async settled(): Promise<void> {
    if (this.holdings.size > 0) return;
    await Promise.all(this.finishing.values());
    await this.committer.flush(FINISH_MS);
  }

  private follow(rows: readonly AssignmentRow[]): void {
    const mine = new Map(rows.filter((row) => row.mine).map((row) => [row.part, row]));
    for (const [partition, holding] of [...this.holdings]) {
      if (mine.get(partition)?.epoch !== holding.epoch) void this.drop(partition);
    }
    for (const row of mine.values()) {
      if (!this.holdings.has(row.part)) this.take(row);
      if (!row.wanted) void this.release(row.part);
    }
  }

  private take({ part: partition, epoch, next_offset: position }: AssignmentRow): void {
    const { topic, batchSize } = this.reading;
    const holding: Holding = { partition, epoch, releasing: false, pump: undefined! };
    holding.pump = new PartitionPump({
      topic,
      partition,
      batchSize,
      consumer: this.consumer,
      slots: this.slots,
      progress: (nextOffset) => this.committer.mark(holding, nextOffset),
      roomy: () => this.fetcher.roomy(),
      after: this.finishing.get(partition),
    });
    this.holdings.set(partition, holding);
    this.fetcher.add(partition, position, holding.pump);
  }

  /** Stops working on the partition, without a word to the others. */
  private async drop(partition: number): Promise<void> {
    const holding = this.holdings.get(partition);
    if (!holding) return;
    this.holdings.delete(partition);
    this.fetcher.remove(partition);
    const finished = holding.pump.stop();
    this.finishing.set(partition, finished);
    await finished;
    if (this.finishing.get(partition) === finished) this.finishing.delete(partition);
  }

  /** Finishes the partition's batch, commits it and hands the partition over. */
  private async release(partition: number): Promise<void> {
    const holding = this.holdings.get(partition);
    if (!holding || holding.releasing) return;
    holding.releasing = true;
    this.fetcher.remove(partition);
    await holding.pump.stop();
    await this.committer.flush();
    if (this.holdings.get(partition) === holding) this.holdings.delete(partition);
    try {
      await this.pool.query(
        `WITH released AS (
           UPDATE messaging.consumer_offset SET owner = NULL
           WHERE consumer_group = $1 AND topic = $2 AND partition = $3 AND epoch = $4 RETURNING 1)
         SELECT pg_notify('${GROUPS_CHANNEL}', $1 || ' ' || $2) FROM released`,
        [this.reading.group, this.reading.topic, partition, holding.epoch],
      );
    } catch (error) {
      this.logger.debug(`Partition ${partition} is released at the next round: ${describe(error)}`);
    }
  }

  private async commit(offsets: ReadonlyMap<Holding, string>): Promise<void> {
    const holdings = [...offsets.keys()];
    const { rows } = await this.pool.query<{ partition: number }>({
      name: 'messaging.commit',
      text: `UPDATE messaging.consumer_offset o SET next_offset = done.next_offset
             FROM unnest($3::int[], $4::bigint[], $5::bigint[]) AS done (partition, next_offset, epoch)
             WHERE o.consumer_group = $1 AND o.topic = $2 AND o.partition = done.partition AND o.epoch = done.epoch
             RETURNING o.partition`,
      values: [
        this.reading.group,
        this.reading.topic,
        sqlArray(holdings.map(({ partition }) => partition)),
        sqlArray([...offsets.values()]),
        sqlArray(holdings.map(({ epoch }) => epoch)),
      ],
    });
    if (rows.length === holdings.length) return;
    const committed = new Set(rows.map((row) => row.partition));
    for (const holding of holdings) {
      const { partition } = holding;
      if (committed.has(partition) || this.holdings.get(partition) !== holding) continue;
      this.logger.warn(`Partition ${partition} of ${this.reading.topic} was taken over by another member`);
      void this.drop(partition);
    }
    this.attend();
  }

  private async leave(): Promise<void> {
    await this.pool.query(
      `WITH member AS (
         DELETE FROM messaging.group_member WHERE consumer_group = $1 AND topic = $2 AND session = $3),
       released AS (
         UPDATE messaging.consumer_offset SET owner = NULL WHERE consumer_group = $1 AND topic = $2 AND owner = $3)
       SELECT pg_notify('${GROUPS_CHANNEL}', $1 || ' ' || $2)`,
      [this.reading.group, this.reading.topic, this.session ?? -1],
    );
  }
}

interface AssignmentRow {
  part: number;
  next_offset: string;
  epoch: string;
  mine: boolean;
  wanted: boolean;
}
