import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { failpoint, quoted, sqlArray } from '#persistence';
import { Wakeup, backoffMs, sleep } from '../backoff.js';
import { envelopeHeaders } from '../envelope/event-envelope.js';
import { PostgresSession, urlOf } from '../postgres-session.js';
import { tracePublication } from '../tracing.js';
import type { OutboundMessage, Transport } from '../transport/transport.js';

export interface OutboxRelayOptions {
  /** The service's name, part of every event's source: `/shelfstream/<service>`. */
  readonly service: string;
  /** The schema whose outbox is relayed. */
  readonly schema: string;
  readonly dataSource: DataSource;
  readonly transport: Transport;
  /** Most rows per publication, default 2,000. */
  readonly chunkSize?: number;
  /** Longest wait for a wake-up before the outbox is looked at anyway, default 100 ms. */
  readonly pollMs?: number;
  /** Called for what the broker has confirmed; the second is how long ago the first of them was made. */
  readonly published?: (events: readonly PublishedEvent[], oldestAgeMs: number) => void;
  /** Called for each publication that failed. */
  readonly publishingFailed?: () => void;
}

/** An event that the broker has for good. */
export interface PublishedEvent {
  readonly type: string;
  /** JSON text. */
  readonly data: string;
}

/** What waits in the outbox. */
export interface OutboxBacklog {
  /** Rows not published yet; counting stops at 100,000. */
  readonly count: number;
  /** How long ago the oldest one's id was made, in milliseconds; 0 when there is none. */
  readonly oldestAgeMs: number;
}

/** Counting stops here: an outbox this deep needs somebody, and its exact depth does not matter. */
export const COUNT_LIMIT = 100_000;
const RECONNECT = { firstMs: 50, capMs: 2_000 };
const TAKEOVER_MS = 250;

/**
 * Publishes what committed transactions left in the service's outbox. One replica at a time is active: it holds a
 * session advisory lock, and does all its work on that very connection, so whoever loses the connection cannot go
 * on. It reads ALL pending rows in id order, publishes, and deletes what the broker confirmed: at least once, in
 * order per key. When a chunk fails, the same rows are published again before any newer one.
 */
export class OutboxRelay {
  private readonly logger: Logger;
  private readonly schema: string;
  private readonly chunkSize: number;
  private readonly pollMs: number;
  private readonly alarm = new Wakeup();
  private stopping = new AbortController();
  private running: Promise<void> | undefined;
  private active: PostgresSession | undefined;
  private total = 0;

  constructor(private readonly options: OutboxRelayOptions) {
    this.logger = new Logger(`OutboxRelay ${options.service}`);
    this.schema = quoted(options.schema);
    this.chunkSize = options.chunkSize ?? 2_000;
    this.pollMs = options.pollMs ?? 100;
  }

