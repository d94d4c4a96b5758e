import type { DataSource } from 'typeorm';
import { StockBatcher } from '../../../apps/inventory/src/batching/stock-batcher.js';
import { findDrift } from '../../../apps/inventory/src/features/reconcile/reconciler.js';
import type { World } from '../model/intent.js';
import {
  emptyShelf,
  isKept,
  type Operation,
  type Place,
  placeId,
  type Result,
  type Shelf,
} from '../model/operation.js';
import { commandOf, resultOf } from './commands.js';
import type { Driver, OpenWorld } from './driver.js';

/** The batcher on a real PostgreSQL: each step is one transaction, which steps of other worlds may share. */
export class PostgresDriver implements Driver {
  readonly name = 'postgres';
  private readonly batcher: StockBatcher;

  /** On a migrated database that nobody else writes to. */
  constructor(private readonly dataSource: DataSource) {
    // One lane keeps the order in which a step's commands are given.
    this.batcher = new StockBatcher({ dataSource, lanes: 1 });
  }

  async open(world: World): Promise<OpenWorld> {
    await addWorld(this.dataSource, world);
    const [{ now }] = (await this.dataSource.query('SELECT clock_timestamp() AS now')) as [{ now: Date }];
    const start = now.getTime();
    return {
      perform: async (operations) => {
        for (const operation of operations) {
          if (operation.kind === 'expire' && operation.due)
            await endHold(this.dataSource, operation.reservationId);
        }
        return Promise.all(operations.map((operation) => this.submit(operation, start)));
      },
      shelves: (places) => readShelves(this.dataSource, places),
    };
  }

  async violations(): Promise<string[]> {
    return driftInWords(this.dataSource);
  }

  close(): Promise<void> {
    return this.batcher.stop();
  }

  private async submit(operation: Operation, start: number): Promise<Result> {
    const command = commandOf(operation, start);
    if (!isKept(operation)) return resultOf(operation, await this.batcher.submit(command));
    const key = { scope: 'prove', key: operation.opId, requestHash: operation.opId };
    const outcome = await this.batcher.submitOnce(command, key, 200);
    return resultOf(operation, outcome);
  }
}

export async function addWorld(dataSource: DataSource, { locations, skus }: World): Promise<void> {
  await dataSource.query(
    `INSERT INTO inventory.location
       (location_id, name, kind, time_zone, capabilities, safety_stock, created_at, updated_at)
     SELECT id, id, 'store', 'UTC', '{pickup,ship,returns}', 0, now(), now() FROM unnest($1::text[]) AS id`,
    [locations],
  );
  await dataSource.query(
    `INSERT INTO inventory.item (sku, unit, returnable, attributes, created_at, updated_at)
     SELECT sku, 'each', true, '{}', now(), now() FROM unnest($1::text[]) AS sku`,
    [skus],
  );
}

/** Lets the hold's time be over, as waiting would. */
export async function endHold(dataSource: DataSource, reservationId: string): Promise<void> {
  await dataSource.query(
    `UPDATE inventory.reservation SET expires_at = clock_timestamp() - interval '1 second' WHERE reservation_id = $1`,
    [reservationId],
  );
}

export async function readShelves(dataSource: DataSource, places: readonly Place[]): Promise<Shelf[]> {
  const rows = (await dataSource.query(
    `SELECT location_id AS "locationId", sku, on_hand AS "onHand", reserved, committed, damaged, quality_control AS "qualityControl", incoming,
            safety_stock AS "safetyStock", sequence::int
     FROM inventory.stock_level WHERE (location_id, sku) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [places.map(({ locationId }) => locationId), places.map(({ sku }) => sku)],
  )) as (Shelf & Place)[];
  return places.map((place) => shelfAt(place, rows));
}

/** The figures of the place among levels that may say more than figures. */
export function shelfAt(place: Place, levels: readonly (Shelf & Place)[]): Shelf {
  const shelf = emptyShelf();
  const level = levels.find((each) => placeId(each) === placeId(place));
  if (level !== undefined)
    for (const figure of Object.keys(shelf) as (keyof Shelf)[]) shelf[figure] = level[figure];
  return shelf;
}

/** What the reconciliation finds, in words. */
export async function driftInWords(dataSource: DataSource): Promise<string[]> {
  const { drift } = await findDrift(dataSource);
  return drift.map(
    (d) => `${d.invariant}: ${d.field} of ${d.locationId}/${d.sku} is ${d.actual}, not ${d.expected}`,
  );
}
