import type { OrderInput, SourcingDecision } from '#contracts';
import { Clock } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { requestOf } from '../../domain/sourcing/request.js';
import { Sourcing } from '../../network/sourcing.js';
import { SCHEMA } from '../../persistence/schema.js';

/** What an order would be given if it were placed now. Reserves nothing and remembers nothing. */
@Injectable()
export class PreviewOrder {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly sourcing: Sourcing,
    private readonly clock: Clock,
  ) {}

  async preview(order: OrderInput): Promise<SourcingDecision> {
    const decision = await this.sourcing.preview(
      this.dataSource,
      requestOf(order, this.clock.now().getTime()),
    );
    if (order.reservationId === undefined) return decision;
    // Where the hold lies is known to the stock ledger alone, and nobody is asked for a preview.
    const { explanation } = decision;
    return { ...decision, explanation: `${explanation} ${AS_IF_WITHOUT_HOLD}` };
  }
}

const AS_IF_WITHOUT_HOLD =
  'Once placed, the order comes from where its reservation holds the units, if that is still valid: this is the choice ' +
  'without it.';
