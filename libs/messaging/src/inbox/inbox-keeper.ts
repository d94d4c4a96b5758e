import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { keepWeeklyPartitions, type Querying, quoted } from '#persistence';
import { sleep } from '../backoff.js';
import { describe } from '../consume/failure.js';

const ROUND_MS = 6 * 3_600_000;
/** Longer than any topic or dead letter is kept: whatever can still be delivered is still remembered. */
const KEPT_DAYS = 63;
const PRUNED_AT_ONCE = 5_000;
/** Last week too: a message may arrive days after its event. */
const WEEKLY = { table: 'inbox', column: 'occurred_on', weeks: [-1, 0, 1, 2], keptDays: KEPT_DAYS };

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
        await keepWeeklyPartitions(tx, { ...WEEKLY, schema: this.schema }, now);
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
}
