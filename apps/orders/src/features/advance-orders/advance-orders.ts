import { inSpan, Sweeper } from '#platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { OrdersSettings } from '../../config.js';
import { SCHEMA } from '../../persistence/schema.js';
import { RunCommand } from '../../process/run-command.js';
import { SETTINGS } from '../../settings.js';

const MOST_AT_ONCE = 100;

/**
 * Finds orders that have something to do by themselves: an answer is overdue, units are to be sourced again, a pickup is
 * to be reminded of or expires, something is late. It only looks; each order is judged under its lock by the
 * database's clock, and one that somebody is at is passed over, so several replicas may sweep.
 */
@Injectable()
export class AdvanceOrders implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AdvanceOrders.name);
  private readonly sweeper: Sweeper;

  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly commands: RunCommand,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'sweepMs'>,
  ) {
    this.sweeper = new Sweeper({
      service: SCHEMA,
      everyMs: settings.sweepMs,
      look: async () => {
        while (!this.sweeper.stopping && (await this.sweep()) === MOST_AT_ONCE);
      },
      failed: ({ message }) => this.logger.warn(`Orders were not advanced, it is tried again: ${message}`),
    });
  }

  onApplicationBootstrap(): void {
    this.sweeper.lookIn(this.settings.sweepMs);
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }

  /** Does what is due now, and says for how many orders. */
  async sweep(): Promise<number> {
    const due = (await this.dataSource.query(
      `SELECT order_id FROM orders."order" WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT ${MOST_AT_ONCE}`,
    )) as { order_id: string }[];
    let advanced = 0;
    for (const { order_id: orderId } of due) {
      try {
        const handled = await inSpan(
          'advance order',
          () => ({ parent: null }),
          () => this.commands.run({ orderId }, { type: 'time_passed' }, { skipLocked: true }),
        );
        if (handled !== undefined) advanced += 1;
      } catch (error) {
        await this.putOff(orderId, error as Error);
      }
    }
    return advanced;
  }

  /** One order that cannot be helped must not hold up those behind it. */
  private async putOff(orderId: string, error: Error): Promise<void> {
    this.logger.error(`Order ${orderId} was not advanced, it is tried again in a minute: ${error.message}`);
    await this.dataSource.query(
      `UPDATE orders."order" SET due_at = clock_timestamp() + interval '1 minute' WHERE order_id = $1`,
      [orderId],
    );
  }
}
