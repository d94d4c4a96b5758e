import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { quoted } from '#persistence';
import { sleep } from '../backoff.js';
import { describe } from '../consume/failure.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const ROUND_MS = 6 * 3_600_000;
const WEEKS_AHEAD = 2;
/** Longer than any topic or dead letter is kept: whatever can still be delivered is still remembered. */
const KEPT_DAYS = 63;
const PRUNED_AT_ONCE = 5_000;

/**
 * Keeps the inbox partitioned by week: makes the weeks to come, drops those beyond 63 days, and prunes resolved
 * dead letters of the same age. Safe on several replicas.
 */
export class InboxKeeper {
  private readonly logger = new Logger('InboxKeeper');
  private stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly schema: string,
  ) {}

  start(): void {
    this.stopping = new AbortController();
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = undefined;
  }

  /** One round, as if it were `now`. */
  async keep(now: Date): Promise<void> {
    const tx = this.dataSource.createQueryRunner();
    try {
      await tx.startTransaction();
      // Adding or dropping a partition locks the inbox for a moment; better later than everybody waiting.
      await tx.query(`SET LOCAL lock_timeout = '2s'`);
      const [row] = (await tx.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [
        `inbox-keeper:${this.schema}`,
      ])) as [{ mine: boolean }];
      if (row.mine) {
        const weeks = await this.weeks(tx);
        await this.makeWeeks(tx, weeks, now);
        await this.dropWeeks(tx, weeks, now);
        await this.pruneRest(tx);
      }
      await tx.commitTransaction();
    } catch (error) {
      if (tx.isTransactionActive) await tx.rollbackTransaction().catch(() => {});
      throw error;
    } finally {
      await tx.release();
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      let next = ROUND_MS;
      try {
        await this.keep(new Date());
      } catch (error) {
        this.logger.warn(
          `The inbox of ${this.schema} was not pruned, next try in a minute: ${describe(error)}`,
        );
        next = 60_000;
      }
      await sleep(next, this.stopping.signal);
    }
  }

  /** First days of the weeks that have a partition. */
  private async weeks(tx: Querying): Promise<Set<string>> {
    const rows = (await tx.query(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass AND c.relname LIKE 'inbox\\_w%'`,
      [`${quoted(this.schema)}.inbox`],
    )) as { name: string }[];
    return new Set(rows.map(({ name }) => name.slice('inbox_w'.length).replaceAll('_', '-')));
  }

  private async makeWeeks(tx: Querying, existing: ReadonlySet<string>, now: Date): Promise<void> {
    for (let week = -1; week <= WEEKS_AHEAD; week++) {
      const from = day(monday(now) + week * WEEK_MS);
      const to = day(monday(now) + (week + 1) * WEEK_MS);
      if (existing.has(from)) continue;
      const inbox = `${quoted(this.schema)}.inbox`;
      // Events dated ahead may be in the default partition already: they move along.
      await tx.query(`CREATE TABLE ${this.table(from)} (LIKE ${inbox} INCLUDING ALL)`);
      await tx.query(
        `WITH moved AS (DELETE FROM ${inbox}_default WHERE occurred_on >= '${from}' AND occurred_on < '${to}' RETURNING *)
         INSERT INTO ${this.table(from)} SELECT * FROM moved`,
      );
      await tx.query(
        `ALTER TABLE ${inbox} ATTACH PARTITION ${this.table(from)} FOR VALUES FROM ('${from}') TO ('${to}')`,
      );
    }
  }

  private async dropWeeks(tx: Querying, existing: ReadonlySet<string>, now: Date): Promise<void> {
    const oldest = day(now.getTime() - KEPT_DAYS * DAY_MS - WEEK_MS);
    for (const from of existing) if (from < oldest) await tx.query(`DROP TABLE ${this.table(from)}`);
  }

  /** Rows outside every week (a backlog of old events) and resolved letters: few, so deleted by small portions. */
  private async pruneRest(tx: Querying): Promise<void> {
    const s = quoted(this.schema);
    await tx.query(
      `DELETE FROM ${s}.inbox_default WHERE ctid IN (SELECT ctid FROM ${s}.inbox_default
         WHERE received_at < now() - interval '${KEPT_DAYS} days' LIMIT ${PRUNED_AT_ONCE})`,
    );
    await tx.query(
      `DELETE FROM ${s}.dead_letter WHERE id IN (SELECT id FROM ${s}.dead_letter
         WHERE status IN ('replayed', 'discarded') AND updated_at < now() - interval '${KEPT_DAYS} days'
         LIMIT ${PRUNED_AT_ONCE})`,
    );
  }

  private table(from: string): string {
    return `${quoted(this.schema)}.${quoted(`inbox_w${from.replaceAll('-', '_')}`)}`;
  }
}

interface Querying {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

function monday(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return midnight - ((date.getUTCDay() + 6) % 7) * DAY_MS;
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
