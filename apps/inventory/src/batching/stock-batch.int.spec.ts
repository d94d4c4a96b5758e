import { HOUR, aMovement, aSaleLine } from '../testing/builders.js';
import {
  commit,
  postMovement,
  receive,
  recordCount,
  recordSale,
  release,
  reserve,
  setSafetyStock,
  ship,
} from '../testing/commands.js';
import { InventoryDatabase } from '../testing/inventory-database.js';
import { refusalOf, valueOf } from '../testing/scenario.js';
import type { StockBatcher } from './stock-batcher.js';

const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();
let made = 0;

const receipt = (sku: string, quantity: number, occurredAt = ago(0), locationId = 'store-1') =>
  postMovement(
    aMovement('receipt', quantity, { movementId: `receipt-${++made}`, sku, locationId, occurredAt }),
  );

const sale = (sku: string, quantity: number, occurredAt = ago(0), saleId = `sale-${++made}`) =>
  recordSale({ saleId, occurredAt, lines: [aSaleLine({ sku, quantity })] });

describe('Stock commands, from one batch to the next', () => {
  let inventory: InventoryDatabase;
  let batcher: StockBatcher;

  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1', 'store-2');
    batcher = await inventory.replica();
  });
  afterAll(() => inventory.close());
  afterEach(async () => expect(await inventory.drift()).toEqual([]));

  it('write what they decided: figures, ledger and reservations as they were judged', async () => {
    await inventory.addItems(['ALL']);
    valueOf(await batcher.submit(receipt('ALL', 20)));
    const lines = [{ sku: 'ALL', locationId: 'store-1', quantity: 4 }];
    const held = valueOf(await batcher.submit(reserve('all', { reservationId: 'all', lines })));
    valueOf(await batcher.submit(postMovement(aMovement('damage', 2, { sku: 'ALL', occurredAt: ago(0) }))));
    valueOf(await batcher.submit(commit('all')));
    valueOf(await batcher.submit(release('all', [{ ...lines[0]!, quantity: 1 }])));
    valueOf(await batcher.submit(setSafetyStock(3, { sku: 'ALL' })));
    expect(await inventory.level('store-1', 'ALL')).toEqual({
      onHand: 20, reserved: 0, committed: 3, damaged: 2, qualityControl: 0, incoming: 0, safetyStock: 3, sequence: 6,
    }); // prettier-ignore
    expect(valueOf(await batcher.submit(reserve('all', { reservationId: 'all', lines })))).toEqual(held);
    expect(refusalOf(await batcher.submit(reserve('all', { reservationId: 'all' }))).code).toBe(
      'reservation_id_reused',
    );
  });

  it('keep ids apart that differ in case, accent or blanks, and text as it was sent', async () => {
    const skus = ['tea', 'TEA', 'tEA ', 'té', 'NULL', '{"a,b"}\\', '茶 "500g"'];
    await inventory.addItems(skus);
    const outcomes = await Promise.all(skus.map((sku, i) => batcher.submit(receipt(sku, i + 1))));
    for (const outcome of outcomes) valueOf(outcome);
    for (const [i, sku] of skus.entries()) {
      expect((await inventory.level('store-1', sku))['onHand']).toBe(i + 1);
    }
  });

  describe('a count', () => {
    it('leaves on top what moved after its moment, and takes a late sale off once', async () => {
      await inventory.addItems(['COUNTED']);
      for (const command of [
        receipt('COUNTED', 100, ago(5 * HOUR)),
        sale('COUNTED', 10, ago(4 * HOUR)),
        sale('COUNTED', 5, ago(1 * HOUR)),
        receipt('COUNTED', 1, ago(-HOUR)),
      ]) {
        valueOf(await batcher.submit(command));
      }
      const count = recordCount({ COUNTED: 88 }, { countId: 'count', countedAt: ago(3 * HOUR) });
      const first = valueOf(await batcher.submit(count));
      expect(first.variances).toEqual([
        { sku: 'COUNTED', counted: 88, expected: 90, variance: -2, superseded: false },
      ]);
      expect((await inventory.level('store-1', 'COUNTED'))['onHand']).toBe(84);

      valueOf(await batcher.submit(sale('COUNTED', 7, ago(3.5 * HOUR))));
      valueOf(await batcher.submit(sale('COUNTED', 1, ago(2 * HOUR))));
      expect((await inventory.level('store-1', 'COUNTED'))['onHand']).toBe(83);
      expect(valueOf(await batcher.submit(count))).toEqual(first);
      const older = recordCount({ COUNTED: 1 }, { countId: 'older', countedAt: ago(4 * HOUR) });
      expect(valueOf(await batcher.submit(older)).variances).toMatchObject([{ superseded: true }]);
      expect((await inventory.level('store-1', 'COUNTED'))['onHand']).toBe(83);
    });

    it('and sales of its moment in one batch agree with the ledger', async () => {
      await inventory.addItems(['COUNTED-TOGETHER']);
      valueOf(await batcher.submit(receipt('COUNTED-TOGETHER', 50, ago(9 * HOUR))));
      const outcomes = await Promise.all([
        batcher.submit(sale('COUNTED-TOGETHER', 3, ago(4 * HOUR))),
        batcher.submit(sale('COUNTED-TOGETHER', 4, ago(1 * HOUR))),
        batcher.submit(
          recordCount({ 'COUNTED-TOGETHER': 40 }, { countId: 'together', countedAt: ago(3 * HOUR) }),
        ),
        batcher.submit(sale('COUNTED-TOGETHER', 5, ago(3.5 * HOUR))),
      ]);
      for (const outcome of outcomes) valueOf(outcome as { ok: true; value: unknown });
      expect((await inventory.level('store-1', 'COUNTED-TOGETHER'))['onHand']).toBe(36);
    });
  });

  it('a line that waits for its item posts when it is sent again after the item came', async () => {
    const waiting = sale('LATE-ITEM', 2, ago(0), 'late');
    const statuses = async () => valueOf(await batcher.submit(waiting)).lines.map(({ status }) => status);
    expect(await statuses()).toEqual(['pending']);
    expect(await statuses()).toEqual(['duplicate']);
    expect(
      await inventory.query(`SELECT sku FROM inventory.pending_sale_line WHERE sku = 'LATE-ITEM'`),
    ).toHaveLength(1);
    await inventory.addItems(['LATE-ITEM']);
    expect(await statuses()).toEqual(['posted']);
    expect(await statuses()).toEqual(['duplicate']);
    expect(
      await inventory.query(`SELECT sku FROM inventory.pending_sale_line WHERE sku = 'LATE-ITEM'`),
    ).toEqual([]);
    expect((await inventory.level('store-1', 'LATE-ITEM'))['onHand']).toBe(-2);
  });

  it('a transfer moves stock between stores and makes the level it arrives at', async () => {
    await inventory.addItems(['MOVED']);
    valueOf(await batcher.submit(receipt('MOVED', 10)));
    await inventory.query(
      `INSERT INTO inventory.transfer
         (transfer_id, from_location_id, to_location_id, status, content_hash, created_at, updated_at)
       VALUES ('moved', 'store-1', 'store-2', 'planned', 1, now(), now())`,
    );
    await inventory.query(
      `INSERT INTO inventory.transfer_line (transfer_id, sku, quantity) VALUES ('moved', 'MOVED', 8)`,
    );
    valueOf(await batcher.submit(ship({ transferId: 'moved' })));
    expect(await inventory.level('store-2', 'MOVED')).toMatchObject({ onHand: 0, incoming: 8 });
    const lines = [{ sku: 'MOVED', quantity: 5 }];
    const arrived = valueOf(await batcher.submit(receive({ transferId: 'moved', lines, final: true })));
    expect(arrived).toMatchObject({ status: 'received', lines: [{ shipped: 8, received: 5, lost: 3 }] });
    expect(await inventory.level('store-2', 'MOVED')).toMatchObject({ onHand: 5, incoming: 0 });
    expect(await inventory.level('store-1', 'MOVED')).toMatchObject({ onHand: 2 });
  });
});

describe('The ledger', () => {
  let inventory: InventoryDatabase;
  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1');
    await inventory.addItems(['TEA']);
    valueOf(await (await inventory.replica()).submit(receipt('TEA', 1)));
  });
  afterAll(() => inventory.close());

  it.each([
    'UPDATE inventory.stock_movement SET quantity = 2',
    'DELETE FROM inventory.stock_movement',
    'TRUNCATE inventory.stock_movement',
  ])('refuses %s, whoever asks', async (statement) => {
    await expect(inventory.query(statement)).rejects.toThrow(/append-only/);
    expect(await inventory.query('SELECT quantity FROM inventory.stock_movement')).toEqual([{ quantity: 1 }]);
  });

  it.each(['reserved', 'committed', 'damaged', 'quality_control', 'incoming', 'safety_stock'])(
    'is backed by a level that cannot have a negative %s',
    async (figure) => {
      await expect(inventory.query(`UPDATE inventory.stock_level SET ${figure} = -1`)).rejects.toMatchObject({
        code: '23514',
      });
    },
  );
});
