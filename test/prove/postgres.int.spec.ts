import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InventoryDatabase } from '../../apps/inventory/src/testing/inventory-database.js';
import { PostgresDriver } from './drivers/postgres-driver.js';
import { holdToModel } from './model/hold-to-model.js';

/** The run that `npm run prove -- --driver postgres --seed SEED` makes longer. */
const SEED = 20_261_124;

describe('The stock ledger on PostgreSQL, held to a shop keeper’s paper', () => {
  let inventory: InventoryDatabase;
  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
  });
  afterAll(() => inventory.close());

  it('comes to the same outcomes and figures, and its books agree', async () => {
    const driver = new PostgresDriver(inventory.dataSource);
    const run = await holdToModel(driver, { seed: SEED, ops: 1_000 });
    await driver.close();
    expect(run.violations).toEqual([]);
    expect(run.operations).toBeGreaterThanOrEqual(1_000);
  });

  it('is found out by a single figure that nobody entered', async () => {
    const driver = new PostgresDriver(inventory.dataSource);
    await inventory.query(
      `UPDATE inventory.stock_level SET on_hand = on_hand + 1
       WHERE (location_id, sku) = (SELECT location_id, sku FROM inventory.stock_level LIMIT 1)`,
    );
    const run = await holdToModel(driver, { seed: SEED + 1, ops: 50, side: 1 });
    await driver.close();
    expect(run.violations.map(({ what }) => what).join('\n')).toMatch(/ledger_sum: onHand of/);
  });
});