  /** Begins to relay, or to stand by for the replica that does. Returns at once. */
  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    this.running = this.run();
  }

  /** Publishes what is there at this moment (for 2 s at most), then lets another replica take over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.alarm.wake();
    await this.running;
    this.running = undefined;
  }

  /** Something was committed to the outbox: publish it now rather than at the next poll. Cheap, never throws. */
  wake(): void {
    this.alarm.wake();
  }

  /** Whether this replica is the one that publishes. */
  get isActive(): boolean {
    return this.active?.isOpen ?? false;
  }

  /** How many events this replica has published since it was started. */
  get published(): number {
    return this.total;
  }

  /** What waits in the outbox, seen through the service's pool. */
  async backlog(): Promise<OutboxBacklog> {
    const [row] = (await this.options.dataSource.query(
      `SELECT (SELECT count(*)::int FROM (SELECT FROM ${this.schema}.outbox LIMIT ${COUNT_LIMIT}) pending) AS count,
              (SELECT event_id FROM ${this.schema}.outbox ORDER BY id LIMIT 1) AS oldest`,
    )) as [{ count: number; oldest: string | null }];
    return { count: row.count, oldestAgeMs: row.oldest === null ? 0 : ageOf(row.oldest) };
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      let session: PostgresSession | undefined;
      try {
        session = await PostgresSession.connect(
          urlOf(this.options.dataSource),
          `${this.options.service}-relay`,
        );
        if (await this.becomeActive(session)) {
          await this.relay(session, () => (failures = 0));
        }
      } catch (error) {
        failures++;
        this.options.publishingFailed?.();
        if (failures === 1 || failures % 20 === 0) {
          this.logger.warn(
            `Publishing failed (time ${failures}), the outbox keeps the events: ${describe(error)}`,
          );
        }
      } finally {
        this.active = undefined;
        await session?.close();
      }
      if (failures > 0) await sleep(backoffMs(RECONNECT, failures), this.stopping.signal);
    }
  }

  /** Waits for the lock. False when the relay is stopped before it gets it. */
  private async becomeActive(session: PostgresSession): Promise<boolean> {
    // The few live rows sit behind many dead ones: only the primary key finds them quickly, whatever the statistics
    // say. A delete that a crash undoes means an event twice, which is allowed, so it need not wait for the disk.
    await session.client.query(
      'SET enable_seqscan = off; SET enable_sort = off; SET synchronous_commit = off; SET statement_timeout = 30000',
    );
    const lock = `outbox-relay:${this.options.schema}`;
    while (!this.stopping.signal.aborted) {
      const { rows } = await session.client.query<{ mine: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
        [lock],
      );
      if (rows[0]?.mine) {
        this.active = session;
        return true;
      }
      await sleep(TAKEOVER_MS, this.stopping.signal);
    }
    return false;
  }

  private async relay(session: PostgresSession, succeeded: () => void): Promise<void> {
    let deadline: number | undefined;
    for (;;) {
      const pending = await this.read(session);
      if (pending.length > 0) {
        await failpoint('relay.read');
        await this.publish(pending);
        await failpoint('relay.published');
        await this.remove(session, pending);
        await failpoint('relay.removed');
        this.total += pending.length;
        this.options.published?.(pending, ageOf(pending[0]!.event_id));
        succeeded();
      }
      if (this.stopping.signal.aborted) {
        deadline ??= Date.now() + 2_000;
        if (pending.length === 0 || Date.now() > deadline) return;
      } else if (pending.length < this.chunkSize) {
        await this.alarm.wait(this.pollMs);
      }
    }
  }

  private async publish(rows: readonly PendingRow[]): Promise<void> {
    const { transport } = this.options;
    const publication = tracePublication(
      transport.kind,
      rows.map((row) => this.message(row)),
    );
    try {
      await transport.publish(publication.messages);
      publication.end();
    } catch (error) {
      publication.end(error);
      throw error;
    }
  }

  private async read(session: PostgresSession): Promise<PendingRow[]> {
    const { rows } = await session.client.query<PendingRow>({
      name: 'relay.read',
      text: `SELECT id, topic, key, event_id, type, subject, occurred_at, correlation_id, causation_id, traceparent, data
             FROM ${this.schema}.outbox ORDER BY id LIMIT ${this.chunkSize}`,
    });
    return rows;
  }

  private async remove(session: PostgresSession, rows: readonly PendingRow[]): Promise<void> {
    await session.client.query({
      name: 'relay.remove',
      text: `DELETE FROM ${this.schema}.outbox WHERE id = ANY($1::bigint[])`,
      values: [sqlArray(rows.map((row) => row.id))],
    });
  }

  private message(row: PendingRow): OutboundMessage {
    return {
      topic: row.topic,
      key: row.key,
      headers: envelopeHeaders({
        id: row.event_id,
        type: row.type,
        source: `/shelfstream/${this.options.service}`,
        subject: row.subject,
        time: row.occurred_at,
        correlationId: row.correlation_id,
        causationId: row.causation_id,
        traceparent: row.traceparent,
      }),
      value: row.data,
    };
  }
}

interface PendingRow {
  id: string;
  topic: string;
  key: string;
  event_id: string;
  type: string;
  subject: string;
  occurred_at: Date;
  correlation_id: string | null;
  causation_id: string | null;
  traceparent: string | null;
  data: string;
}

/** A version 7 UUID begins with the milliseconds since 1970 at which it was made. */
function ageOf(id: string): number {
  if (id[14] !== '7') return 0;
  return Math.max(0, Date.now() - Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
