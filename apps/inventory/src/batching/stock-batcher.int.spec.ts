import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '#testing';
import { aMovement, aSaleLine } from '../testing/builders.js';
import {
  commit,
  expire,
  fulfill,
  postMovement,
  recordSale,
  reserve,
  setSafetyStock,
} from '../testing/commands.js';
import { InventoryDatabase } from '../testing/inventory-database.js';
import { unluckyReplica } from '../testing/unlucky-replica.js';
import { refusalOf, valueOf } from '../testing/scenario.js';
import { type BatchObservation, OverloadedError, type StockBatcher } from './stock-batcher.js';

const now = (): string => new Date().toISOString();

const receipt = (sku: string, quantity: number, locationId = 'store-1') =>
  postMovement(
    aMovement('receipt', quantity, { movementId: `receipt-${++made}`, sku, locationId, occurredAt: now() }),
  );
let made = 0;

const units = (sku: string, quantity: number, locationId = 'store-1') => ({ sku, quantity, locationId });

describe('Stock commands that arrive at the same time', () => {
  let inventory: InventoryDatabase;
  let one: StockBatcher;
  let other: StockBatcher;

  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1', 'store-2', 'store-3');
    one = await inventory.replica();
    other = await inventory.replica();
  });
  afterAll(() => inventory.close());
  afterEach(async () => expect(await inventory.drift()).toEqual([]));

  describe('200 callers want the last 100 units', () => {
    it.each([
      ['of one service', 'LAST-100', () => [one]],
      ['of two replicas', 'LAST-100-TWICE', () => [one, other]],
    ] as const)('%s: 100 get one each, 100 are told that none is left', async (_, sku, replicas) => {
      await inventory.addItems([sku]);
      valueOf(await one.submit(receipt(sku, 100)));
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, i) => {
          const batcher = replicas()[i % replicas().length] as StockBatcher;
          return batcher.submit(reserve(`${sku}-${i}`, { lines: [units(sku, 1)] }));
        }),
      );
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(100);
      const refusals = outcomes.filter((outcome) => !outcome.ok).map(refusalOf);
      expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['insufficient_stock']));
      expect(await inventory.level('store-1', sku)).toMatchObject({
        onHand: 100,
        reserved: 100,
        sequence: 101,
      });
    });
  });

  it('carts over several stores that cross each other all get an answer, and nothing is promised twice', async () => {
    const skus = ['CROSS-A', 'CROSS-B', 'CROSS-C'];
    const places = ['store-1', 'store-2', 'store-3'];
    await inventory.addItems(skus);
    await Promise.all(places.flatMap((place) => skus.map((sku) => one.submit(receipt(sku, 30, place)))));
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        // Each cart takes three of the nine levels, beginning and running on differently.
        const lines = [0, 1, 2].map((n) => {
          const at = (i * 5 + n * (1 + (i % 4))) % 9;
          return units(skus[at % 3] as string, 1, places[Math.floor(at / 3)] as string);
        });
        if (i % 10 === 0) await pause(1);
        return (i % 2 === 0 ? one : other).submit(reserve(`cross-${i}`, { lines }));
      }),
    );
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.refusal.code).toBe('insufficient_stock');
    const held = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.lines : []));
    const levels = await Promise.all(
      places.flatMap((place) => skus.map((sku) => inventory.level(place, sku))),
    );
    expect(levels.every((level) => (level['reserved'] ?? 0) <= 30)).toBe(true);
    expect(levels.reduce((sum, level) => sum + (level['reserved'] ?? 0), 0)).toBe(
      held.reduce((sum, line) => sum + line.quantity, 0),
    );
  });

  it('the same receipts sent through two replicas at once count once, new levels included', async () => {
    await inventory.addItems(['TWICE-A', 'TWICE-B']);
    const sales = Array.from({ length: 40 }, (_, i) => ({
      saleId: `twice-${i}`,
      locationId: i % 2 === 0 ? 'store-1' : 'store-2',
      occurredAt: now(),
      lines: [
        aSaleLine({ lineId: '1', sku: 'TWICE-A', quantity: 1 }),
        aSaleLine({ lineId: '2', sku: 'TWICE-B', quantity: 2 }),
        aSaleLine({ lineId: '3', sku: 'TWICE-UNKNOWN' }),
      ],
    }));
    const results = await Promise.all(
      [...sales, ...sales.toReversed()].flatMap((sale) => [
        one.submit(recordSale(sale)),
        other.submit(recordSale(sale)),
      ]),
    );
    const statuses = results.flatMap((result) => valueOf(result).lines.map(({ status }) => status));
    const count = (status: string) => statuses.filter((s) => s === status).length;
    expect([count('posted'), count('pending'), count('duplicate')]).toEqual([80, 40, 360]);
    for (const place of ['store-1', 'store-2']) {
      expect((await inventory.level(place, 'TWICE-A'))['onHand']).toBe(-20);
      expect((await inventory.level(place, 'TWICE-B'))['onHand']).toBe(-40);
    }
    const recorded = (await inventory.events('inventory.sale-recorded.v1')).filter(({ key }) =>
      key.startsWith('twice-'),
    );
    expect(recorded.flatMap(({ data }) => data['lines'])).toHaveLength(80);
  });

  it('the same new reservation through two replicas is one, and both get the first answer', async () => {
    await inventory.addItems(['SAME-CART']);
    valueOf(await one.submit(receipt('SAME-CART', 1_000)));
    for (let i = 0; i < 20; i++) {
      const request = { reservationId: `same-${i}`, lines: [units('SAME-CART', 2)] };
      const [first, second] = await Promise.all([
        one.submit(reserve(`same-${i}`, request)),
        other.submit(reserve(`same-${i}`, request)),
      ]);
      expect(valueOf(second)).toEqual(valueOf(first));
    }
    expect((await inventory.level('store-1', 'SAME-CART'))['reserved']).toBe(40);
  });

  it('an expiry and a commit of one reservation: exactly one wins, a hundred times', async () => {
    await inventory.addItems(['RACE']);
    valueOf(await one.submit(receipt('RACE', 100)));
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        one.submit(reserve(`race-${i}`, { ttlSeconds: 1, lines: [units('RACE', 1)] })),
      ),
    );
    await pause(1_100);
    let committed = 0;
    for (let i = 0; i < 100; i++) {
      const send = [
        () => one.submit(commit(`race-${i}`)).then(({ ok }) => ok),
        () => other.submit(expire(`race-${i}`)).then((outcome) => valueOf(outcome).expired),
      ];
      if (i % 2 === 1) send.reverse();
      const won = await Promise.all(send.map((go) => go()));
      expect(won.filter(Boolean)).toHaveLength(1);
      if (won[i % 2]) committed += 1;
    }
    expect(await inventory.level('store-1', 'RACE')).toMatchObject({ onHand: 100, reserved: 0, committed });
  });
});

