import { Sweeper, uuidv7 } from '#platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { INVENTORY } from '../../persistence/schema.js';

/** Levels per round: as many commands as one batch takes. */
const CHUNK = 1_000;
const LOOK_EVERY_MS = 30_000;
/** A batch that began before a location changed may commit a level with the old value this much later. */
const OVERLAP = '2 minutes';

/**
 * Lets levels follow their location's safety stock, except those that have a setting of their own. It compares
 * every level with its location and sends a command for each that differs, so it can be run again at any time, by
 * any replica, and whatever it did before is not done twice. It runs when a location is replaced; a timer finishes
 * what a crash interrupted. Events: `inventory.level-changed.v1` and the alerts.
 */
@Injectable()
export class RebaseSafetyStock implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RebaseSafetyStock.name);
  private readonly sweeper = new Sweeper({
    service: INVENTORY,
    everyMs: LOOK_EVERY_MS,
    look: async () => void (await this.rebaseChanged()),
    failed: ({ message }) => this.logger.warn(`Safety stock is looked at again later: ${message}`),
  });
  /** Locations that changed before this moment of the database's clock are known to be done; null at first: none. */
  private doneUntil: string | null = null;

  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly batcher: StockBatcher,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.lookIn(0);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.sweeper.stop();
  }

  /** Rebases one location; a failure is left to the timer, for the location itself is saved. */
  async rebaseSoon(locationId: string): Promise<void> {
    try {
      await this.rebase([locationId]);
    } catch (error) {
      this.logger.warn(
        `Levels of a location will follow its safety stock later: ${(error as Error).message}`,
      );
      this.sweeper.lookIn(1_000);
    }
  }

  /** Rebases every location that changed since the last time that all were found done. Returns how many levels moved. */
  async rebaseChanged(): Promise<number> {
    const rows = (await this.dataSource.query(
      `SELECT l.location_id, (now() - $2::interval)::text AS until
       FROM inventory.location l WHERE $1::timestamptz IS NULL OR l.updated_at >= $1::timestamptz`,
      [this.doneUntil, OVERLAP],
    )) as { location_id: string; until: string }[];
    const moved = await this.rebase(rows.map((row) => row.location_id));
    if (rows[0] !== undefined && !this.sweeper.stopping) this.doneUntil = rows[0].until;
    return moved;
  }

  private async rebase(locationIds: readonly string[]): Promise<number> {
    let moved = 0;
    for (const locationId of locationIds) {
      let after = '';
      while (!this.sweeper.stopping) {
        const skus = await this.differing(locationId, after);
        await this.batcher.room();
        await Promise.all(
          skus.map((sku) =>
            this.batcher.submit(
              {
                type: 'set_safety_stock',
                commandId: uuidv7(),
                locationId,
                sku,
                safetyStock: null,
                keepOwn: true,
              },
              { priority: 'bulk' },
            ),
          ),
        );
        moved += skus.length;
        if (skus.length < CHUNK) break;
        after = skus.at(-1) as string;
      }
    }
    return moved;
  }

  private async differing(locationId: string, after: string): Promise<string[]> {
    const rows = (await this.dataSource.query(
      `SELECT v.sku FROM inventory.location l JOIN inventory.stock_level v USING (location_id)
       WHERE l.location_id = $1 AND v.sku > $2 AND NOT v.own_safety_stock AND v.safety_stock <> l.safety_stock
       ORDER BY v.sku LIMIT ${CHUNK}`,
      [locationId, after],
    )) as { sku: string }[];
    return rows.map((row) => row.sku);
  }
}
