import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { sleep } from '../../backoff.js';
import { describe } from '../../consume/failure.js';

/** Rows deleted by one statement at most. */
const PORTION = 10_000;
/** Messages whose older versions one statement looks for. */
const WINDOW = 20_000;
/** A compacted partition is cleaned once so many messages are new, and at least half as many as it kept last. */
const MIN_DIRTY = 5_000;
/** A deletion marker (an empty value) of a compacted topic is kept so long, for readers that are behind. */
const MARKER_KEPT = '1 day';

/** Keeps topics to their retention: by age, or to the newest message per key. One process at a time, in portions. */
export class Janitor {
  private readonly logger = new Logger('PostgresTransport');
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One round over all partitions; false when another process is at it. */
  async clean(): Promise<boolean> {
    const client = await this.pool.connect();
    let broken = false;
    try {
      const { rows } = await client.query<{ mine: boolean }>(
        `SELECT pg_try_advisory_lock(hashtextextended('messaging:janitor', 0)) AS mine`,
      );
      if (!rows[0]!.mine) return false;
      const partitions = await client.query<PartitionRow>(
        `SELECT p.topic, p.partition, t.cleanup, p.next_offset, p.compacted_to, p.compacted_count
           FROM messaging.partition p JOIN messaging.topic t ON t.name = p.topic`,
      );
      for (const partition of partitions.rows) {
        if (this.stopping.signal.aborted) break;
        if (partition.cleanup === 'delete') await this.expire(client, partition);
        else await this.compact(client, partition);
      }
      await client.query(`SELECT pg_advisory_unlock(hashtextextended('messaging:janitor', 0))`);
      return true;
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      // A connection in doubt is closed, and its lock and transaction with it.
      client.release(broken);
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await sleep(this.everyMs * (0.75 + Math.random() / 2), this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      try {
        await this.clean();
      } catch (error) {
        this.logger.warn(`Old messages were not deleted, next try later: ${describe(error)}`);
      }
    }
  }

  /** Within a partition time does not run backwards, so the oldest messages are the first. */
  private async expire(client: pg.ClientBase, { topic, partition }: PartitionRow): Promise<void> {
    for (let deleted = PORTION; deleted === PORTION && !this.stopping.signal.aborted;) {
      const result = await client.query(
        `DELETE FROM messaging.message
         WHERE topic = $1 AND partition = $2 AND "offset" <= (
           SELECT max("offset") FROM (
             SELECT "offset", published_at FROM messaging.message
             WHERE topic = $1 AND partition = $2 ORDER BY "offset" LIMIT ${PORTION}) oldest
           WHERE published_at < now() - (SELECT retention FROM messaging.topic WHERE name = $1))`,
        [topic, partition],
      );
      deleted = result.rowCount ?? 0;
    }
  }

  private async compact(client: pg.ClientBase, row: PartitionRow): Promise<void> {
    const { topic, partition } = row;
    let from = Number(row.compacted_to);
    const end = Number(row.next_offset);
    if (end - from < Math.max(MIN_DIRTY, Number(row.compacted_count) / 2)) return;
    while (from < end && !this.stopping.signal.aborted) {
      const to = Math.min(end, from + WINDOW);
      await client.query('BEGIN');
      // The partition is read once and matched with the keys of the window, never once per key.
      await client.query('SET LOCAL enable_nestloop = off');
      await client.query(
        `WITH newest AS (
           SELECT key, max("offset") AS last FROM messaging.message
           WHERE topic = $1 AND partition = $2 AND "offset" >= $3 AND "offset" < $4 AND key IS NOT NULL GROUP BY key)
         DELETE FROM messaging.message m USING newest
         WHERE m.topic = $1 AND m.partition = $2 AND m.key = newest.key AND m."offset" < newest.last`,
        [topic, partition, from, to],
      );
      await client.query(
        'UPDATE messaging.partition SET compacted_to = $3 WHERE topic = $1 AND partition = $2',
        [topic, partition, to],
      );
      await client.query('COMMIT');
      from = to;
    }
    await client.query(
      `WITH markers AS (
         DELETE FROM messaging.message WHERE topic = $1 AND partition = $2 AND value = ''
           AND published_at < now() - interval '${MARKER_KEPT}')
       UPDATE messaging.partition SET compacted_count = (
         SELECT count(*) FROM messaging.message WHERE topic = $1 AND partition = $2)
       WHERE topic = $1 AND partition = $2`,
      [topic, partition],
    );
  }
}

interface PartitionRow {
  topic: string;
  partition: number;
  cleanup: 'delete' | 'compact';
  next_offset: string;
  compacted_to: string;
  compacted_count: string;
}
