import type { ReceiveInput, Return } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock, type IdempotencyContext, type Replayable, uuidv7 } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { decideReceive, type Receive } from '../../domain/receive.js';
import { accepted, type Outcome } from '../../domain/refusal.js';
import { changeReturn } from '../../persistence/book.js';
import { SCHEMA } from '../../persistence/schema.js';
import { answerOnce } from '../answer-once.js';
import { closingAt } from '../closing.js';
import { readLocations } from '../known-locations.js';
import { SETTINGS } from '../settings.js';
import { returnViews } from '../show-returns/return-view.js';
import { returnNotFound } from '../value-or-problem.js';

/**
 * Takes in what stands at the desk, in parts as they come. Refusals: `return_not_found`, those of `decideReceive`.
 * Events: those of `decideReceive`.
 */
@Injectable()
export class ReceiveReturn {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {}

  async receive(
    returnId: string,
    input: ReceiveInput,
    key: IdempotencyContext | undefined,
  ): Promise<Outcome<Replayable<Return>>> {
    // Made before the transaction: when a commit was lost from sight and is tried again, the receipt is known by its id.
    const asked: Receive = {
      ...closingAt(this.clock.now(), this.settings),
      receiptId: uuidv7(),
      transferId: uuidv7(),
      locationId: input.locationId,
      warehouseId: input.warehouseId ?? null,
      lines: input.lines,
    };
    const outcome = await inTransaction(this.dataSource, (tx) =>
      answerOnce(tx, key, 200, () => this.inOne(tx, returnId, asked)),
    );
    if (outcome.ok) this.relay.wake();
    return outcome;
  }

  private async inOne(tx: QueryRunner, returnId: string, asked: Receive): Promise<Outcome<Return>> {
    if (!(await isTakenIn(tx, asked.receiptId))) {
      const locations = await readLocations(tx, [asked.locationId, asked.warehouseId]);
      const outcome = await changeReturn(tx, returnId, asked.now, (purchase, ret) =>
        decideReceive(purchase, ret, locations, asked),
      );
      if (outcome === undefined) return returnNotFound(returnId);
      if (!outcome.ok) return outcome;
    }
    const [view] = await returnViews(tx, [returnId]);
    return accepted(view!);
  }
}

async function isTakenIn(tx: QueryRunner, receiptId: string): Promise<boolean> {
  const rows = (await tx.query('SELECT FROM returns.receipt WHERE receipt_id = $1', [receiptId])) as object[];
  return rows.length > 0;
}