describe('A batch that fails', () => {
  let inventory: InventoryDatabase;
  const batches: BatchObservation[] = [];
  let batcher: StockBatcher;

  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1');
    await inventory.addItems(['TEA']);
    batcher = await inventory.replica({ observe: (batch) => batches.push(batch) });
  });
  afterAll(() => inventory.close());
  afterEach(async () => expect(await inventory.drift()).toEqual([]));

  it('because of one poisonous command fails that one alone, its neighbours succeed', async () => {
    const poison = postMovement(
      aMovement('receipt', 1_000, {
        movementId: 'poison',
        sku: 'TEA',
        occurredAt: now(),
        reason: 'NUL \u0000',
      }),
    );
    const commands = Array.from({ length: 40 }, () => receipt('TEA', 1));
    commands.splice(17, 0, poison);
    const results = await Promise.allSettled(commands.map((command) => batcher.submit(command)));
    expect(results.map(({ status }, i) => (status === 'rejected' ? i : -1)).filter((i) => i >= 0)).toEqual([
      17,
    ]);
    expect((results[17] as PromiseRejectedResult).reason).toMatchObject({ code: '22021' });
    expect(await inventory.level('store-1', 'TEA')).toMatchObject({ onHand: 40, sequence: 40 });
    expect(batches[0]).toMatchObject({ lines: 41, outcomes: [], failed: true });
    expect(batches[0]?.commands).toHaveLength(41);
    // Halving finds one among 41 in a dozen runs, not in 41.
    expect(batches.length).toBeLessThan(16);
  });

  it('because its connection is cut while it waits is tried again, and counts once', async () => {
    const blocker = inventory.dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query(`SELECT FROM inventory.stock_level WHERE sku = 'TEA' FOR UPDATE`);
    const before = await inventory.level('store-1', 'TEA');
    const sales = Array.from({ length: 5 }, (_, i) =>
      batcher.submit(
        recordSale({
          saleId: `cut-${i}`,
          occurredAt: now(),
          lines: [aSaleLine({ sku: 'TEA', quantity: 1 })],
        }),
      ),
    );
    const cut = await eventually(async () => {
      const rows = await inventory.query<{ pid: number }>(
        `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE OF l%'`,
      );
      expect(rows).toHaveLength(1);
      return rows[0] as { pid: number };
    });
    await eventually(async () =>
      expect(await inventory.query('SELECT FROM pg_stat_activity WHERE pid = $1', [cut.pid])).toEqual([]),
    );
    await blocker.commitTransaction();
    await blocker.release();
    const statuses = (await Promise.all(sales)).map((sale) => valueOf(sale).lines[0]?.status);
    expect(statuses).toEqual(Array.from({ length: 5 }, () => 'posted'));
    expect((await inventory.level('store-1', 'TEA'))['onHand']).toBe((before['onHand'] ?? 0) - 5);
  });

  describe('because its connection is cut at COMMIT, nobody knows whether before or after', () => {
    it.each([
      ['before it took effect', 'before'],
      ['after it took effect', 'after'],
    ] as const)('%s: goods that leave by lines leave once', async (_, moment) => {
      const id = `commit-${moment}`;
      valueOf(await batcher.submit(receipt('TEA', 100)));
      valueOf(await batcher.submit(reserve(id, { lines: [units('TEA', 10)] })));
      valueOf(await batcher.submit(commit(id)));
      const before = await inventory.level('store-1', 'TEA');

      const cuts = { left: 1 };
      const unlucky = await unluckyReplica(inventory, moment, cuts);
      const answer = valueOf(await unlucky.submit(fulfill(id, [units('TEA', 3)])));
      expect(cuts.left).toBe(0);
      expect(answer).toMatchObject({ status: 'committed', lines: [{ quantity: 10, fulfilled: 3 }] });
      expect(await inventory.level('store-1', 'TEA')).toMatchObject({
        onHand: (before['onHand'] ?? 0) - 3,
        committed: (before['committed'] ?? 0) - 3,
      });
      const told = (await inventory.events('inventory.reservation-fulfilled.v1')).filter(
        ({ key }) => key === id,
      );
      expect(told).toHaveLength(1);
    });

    it('after it took effect, and then halved for another failure: goods still leave once', async () => {
      valueOf(await batcher.submit(receipt('TEA', 100)));
      valueOf(await batcher.submit(reserve('halved', { lines: [units('TEA', 10)] })));
      valueOf(await batcher.submit(commit('halved')));
      const before = await inventory.level('store-1', 'TEA');

      const cuts = { left: 1, thenTimesOut: true };
      const unlucky = await unluckyReplica(inventory, 'after', cuts, { lanes: 1 });
      const [left, arrived] = await Promise.all([
        unlucky.submit(fulfill('halved', [units('TEA', 3)])),
        unlucky.submit(receipt('TEA', 1)),
      ]);
      expect(cuts).toEqual({ left: 0, thenTimesOut: false });
      expect(valueOf(left)).toMatchObject({ lines: [{ fulfilled: 3 }] });
      expect(valueOf(arrived)).toEqual({ duplicate: true });
      expect((await inventory.level('store-1', 'TEA'))['onHand']).toBe((before['onHand'] ?? 0) - 3 + 1);
    });

    it('a reservation under an id of our own is made once', async () => {
      valueOf(await batcher.submit(receipt('TEA', 100)));
      const before = await inventory.level('store-1', 'TEA');
      const unlucky = await unluckyReplica(inventory, 'after', { left: 1 });
      const request = { lines: [units('TEA', 4)] };
      expect(valueOf(await unlucky.submit(reserve('own-id', request)))).toMatchObject({
        reservationId: 'own-id',
        status: 'active',
        lines: [{ quantity: 4 }],
      });
      expect((await inventory.level('store-1', 'TEA'))['reserved']).toBe((before['reserved'] ?? 0) + 4);
    });
  });

  it('because its connection is cut after COMMIT, and another setting comes before it looks again: both stood', async () => {
    await inventory.addItems(['SET']);
    valueOf(await batcher.submit(receipt('SET', 10)));
    const setAnother = () => batcher.submit(setSafetyStock(6, { sku: 'SET' }));
    const unlucky = await unluckyReplica(inventory, 'after', { left: 1, meanwhile: setAnother });
    expect(valueOf(await unlucky.submit(setSafetyStock(4, { sku: 'SET' })))).toEqual({ safetyStock: 4 });
    expect(await inventory.level('store-1', 'SET')).toMatchObject({ safetyStock: 6, sequence: 3 });
  });

  it('only in the eyes of a listener has its effect once, and the batcher goes on', async () => {
    const fail = () => {
      throw new Error('The listener fails.');
    };
    const listened = await inventory.replica({ observe: fail, onCommitted: fail });
    const before = await inventory.level('store-1', 'TEA');
    valueOf(await listened.submit(receipt('TEA', 1)));
    valueOf(await listened.submit(receipt('TEA', 1)));
    expect((await inventory.level('store-1', 'TEA'))['onHand']).toBe((before['onHand'] ?? 0) + 2);
  });

  it('that keeps failing is answered with an error, and the batcher goes on', async () => {
    const unlucky = await unluckyReplica(inventory, 'before', { left: 5 });
    await expect(unlucky.submit(receipt('TEA', 1))).rejects.toThrow(/connection|released/i);
    valueOf(await unlucky.submit(receipt('TEA', 1)));
  });
});

