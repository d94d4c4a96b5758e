import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock, inSpan, Sweeper } from '#platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { decideEnd } from '../../domain/close.js';
import type { Decision } from '../../domain/decision.js';
import { accepted, type Outcome } from '../../domain/refusal.js';
import { decideAskAgain, decideComplete } from '../../domain/refund.js';
import { changeReturn, type Decide } from '../../persistence/book.js';
import { SCHEMA } from '../../persistence/schema.js';
import { closingAt } from '../closing.js';
import { SETTINGS } from '../settings.js';

const MOST_AT_ONCE = 100;

/** What falls due, and how it is found. */
const DUE = {
  lapsed: `SELECT return_id FROM returns.customer_return
           WHERE status IN ('authorized', 'received') AND expires_at <= $1 ORDER BY expires_at`,
  unanswered: 'SELECT return_id FROM returns.refund WHERE ask_again_at <= $1 ORDER BY ask_again_at',
  refunded: 'SELECT return_id FROM returns.customer_return WHERE complete_at <= $1 ORDER BY complete_at',
};

/**
 * Lets authorisations lapse, asks for unanswered refunds again, and completes refunded returns. It only looks for
 * them; each is judged again under the lock of its purchase, so several replicas may look, and each has one effect.
 */
@Injectable()
export class FollowUp implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(FollowUp.name);
  private readonly sweeper: Sweeper;

  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {
    this.sweeper = new Sweeper({
      service: SCHEMA,
      everyMs: settings.sweepMs,
      look: () => this.sweep(),
      failed: ({ message }) => this.logger.warn(`What is due was put off, it is tried again: ${message}`),
    });
  }

  onApplicationBootstrap(): void {
    this.sweeper.lookIn(this.settings.sweepMs);
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }

  /** Does all that is due now. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    const firstWaitMs = this.settings.refundRetrySeconds * 1_000;
    await this.each(DUE.lapsed, now, (purchase, ret) =>
      decideEnd(purchase, ret, { ...closingAt(now, this.settings), reason: 'lapsed' }),
    );
    await this.each(DUE.unanswered, now, (purchase, ret) =>
      accepted(decideAskAgain(purchase, ret, { now, firstWaitMs })),
    );
    await this.each(DUE.refunded, now, (purchase, ret) => accepted(decideComplete(purchase, ret, now)));
  }

  /** Whatever is due is no longer due after it was judged, so the rows run out. */
  private async each(due: string, now: Date, decide: Decide<Outcome<Decision>>): Promise<void> {
    for (;;) {
      const rows = (await this.dataSource.query(`${due} LIMIT ${MOST_AT_ONCE}`, [now])) as {
        return_id: string;
      }[];
      let failed = 0;
      for (const { return_id: returnId } of rows) {
        try {
          await inSpan(
            'follow up return',
            () => ({ parent: null }),
            () => inTransaction(this.dataSource, (tx) => changeReturn(tx, returnId, now, decide)),
          );
        } catch (error) {
          // One that cannot be done must not hold up the others: it is tried again at the next sweep.
          failed++;
          this.logger.warn(`Return ${returnId} was put off: ${(error as Error).message}`);
        }
      }
      if (rows.length > failed) this.relay.wake();
      if (rows.length < MOST_AT_ONCE || failed > 0) return;
    }
  }
}
