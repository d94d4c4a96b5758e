import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { sqlArray } from '#persistence';
import { Wakeup, backoffMs, sleep } from '../../backoff.js';
import { describe } from '../../consume/failure.js';
import type { PartitionPump } from '../partition-pump.js';
import type { InboundMessage } from '../transport.js';

/** Without a notification, the partitions are looked at this often. */
const POLL_MS = 500;
const RETRY = { firstMs: 50, capMs: 1_000 };
/** Partitions read by one statement; bounds the rows that are in memory at once. */
const PARTITIONS_AT_ONCE = 12;
/** Messages per partition and statement, until it is known how large they are. */
const FIRST_LIMIT = 160;
/** About as much is read by one statement, once it is known how large the topic's messages are. */
const BYTES_AT_ONCE = 8 * 1_048_576;

interface Reading {
  readonly pump: PartitionPump;
  position: string;
  /** There may be messages at the position. */
  more: boolean;
}

/** Reads the partitions that a subscription holds, ahead of its pumps, several by one statement. */
export class PartitionFetcher {
  private readonly logger = new Logger('PostgresTransport');
  private readonly readings = new Map<number, Reading>();
  private readonly alarm = new Wakeup();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  /** Messages per partition and statement. */
  private limit: number;

  constructor(
    private readonly pool: pg.Pool,
    private readonly topic: string,
    private readonly most: number,
  ) {
    this.limit = Math.min(most, FIRST_LIMIT);
    this.running = this.run();
  }

  add(partition: number, position: string, pump: PartitionPump): void {
    this.readings.set(partition, { pump, position, more: true });
    this.alarm.wake();
  }

  remove(partition: number): void {
    this.readings.delete(partition);
  }

  has(partition: number): boolean {
    return this.readings.has(partition);
  }

  /** There are new messages in these partitions, or, with null, perhaps in any. */
  published(partitions: readonly number[] | null): void {
    for (const partition of partitions ?? this.readings.keys()) {
      const reading = this.readings.get(partition);
      if (reading) reading.more = true;
    }
    this.alarm.wake();
  }

  /** A pump can take more. */
  roomy(): void {
    this.alarm.wake();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.alarm.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    let lastLook = Date.now();
    for (let failures = 0; !this.stopping.signal.aborted;) {
      if (Date.now() - lastLook >= POLL_MS) {
        lastLook = Date.now();
        for (const reading of this.readings.values()) reading.more = true;
      }
      const hungry = this.hungry();
      if (hungry.length === 0) {
        await this.alarm.wait(POLL_MS);
        continue;
      }
      for (const [, reading] of hungry) reading.more = false;
      try {
        const rows = await this.fetch(hungry);
        this.distribute(hungry, rows);
        this.adaptLimit(rows);
        failures = 0;
      } catch (error) {
        for (const [, reading] of hungry) reading.more = true;
        if (failures++ === 0 && !this.stopping.signal.aborted) {
          this.logger.warn(`${this.topic} cannot be read, trying again: ${describe(error)}`);
        }
        await sleep(backoffMs(RETRY, failures), this.stopping.signal);
      }
    }
  }

  /** The next few partitions with room and perhaps messages; whoever was served goes to the end of the line. */
  private hungry(): [number, Reading][] {
    const hungry = [...this.readings]
      .filter(([, reading]) => reading.more && reading.pump.hasRoom)
      .slice(0, PARTITIONS_AT_ONCE);
    for (const [partition, reading] of hungry) {
      this.readings.delete(partition);
      this.readings.set(partition, reading);
    }
    return hungry;
  }

  private async fetch(hungry: readonly [number, Reading][]): Promise<MessageRow[]> {
    const { rows } = await this.pool.query<MessageRow>({
      name: 'messaging.fetch',
      text: `SELECT m.* FROM unnest($2::int[], $3::bigint[]) AS want (partition, position)
             CROSS JOIN LATERAL (
               SELECT partition, "offset", key, headers, value, bytes,
                      (extract(epoch FROM published_at) * 1000)::bigint AS at
               FROM messaging.message
               WHERE topic = $1 AND partition = want.partition AND "offset" >= want.position
               ORDER BY "offset" LIMIT $4) m`,
      values: [
        this.topic,
        sqlArray(hungry.map(([partition]) => partition)),
        sqlArray(hungry.map(([, reading]) => reading.position)),
        this.limit,
      ],
    });
    return rows;
  }

  private distribute(hungry: readonly [number, Reading][], rows: readonly MessageRow[]): void {
    const byPartition = new Map<number, InboundMessage[]>();
    for (const row of rows) {
      const messages = byPartition.get(row.partition);
      if (messages) messages.push(this.message(row));
      else byPartition.set(row.partition, [this.message(row)]);
    }
    for (const [partition, reading] of hungry) {
      const messages = byPartition.get(partition);
      // Taken away or begun anew while the statement ran: these messages are somebody else's.
      if (!messages || this.readings.get(partition) !== reading) continue;
      reading.position = String(BigInt(messages.at(-1)!.offset) + 1n);
      if (messages.length === this.limit) reading.more = true;
      reading.pump.offer(messages);
    }
  }

  private adaptLimit(rows: readonly MessageRow[]): void {
    if (rows.length === 0) return;
    const bytes = rows.reduce((sum, row) => sum + (row.value ?? row.bytes ?? '').length, 0);
    const fitting = Math.floor(BYTES_AT_ONCE / PARTITIONS_AT_ONCE / (bytes / rows.length + 1));
    this.limit = Math.max(1, Math.min(this.most, fitting));
  }

  private message(row: MessageRow): InboundMessage {
    return {
      topic: this.topic,
      partition: row.partition,
      offset: row.offset,
      key: row.key,
      headers: JSON.parse(row.headers) as Record<string, string>,
      value: row.bytes ?? Buffer.from(row.value ?? ''),
      timestamp: Number(row.at),
    };
  }
}

interface MessageRow {
  partition: number;
  offset: string;
  key: string | null;
  headers: string;
  value: string | null;
  bytes: Buffer | null;
  at: string;
}
