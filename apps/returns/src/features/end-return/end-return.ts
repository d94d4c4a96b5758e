import type { Return } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { decideEnd } from '../../domain/close.js';
import { accepted, type Outcome } from '../../domain/refusal.js';
import type { EndReason } from '../../domain/return.js';
import { changeReturn } from '../../persistence/book.js';
import { SCHEMA } from '../../persistence/schema.js';
import { closingAt } from '../closing.js';
import { SETTINGS } from '../settings.js';
import { returnViews } from '../show-returns/return-view.js';
import { returnNotFound } from '../value-or-problem.js';

/** Ends a return: cancelled, rejected at the desk, or lapsed. Refusals and events: those of `decideEnd`. */
@Injectable()
export class EndReturn {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
    private readonly relay: OutboxRelay,
  ) {}

  async end(returnId: string, reason: EndReason): Promise<Outcome<Return>> {
    const end = { ...closingAt(this.clock.now(), this.settings), reason };
    const outcome = await inTransaction(this.dataSource, async (tx): Promise<Outcome<Return>> => {
      const decided = await changeReturn(tx, returnId, end.now, (purchase, ret) =>
        decideEnd(purchase, ret, end),
      );
      if (decided === undefined) return returnNotFound(returnId);
      if (!decided.ok) return decided;
      const [view] = await returnViews(tx, [returnId]);
      return accepted(view!);
    });
    if (outcome.ok) this.relay.wake();
    return outcome;
  }
}
