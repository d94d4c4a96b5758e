import type { Drift, Reconciliation } from '#contracts';
import { aMovement } from '../src/testing/builders.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

/** What goes wrong, and what is found then: `invariant field expected actual`. */
const BROKEN: [name: string, sku: string, sql: string, findings: string[]][] = [
  [
    'a figure that no movement explains',
    'figure',
    `UPDATE inventory.stock_level SET on_hand = 11 WHERE sku = $1`,
    ['ledger_sequence onHand 10 11', 'ledger_sum onHand 10 11'],
  ],
  [
    'safety stock that nobody set',
    'safety',
    `UPDATE inventory.stock_level SET safety_stock = 3 WHERE sku = $1`,
    ['ledger_sequence safetyStock 0 3'],
  ],
  [
    'a sequence that is ahead of the ledger',
    'ahead',
    `UPDATE inventory.stock_level SET sequence = 9 WHERE sku = $1`,
    ['ledger_sequence movements 9 2', 'ledger_sequence sequence 2 9'],
  ],
  [
    'a movement that is gone',
    'gone',
    `DELETE FROM inventory.stock_movement WHERE sku = $1 AND sequence = 1`,
    ['ledger_sequence movements 2 1', 'ledger_sum onHand 0 10'],
  ],
  [
    'a movement that was changed',
    'changed',
    `UPDATE inventory.stock_movement SET on_hand_delta = 12 WHERE sku = $1 AND sequence = 1`,
    ['ledger_sum onHand 12 10'],
  ],
  [
    'a level that is gone',
    'level',
    `DELETE FROM inventory.stock_level WHERE sku = $1`,
    [
      'ledger_sequence movements 0 2',
      'ledger_sequence sequence 2 0',
      'ledger_sum onHand 10 0',
      'ledger_sum reserved 2 0',
      'reserved reserved 2 0',
    ],
  ],
  [
    'a reservation that holds other than its level says',
    'held',
    `UPDATE inventory.reservation_line SET quantity = 5 WHERE sku = $1`,
    ['reserved reserved 5 2', 'settled_once quantity 2 5'],
  ],
  [
    'a reservation that is committed in its own row alone',
    'promised',
    `UPDATE inventory.reservation SET status = 'committed' WHERE reservation_id = $1`,
    ['committed committed 2 0', 'reserved reserved 0 2'],
  ],
  [
    'a reservation that is gone',
    'forgotten',
    `DELETE FROM inventory.reservation_line WHERE sku = $1`,
    ['reserved reserved 0 2', 'settled_once quantity 2 0'],
  ],
  [
    'units that are staged in a reservation alone',
    'staged',
    `UPDATE inventory.reservation_line SET staged = 1 WHERE sku = $1`,
    ['staged staged 0 1'],
  ],
  [
    'a component below zero',
    'below',
    `UPDATE inventory.stock_level SET damaged = -1 WHERE sku = $1`,
    ['component_range damaged 0 -1', 'ledger_sequence damaged 0 -1', 'ledger_sum damaged 0 -1'],
  ],
  [
    'units on their way that nobody sent',
    'arriving',
    `UPDATE inventory.stock_level SET incoming = 4 WHERE sku = $1`,
    ['incoming incoming 0 4', 'ledger_sequence incoming 0 4', 'ledger_sum incoming 0 4'],
  ],
  [
    'a transfer that was shipped in its own row alone',
    'shipped',
    `WITH transfer AS (
       INSERT INTO inventory.transfer (transfer_id, from_location_id, to_location_id, status, content_hash, created_at,
         updated_at) VALUES ('t-1', 's-2', 's-1', 'shipped', 0, now(), now()) RETURNING transfer_id)
     INSERT INTO inventory.transfer_line (transfer_id, sku, quantity, shipped) SELECT transfer_id, $1, 3, 3 FROM transfer`,
    ['incoming incoming 3 0', 'transferred_once shipped 0 3'],
  ],
  [
    'units that were given up twice in a reservation, and once in the ledger',
    'twice',
    `UPDATE inventory.reservation_line SET released = 1 WHERE sku = $1`,
    ['reserved reserved 1 2', 'settled_once released 0 1'],
  ],
  [
    'a sale line that waits though it was entered',
    'waiting',
    `WITH entered AS (
       UPDATE inventory.stock_movement SET movement_id = 'sale/s-9/r-1/1' WHERE sku = $1 AND sequence = 1 RETURNING sku)
     INSERT INTO inventory.pending_sale_line (location_id, sale_id, line_id, sku, quantity, occurred_at, sale, line,
       content_hash, received_at) SELECT 's-9', 'r-1', '1', sku, 2, now(), '{}', '{}', 0, now() FROM entered`,
    ['entered_once quantity 0 2'],
  ],
  [
    'a shortage that nobody was told of',
    'untold',
    `DELETE FROM inventory.told_shortage WHERE sku = $1`,
    ['untold_shortage shortage 0 3'],
  ],
  [
    'a shortage that came again after it was over, told only the first time',
    'untold-again',
    `UPDATE inventory.told_shortage SET shortage = 5, sequence = 3 WHERE sku = $1`,
    ['untold_shortage shortage 0 3'],
  ],
  [
    'a shortage that is greater than what was told',
    'half-told',
    `UPDATE inventory.told_shortage SET shortage = 1 WHERE sku = $1`,
    ['untold_shortage shortage 1 3'],
  ],
];

