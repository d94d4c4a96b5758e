import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { StockBatcher } from '../../../apps/inventory/src/batching/stock-batcher.js';
import { displayMovementId } from '../../../apps/inventory/src/domain/movement-id.js';
import { InventoryDatabase } from '../../../apps/inventory/src/testing/inventory-database.js';
import { unluckyReplica } from '../../../apps/inventory/src/testing/unlucky-replica.js';
import { commandOf } from '../drivers/commands.js';
import { readShelves } from '../drivers/postgres-driver.js';
import type { Operation as Asked, Shelf } from '../model/operation.js';
import { type Door, Writers } from './writers.js';

const SEED = 20_261_124;
const PLACES = [
  { locationId: 'store-1', sku: 'tea' },
  { locationId: 'store-1', sku: 'jam' },
];

describe('Three replicas on one database', () => {
  let inventory: InventoryDatabase;
  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1');
    await inventory.addItems(PLACES.map(({ sku }) => sku));
  });
  afterAll(() => inventory.close());

  it('answer writers as one ledger would, also where an answer got lost', async () => {
    const unlucky = { left: 3 };
    const replicas = [
      await inventory.replica(),
      await inventory.replica(),
      await unluckyReplica(inventory, 'after', unlucky),
    ];
    const door = batchers(inventory, replicas);
    const writers = await Writers.start({ door, places: PLACES, writers: 6, seed: SEED, prefix: 'w' });
    while (writers.operations < 600) await pause(50);
    expect(await writers.end()).toEqual([]);
    expect(unlucky.left).toBe(0);
    expect(await inventory.drift()).toEqual([]);
  });

  it('are found out when one of them answers what is not so', async () => {
    const honest = batchers(inventory, [await inventory.replica()]);
    let lies = 1;
    const door: Door = {
      ...honest,
      act: async (place, act, id) => {
        if (act.kind !== 'sale' || lies === 0) return honest.act(place, act, id);
        lies -= 1;
        return 'ok';
      },
    };
    const writers = await Writers.start({ door, places: PLACES, writers: 3, seed: SEED, prefix: 'x' });
    while (writers.operations < 100) await pause(20);
    expect((await writers.end()).join()).toContain('No order of things explains');
    expect(lies).toBe(0);
  });
});

/** Each call goes to another replica; a batcher that throws has not answered. */
function batchers(inventory: InventoryDatabase, replicas: readonly StockBatcher[]): Door {
  let calls = 0;
  return {
    async act(place, act, id) {
      const opId = `${id}-${act.kind}`;
      const asked = askedFor(place, act, id, opId);
      const replica = replicas[calls++ % replicas.length] as StockBatcher;
      const outcome = await replica.submit(commandOf(asked, Date.now())).catch(() => undefined);
      if (outcome === undefined) return 'unknown';
      return outcome.ok ? 'ok' : 'refused';
    },
    async read(place) {
      const [shelf] = await readShelves(inventory.dataSource, [place]);
      const { onHand, reserved, committed, sequence } = shelf as Shelf;
      return { onHand, reserved, committed, sequence };
    },
    async ledgerIds({ locationId, sku }) {
      const rows = (await inventory.query(
        'SELECT movement_id FROM inventory.stock_movement WHERE location_id = $1 AND sku = $2',
        [locationId, sku],
      )) as { movement_id: string }[];
      return rows.map((row) => displayMovementId(row.movement_id));
    },
  };
}

function askedFor(...[place, { kind, units }, id, opId]: [...Parameters<Door['act']>, string]): Asked {
  const { locationId, sku } = place;
  switch (kind) {
    case 'sale':
      return {
        kind,
        opId,
        saleId: id,
        locationId,
        at: -1,
        lines: [{ lineId: '1', sku, quantity: units }],
        byTopic: false,
      };
    case 'receipt':
      return { kind: 'movement', opId, movementId: id, type: kind, ...place, quantity: units, at: -1 };
    case 'hold':
      return {
        kind: 'reserve',
        opId,
        reservationId: id,
        lines: [{ ...place, quantity: units }],
        allowPartial: false,
      };
    default:
      return { kind, opId, reservationId: id };
  }
}
