import { aMovement, aSaleLine } from '../testing/builders.js';
import { commit, fulfill, postMovement, recordSale, reserve } from '../testing/commands.js';
import { InventoryDatabase } from '../testing/inventory-database.js';
import { valueOf } from '../testing/scenario.js';
import type { StockBatcher } from './stock-batcher.js';

const now = (): string => new Date().toISOString();
let made = 0;

const receipt = (sku: string, quantity: number, locationId = 'store-1') =>
  postMovement(
    aMovement('receipt', quantity, { movementId: `receipt-${++made}`, sku, locationId, occurredAt: now() }),
  );

const sale = (sku: string, quantity: number, locationId = 'store-1') =>
  recordSale({
    saleId: `sale-${++made}`,
    locationId,
    occurredAt: now(),
    lines: [aSaleLine({ sku, quantity })],
  });

describe('What a batch tells the others', () => {
  let inventory: InventoryDatabase;
  let batcher: StockBatcher;

  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1', 'store-2', 'store/3');
    batcher = await inventory.replica();
  });
  afterAll(() => inventory.close());

  const dataOf = async (type: string, sku: string) =>
    (await inventory.events(type)).map(({ data }) => data).filter((data) => data['sku'] === sku);

  const hold = async (sku: string, reservationId: string, quantity: number) =>
    valueOf(
      await batcher.submit(
        reserve(reservationId, {
          reference: `order-of-${reservationId}`,
          lines: [{ sku, locationId: 'store-1', quantity }],
        }),
      ),
    );

  describe('when tills sell what was promised', () => {
    const sku = 'OVERSOLD';

    it('names the shortage and who should give way: newest carts, then newest orders, no more than it takes', async () => {
      await inventory.addItems([sku]);
      valueOf(await batcher.submit(receipt(sku, 11)));
      await hold(sku, 'old-order', 2);
      await hold(sku, 'old-cart', 2);
      await hold(sku, 'new-order', 2);
      await hold(sku, 'new-cart', 2);
      await hold(sku, 'gone', 3);
      for (const id of ['new-order', 'old-order', 'gone']) valueOf(await batcher.submit(commit(id)));
      valueOf(await batcher.submit(fulfill('gone')));
      expect(await dataOf('inventory.oversold.v1', sku)).toEqual([]);

      valueOf(await batcher.submit(sale(sku, 5)));
      expect(await dataOf('inventory.oversold.v1', sku)).toEqual([
        {
          sku,
          locationId: 'store-1',
          shortage: 5,
          onHand: 3,
          reserved: 4,
          committed: 4,
          sequence: (await inventory.level('store-1', sku))['sequence'],
          atRisk: [
            { reservationId: 'new-cart', reference: 'order-of-new-cart', status: 'active', quantity: 2 },
            { reservationId: 'old-cart', reference: 'order-of-old-cart', status: 'active', quantity: 2 },
            { reservationId: 'new-order', reference: 'order-of-new-order', status: 'committed', quantity: 2 },
          ],
        },
      ]);
    });

    it('says so again when it gets worse, and not when it gets better', async () => {
      valueOf(await batcher.submit(sale(sku, 1)));
      valueOf(await batcher.submit(receipt(sku, 2)));
      expect((await dataOf('inventory.oversold.v1', sku)).map((data) => data['shortage'])).toEqual([5, 6]);
    });

    it('counts what a unit in part left or was released from as settled', async () => {
      await inventory.addItems(['PART']);
      valueOf(await batcher.submit(receipt('PART', 5)));
      await hold('PART', 'part', 5);
      valueOf(await batcher.submit(commit('part')));
      valueOf(await batcher.submit(fulfill('part', [{ sku: 'PART', locationId: 'store-1', quantity: 3 }])));
      valueOf(await batcher.submit(sale('PART', 1)));
      expect(await dataOf('inventory.oversold.v1', 'PART')).toMatchObject([
        { shortage: 1, atRisk: [{ reservationId: 'part', quantity: 2 }] },
      ]);
    });
  });

  it('low stock is told when the figure falls to the threshold, once for each time', async () => {
    await inventory.addItems(['LOW'], 5);
    await inventory.addItems(['NO-THRESHOLD']);
    for (const command of [
      receipt('LOW', 3), // from nothing to little is no fall
      receipt('LOW', 5),
      sale('LOW', 2), // 6
      sale('LOW', 1), // 5: told
      sale('LOW', 1), // 4
      receipt('LOW', 4), // 8
      sale('LOW', 6), // 2: told
      receipt('NO-THRESHOLD', 9),
      sale('NO-THRESHOLD', 9),
    ]) {
      valueOf(await batcher.submit(command));
    }
    expect((await dataOf('inventory.low-stock.v1', 'LOW')).map((data) => data['available'])).toEqual([5, 2]);
    expect((await dataOf('inventory.low-stock.v1', 'LOW'))[0]).toMatchObject({
      threshold: 5,
      locationId: 'store-1',
    });
    expect(await dataOf('inventory.low-stock.v1', 'NO-THRESHOLD')).toEqual([]);
  });

  it('each touched level has one event per batch, however many movements touched it', async () => {
    await inventory.addItems(['ONCE-A', 'ONCE-B']);
    const together = [
      receipt('ONCE-A', 10),
      receipt('ONCE-B', 5),
      sale('ONCE-A', 3),
      reserve('once', { lines: [{ sku: 'ONCE-A', locationId: 'store-1', quantity: 2 }] }),
    ];
    for (const outcome of await Promise.all(together.map((command) => batcher.submit(command))))
      valueOf(outcome);
    expect(await dataOf('inventory.level-changed.v1', 'ONCE-A')).toMatchObject([
      { previousSequence: 0, sequence: 3, onHand: 7, reserved: 2, available: 5 },
    ]);
    expect(await dataOf('inventory.level-changed.v1', 'ONCE-B')).toMatchObject([
      { previousSequence: 0, sequence: 1, onHand: 5 },
    ]);
  });

  it('a refused command and a receipt that is known already tell nothing', async () => {
    await inventory.addItems(['QUIET']);
    const known = sale('QUIET', 1);
    valueOf(await batcher.submit(known));
    const before = await inventory.query('SELECT count(*) FROM inventory.outbox');
    valueOf(await batcher.submit(known));
    await batcher.submit(reserve('quiet', { lines: [{ sku: 'QUIET', locationId: 'store-1', quantity: 1 }] }));
    expect(await inventory.query('SELECT count(*) FROM inventory.outbox')).toEqual(before);
  });

  it('the sequences of a level follow each other without a gap, from two replicas too', async () => {
    const other = await inventory.replica();
    const skus = ['CHAIN-A', 'CHAIN-B', 'CHAIN-C'];
    await inventory.addItems(skus);
    const places = ['store-1', 'store-2', 'store/3'];
    for (let wave = 0; wave < 10; wave++) {
      await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          (i % 2 === 0 ? batcher : other).submit(
            (i % 3 === 0 ? sale : receipt)(
              skus[i % skus.length] as string,
              1 + (i % 4),
              places[(i * wave) % 3],
            ),
          ),
        ),
      );
    }
    const chains = new Map<string, { last: number; onHand: number }>();
    for (const { key, data } of await inventory.events('inventory.level-changed.v1')) {
      if (!skus.includes(data['sku'] as string)) continue;
      expect(key).toBe(`${encodeURIComponent(data['locationId'] as string)}/${data['sku'] as string}`);
      expect(data['previousSequence']).toBe(chains.get(key)?.last ?? 0);
      expect(data['sequence']).toBeGreaterThan(data['previousSequence'] as number);
      chains.set(key, { last: data['sequence'] as number, onHand: data['onHand'] as number });
    }
    const levels = await inventory.query<{ key: string; last: number; onHand: number }>(
      `SELECT replace(location_id, '/', '%2F') || '/' || sku AS key, sequence::int AS last, on_hand AS "onHand"
       FROM inventory.stock_level WHERE sku LIKE 'CHAIN-%'`,
    );
    expect(Object.fromEntries(chains)).toEqual(
      Object.fromEntries(levels.map(({ key, last, onHand }) => [key, { last, onHand }])),
    );
    expect(await inventory.drift()).toEqual([]);
  });
});