describe('Reconciliation', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
    const skus = ['sound', ...BROKEN.map(([, sku]) => sku)];
    await inventory.stock('s-1', Object.fromEntries(skus.map((sku) => [sku, 10])));
    for (const sku of skus) {
      const lines = [{ sku, locationId: 's-1', quantity: 2 }];
      await good(
        inventory.post('/reservations', { reservationId: sku, reference: sku, ttlSeconds: 3_600, lines }),
      );
    }
    await sell('untold', 11);
    await sell('half-told', 11);
    // Five too many, then a delivery, then three too many.
    await sell('untold-again', 13);
    await good(
      inventory.post('/movements', {
        movements: [
          aMovement('receipt', 13, { movementId: 'delivery', sku: 'untold-again', locationId: 's-1' }),
        ],
      }),
    );
    await sell('untold-again', 11);
  });
  afterAll(() => inventory.stop());

  const sell = (sku: string, quantity: number) =>
    good(
      inventory.post('/sales', {
        sales: [
          {
            saleId: `${sku}-${quantity}`,
            locationId: 's-1',
            occurredAt: '2026-01-02T00:00:00Z',
            lines: [{ lineId: '1', sku, quantity }],
          },
        ],
      }),
    );
  const reconcile = async () => (await good(inventory.get<Reconciliation>('/reconciliation'))).body;
  /** As somebody with all rights could, past the checks and the trigger that keep the tables sound. */
  const tamper = (sql: string, parameters: unknown[]) =>
    inventory.dataSource.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(sql, parameters);
    });
  const found = (drift: Drift[], sku: string) =>
    drift
      .filter((finding) => finding.sku === sku)
      .map(({ invariant, field, expected, actual }) => `${invariant} ${field} ${expected} ${actual}`);

  it('finds nothing where nothing is wrong, and says how much it looked at', async () => {
    expect(await reconcile()).toEqual({ checked: BROKEN.length + 1, drift: [] });
  });

  it.each(BROKEN)('finds %s', async (_, sku, sql, findings) => {
    await inventory.query(
      'ALTER TABLE inventory.stock_level DROP CONSTRAINT IF EXISTS stock_level_components',
    );
    await tamper(sql, [sku]);
    const { drift } = await reconcile();
    expect(found(drift, sku).toSorted()).toEqual(findings);
    expect(found(drift, 'sound')).toEqual([]);
    const ours = drift.filter((finding) => finding.sku === sku);
    expect(new Set(ours.map(({ locationId }) => locationId))).toEqual(
      new Set([sku === 'waiting' ? 's-9' : 's-1']),
    );
  });

  it('tells the first 1,000 findings when everything is wrong', async () => {
    await inventory.query(
      `WITH item AS (
         INSERT INTO inventory.item (sku, unit, returnable, attributes, created_at, updated_at)
         SELECT 'lost-' || n, 'each', true, '{}', now(), now() FROM generate_series(1, 1200) n RETURNING sku)
       INSERT INTO inventory.stock_level (location_id, sku, on_hand, updated_at) SELECT 's-1', sku, 1, now() FROM item`,
    );
    const { checked, drift } = await reconcile();
    expect(checked).toBeGreaterThan(1_200);
    expect(drift).toHaveLength(1_000);
  });
});