describe('More commands than can be taken on', () => {
  let inventory: InventoryDatabase;
  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1');
    await inventory.addItems(['TEA']);
  });
  afterAll(() => inventory.close());

  it('are turned away until there is room again, and none that was taken is lost', async () => {
    const batcher = await inventory.replica({ maxQueuedBytes: 20_000 });
    const results = Promise.allSettled(Array.from({ length: 60 }, () => batcher.submit(receipt('TEA', 1))));
    const room = batcher.room();
    const settled = await results;
    await room;
    const turnedAway = settled.filter((result) => result.status === 'rejected');
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const { reason } of turnedAway) expect(reason).toBeInstanceOf(OverloadedError);
    expect((await inventory.level('store-1', 'TEA'))['onHand']).toBe(60 - turnedAway.length);
    valueOf(await batcher.submit(receipt('TEA', 1)));
  });

  it('are turned away once it is asked to stop, after those that wait are committed', async () => {
    const batcher = await inventory.replica();
    const before = await inventory.level('store-1', 'TEA');
    const waiting = Array.from({ length: 30 }, () => batcher.submit(receipt('TEA', 1)));
    await batcher.stop();
    expect((await inventory.level('store-1', 'TEA'))['onHand']).toBe((before['onHand'] ?? 0) + 30);
    await Promise.all(waiting);
    await expect(batcher.submit(receipt('TEA', 1))).rejects.toBeInstanceOf(OverloadedError);
  });
});
