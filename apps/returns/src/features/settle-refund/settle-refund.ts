import type { RefundSettlement } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { plainDecimal } from '../../domain/money.js';
import { accepted, type Outcome, refused } from '../../domain/refusal.js';
import { decideSettle } from '../../domain/refund.js';
import { changeReturn } from '../../persistence/book.js';
import { SCHEMA } from '../../persistence/schema.js';
import { SETTINGS } from '../settings.js';

/**
 * The payment system has paid a refund. Comes by topic or by HTTP, and has one effect.
 * Refusals: `refund_not_found`, `refund_amount_differs`. Event: `returns.refund-issued.v1`.
 */
@Injectable()
export class SettleRefund {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {}

  async settle(settlement: RefundSettlement): Promise<Outcome<{ returnId: string }>> {
    const now = this.clock.now();
    const { returnId, refundId } = settlement;
    const outcome = await inTransaction(
      this.dataSource,
      async (tx): Promise<Outcome<{ returnId: string }>> => {
        const decided = await changeReturn(tx, returnId, now, (purchase, ret) =>
          decideSettle(purchase, ret, {
            refundId,
            amount: plainDecimal(settlement.amount),
            currency: settlement.currency ?? null,
            settledAt: new Date(settlement.settledAt),
            completeAt: new Date(now.getTime() + this.settings.completeAfterSeconds * 1_000),
          }),
        );
        if (decided?.ok) return accepted({ returnId });
        return (
          decided ?? refused('refund_not_found', `There is no return ${returnId} with a refund ${refundId}.`)
        );
      },
    );
    if (outcome.ok) this.relay.wake();
    return outcome;
  }

  /** Whether the refund is one that orders asked for: it is settled on the same topic, and not by us. */
  async isOfOrder(refundId: string): Promise<boolean> {
    const rows = (await this.dataSource.query('SELECT FROM returns.order_refund WHERE refund_id = $1', [
      refundId,
    ])) as object[];
    return rows.length > 0;
  }
}

/** Remembers a refund that orders asked for. */
export async function noteOrderRefund(tx: QueryRunner, refundId: string, orderId: string): Promise<void> {
  await tx.query(
    'INSERT INTO returns.order_refund (refund_id, order_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [refundId, orderId],
  );
}
