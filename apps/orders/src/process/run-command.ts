import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { causeNow } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { OrderCommand } from '../domain/order/decide.js';
import { SCHEMA } from '../persistence/schema.js';
import { type Handled, OrderDesk } from './order-desk.js';
import type { OrderKey } from './order-reader.js';

/** A command of a person or a timer: in a transaction of its own, after which the relay is woken. */
@Injectable()
export class RunCommand {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly desk: OrderDesk,
    private readonly relay: OutboxRelay,
  ) {}

  /** Undefined when there is no such order. What a refusal changed is committed too. */
  async run(
    key: OrderKey,
    command: OrderCommand,
    options: { readonly skipLocked?: boolean } = {},
  ): Promise<Handled | undefined> {
    const cause = causeNow();
    const handled = await inTransaction(this.dataSource, (tx) =>
      this.desk.handle(tx, key, command, { ...options, cause }),
    );
    this.relay.wake();
    return handled;
  }
}
