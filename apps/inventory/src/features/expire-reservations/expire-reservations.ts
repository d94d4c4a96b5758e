import { Sweeper, uuidv7 } from '#platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { INVENTORY } from '../../persistence/schema.js';

const SWEEP_MS = 500;
const MOST_AT_ONCE = 1_000;

/**
 * Ends reservations whose time is over. It only looks for them; the batch judges each under its lock by the
 * database's clock, so several replicas may sweep, and a commit and an expiry cannot both win.
 * Events: `inventory.reservation-expired.v1`, `inventory.level-changed.v1`.
 */
@Injectable()
export class ExpireReservations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ExpireReservations.name);
  private readonly sweeper = new Sweeper({
    service: INVENTORY,
    everyMs: SWEEP_MS,
    look: async () => void (await this.sweep()),
    failed: ({ message }) => this.logger.warn(`Expiry was put off, it is tried again: ${message}`),
  });

  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly batcher: StockBatcher,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.lookIn(SWEEP_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeper.stop();
  }

  /** Ends what is due now, and says how many reservations that were. */
  async sweep(): Promise<number> {
    let expired = 0;
    for (;;) {
      const due = (await this.dataSource.query(
        `SELECT reservation_id FROM inventory.reservation
         WHERE status = 'active' AND expires_at <= clock_timestamp() ORDER BY expires_at LIMIT ${MOST_AT_ONCE}`,
      )) as { reservation_id: string }[];
      const outcomes = await Promise.all(
        due.map((row) =>
          this.batcher.submit(
            { type: 'expire', commandId: uuidv7(), reservationId: row.reservation_id },
            { priority: 'bulk' },
          ),
        ),
      );
      expired += outcomes.filter((outcome) => outcome.ok && outcome.value.expired).length;
      if (due.length < MOST_AT_ONCE) return expired;
    }
  }
}
