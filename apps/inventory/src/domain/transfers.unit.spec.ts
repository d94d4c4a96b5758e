import type { TransferState } from './batch-state.js';
import { HOUR, SKU, STORE, aLevel, aTransfer, at } from '../testing/builders.js';
import { planTransfer, receive, ship } from '../testing/commands.js';
import { type Scenario, given, refusalOf, valueOf } from '../testing/scenario.js';

const FROM = 'warehouse-1';

const stockOf = (onHand: number, transfer: TransferState = aTransfer()): Scenario =>
  given({
    levels: [
      aLevel({ locationId: FROM, onHand }),
      aLevel({ locationId: FROM, sku: 'COFFEE', onHand }),
      aLevel(),
      aLevel({ sku: 'COFFEE' }),
    ],
    transfers: [transfer],
  });

const shipped = (quantities?: Record<string, number>): Scenario => {
  const stock = stockOf(100, aTransfer(quantities));
  valueOf(stock.when(ship()));
  return stock.later(HOUR);
};

describe('A transfer', () => {
  describe('shipped', () => {
    it('leaves the source and is expected at the destination', () => {
      const stock = stockOf(12, aTransfer({ [SKU]: 10, COFFEE: 2 }));
      expect(valueOf(stock.when(ship()))).toMatchObject({
        status: 'shipped',
        lines: [
          { sku: SKU, quantity: 10, shipped: 10, received: 0, lost: 0 },
          { sku: 'COFFEE', quantity: 2, shipped: 2 },
        ],
        updatedAt: at(0),
      });
      expect(stock.level(SKU, FROM)).toMatchObject({ onHand: 2, incoming: 0 });
      expect(stock.level()).toMatchObject({ onHand: 0, incoming: 10 });
      expect(stock.level('COFFEE')).toMatchObject({ onHand: 0, incoming: 2 });
      expect(stock.story).toEqual([
        'transfer_out 10',
        'transfer_expected 10',
        'transfer_out 2',
        'transfer_expected 2',
      ]);
    });

    it('again is no change', () => {
      const stock = shipped();
      expect(valueOf(stock.when(ship())).status).toBe('shipped');
      expect(stock.ledger).toEqual([]);
    });

    it('may not take what is promised or kept back; every short line is named and nothing moves', () => {
      const stock = given({
        levels: [
          aLevel({ locationId: FROM, onHand: 12, reserved: 1, committed: 1, safetyStock: 1 }),
          aLevel({ locationId: FROM, sku: 'COFFEE', onHand: 5 }),
          aLevel(),
          aLevel({ sku: 'COFFEE' }),
        ],
        transfers: [aTransfer({ COFFEE: 5, [SKU]: 10 })],
      });
      expect(refusalOf(stock.when(ship()))).toMatchObject({
        code: 'insufficient_stock',
        lines: [{ sku: SKU, locationId: FROM, requested: 10, available: 9 }],
      });
      expect(stock.ledger).toEqual([]);
      expect(stock.state.transfers.get('transfer-1')).toMatchObject({
        status: 'planned',
        lines: [{ shipped: 0 }, {}],
      });
    });

    it('names the location or SKU that is not known', () => {
      const noDestination = given({
        levels: [aLevel({ locationId: FROM, onHand: 99 })],
        transfers: [aTransfer()],
      });
      noDestination.state.locationSafetyStock.delete(STORE);
      expect(refusalOf(noDestination.when(ship()))).toMatchObject({
        code: 'unknown_location',
        detail: expect.stringContaining(`"${STORE}"`),
      });
      const noItem = given({ locations: { [FROM]: 0 }, transfers: [aTransfer()] });
      expect(refusalOf(noItem.when(ship()))).toMatchObject({ code: 'unknown_sku' });
    });

    it('at a moment more than 24 hours ahead is refused', () => {
      expect(refusalOf(stockOf(99).when(ship({ occurredAt: at(25 * HOUR) }))).code).toBe(
        'occurred_in_future',
      );
    });
  });

  describe('received', () => {
    it('without lines takes in all that is outstanding', () => {
      const stock = shipped({ [SKU]: 10, COFFEE: 2 });
      expect(valueOf(stock.when(receive({ occurredAt: at(1), reason: 'dock 2' })))).toMatchObject({
        status: 'received',
        lines: [{ received: 10 }, { received: 2 }],
      });
      expect(stock.level()).toMatchObject({ onHand: 10, incoming: 0 });
      expect(stock.level('COFFEE')).toMatchObject({ onHand: 2, incoming: 0 });
      expect(stock.ledger[0]).toMatchObject({
        reason: 'dock 2',
        occurredAt: Date.parse(at(1)),
        reference: 'transfer-1',
      });
    });

    it('part by part is partially received until the last unit is there', () => {
      const stock = shipped();
      const some = [{ sku: SKU, quantity: 3 }, { sku: SKU, quantity: 1 }]; // prettier-ignore
      expect(valueOf(stock.when(receive({ lines: some }))).status).toBe('partially_received');
      expect(stock.level()).toMatchObject({ onHand: 4, incoming: 6 });
      expect(valueOf(stock.when(receive({ lines: [{ sku: SKU, quantity: 6 }] }))).status).toBe('received');
      expect(stock.level()).toMatchObject({ onHand: 10, incoming: 0 });
      expect(stock.story).toEqual(['transfer_in 4', 'transfer_in 6']);
    });

    it('for good writes off what did not arrive, also on lines that nobody named', () => {
      const stock = shipped({ [SKU]: 10, COFFEE: 2 });
      expect(valueOf(stock.when(receive({ lines: [{ sku: SKU, quantity: 7 }], final: true })))).toMatchObject(
        {
          status: 'received',
          lines: [
            { received: 7, lost: 3 },
            { received: 0, lost: 2 },
          ],
        },
      );
      expect(stock.level()).toMatchObject({ onHand: 7, incoming: 0 });
      expect(stock.level('COFFEE')).toMatchObject({ onHand: 0, incoming: 0 });
      expect(stock.story).toEqual(['transfer_in 7', 'transfer_lost 3', 'transfer_lost 2']);
    });

    it('beyond what is outstanding is refused, and nothing of it is entered', () => {
      const stock = shipped({ COFFEE: 2, [SKU]: 10 });
      stock.when(receive({ lines: [{ sku: SKU, quantity: 8 }] }));
      const lines = [
        { sku: 'COFFEE', quantity: 1 },
        { sku: SKU, quantity: 3 },
      ];
      expect(refusalOf(stock.when(receive({ lines })))).toMatchObject({
        code: 'quantity_exceeds_shipped',
        sku: SKU,
        requested: 3,
        outstanding: 2,
      });
      expect(stock.story).toEqual(['transfer_in 8']);
    });

    it('with a SKU that was never in it is refused', () => {
      const stock = shipped();
      expect(refusalOf(stock.when(receive({ lines: [{ sku: 'COFFEE', quantity: 1 }] })))).toMatchObject({
        code: 'quantity_exceeds_shipped',
        outstanding: 0,
      });
    });

    it('once everything is there: all of it again is no change, single lines are refused', () => {
      const stock = shipped();
      stock.when(receive());
      const later = stock.later(HOUR);
      expect(valueOf(later.when(receive())).status).toBe('received');
      expect(refusalOf(later.when(receive({ lines: [{ sku: SKU, quantity: 1 }] }))).code).toBe(
        'transfer_received',
      );
      expect(later.ledger).toEqual([]);
    });

    it('and tried again after a lost answer from the database has one effect', () => {
      const stock = shipped();
      const command = receive({ lines: [{ sku: SKU, quantity: 4 }] });
      stock.when(command);
      const again = stock.later(1);
      expect(valueOf(again.when(command))).toMatchObject({
        status: 'partially_received',
        lines: [{ received: 4 }],
      });
      expect(again.ledger).toEqual([]);
    });

    it('before it was shipped is refused', () => {
      expect(refusalOf(stockOf(99).when(receive())).code).toBe('transfer_not_shipped');
    });
  });

  describe('planned', () => {
    const known = () => given({ locations: { [FROM]: 0 }, skus: [SKU, 'COFFEE'] });

    it('moves nothing yet, and adds up the lines of one SKU', () => {
      const stock = known();
      const lines = [
        { sku: SKU, quantity: 2 },
        { sku: 'COFFEE', quantity: 1 },
        { sku: SKU, quantity: 3 },
      ];
      expect(valueOf(stock.when(planTransfer({}, { lines, reference: 'return-1' })))).toEqual({
        transferId: 'transfer-1',
        from: FROM,
        to: STORE,
        stockStatus: 'available',
        status: 'planned',
        reference: 'return-1',
        lines: [
          { sku: 'COFFEE', quantity: 1, shipped: 0, received: 0, lost: 0 },
          { sku: SKU, quantity: 5, shipped: 0, received: 0, lost: 0 },
        ],
        createdAt: at(0),
        updatedAt: at(0),
      });
      expect(stock.ledger).toEqual([]);
    });

    it('again is the same transfer, as it is now; with other content it is refused', () => {
      const stock = known();
      stock.when(planTransfer({ [SKU]: 2 }));
      expect(valueOf(stock.when(planTransfer({ [SKU]: 2 }))).status).toBe('planned');
      expect(stock.state.newTransfers.size).toBe(1);
      const later = stock.later(HOUR);
      expect(valueOf(later.when(planTransfer({ [SKU]: 2 })))).toMatchObject({ createdAt: at(0) });
      for (const other of [
        planTransfer({ [SKU]: 3 }),
        planTransfer({ [SKU]: 2 }, { stockStatus: 'quality_control' }),
        planTransfer({ [SKU]: 2 }, { reference: 'return-1' }),
      ]) {
        expect(refusalOf(later.when(other)).code).toBe('transfer_id_reused');
      }
      expect(later.state.newTransfers.size).toBe(0);
    });

    it('between places and of items that are known, from one to another', () => {
      expect(refusalOf(known().when(planTransfer({ NEW: 1 }))).code).toBe('unknown_sku');
      expect(refusalOf(known().when(planTransfer({ [SKU]: 1 }, { to: 'new' }))).code).toBe(
        'unknown_location',
      );
      expect(refusalOf(known().when(planTransfer({ [SKU]: 1 }, { to: FROM }))).code).toBe('same_location');
    });

    it('with lines that add up to more than one line may ask for is refused', () => {
      const lines = [
        { sku: SKU, quantity: 1_000_000_000 },
        { sku: SKU, quantity: 1 },
      ];
      expect(refusalOf(known().when(planTransfer({}, { lines }))).code).toBe('quantity_out_of_range');
    });
  });

  describe('of units under quality control', () => {
    const held = (qualityControl: number): Scenario =>
      given({
        levels: [aLevel({ locationId: FROM, onHand: 12, committed: 12, qualityControl }), aLevel()],
        transfers: [aTransfer({ [SKU]: 3 }, { stockStatus: 'quality_control' })],
      });

    it('takes them out of both figures, and they are held on arrival too', () => {
      const stock = held(4);
      valueOf(stock.when(ship()));
      expect(stock.level(SKU, FROM)).toMatchObject({ onHand: 9, qualityControl: 1, committed: 12 });
      expect(stock.level()).toMatchObject({ onHand: 0, qualityControl: 0, incoming: 3 });
      valueOf(stock.when(receive({ lines: [{ sku: SKU, quantity: 2 }], final: true })));
      expect(stock.level()).toMatchObject({ onHand: 2, qualityControl: 2, incoming: 0 });
    });

    it('takes no more than are held, however many are on the shelf', () => {
      const stock = held(2);
      expect(refusalOf(stock.when(ship()))).toMatchObject({
        code: 'insufficient_quality_control',
        lines: [{ sku: SKU, locationId: FROM, requested: 3, available: 2 }],
      });
      expect(stock.ledger).toEqual([]);
    });
  });

  it('that nobody planned is not found', () => {
    expect(refusalOf(given().when(ship())).code).toBe('transfer_not_found');
    expect(refusalOf(given().when(receive())).code).toBe('transfer_not_found');
  });

  it('never carries a figure out of the range that can be stored', () => {
    const stock = shipped();
    stock.level().onHand = 1_999_999_995;
    expect(refusalOf(stock.when(receive()))).toMatchObject({ code: 'figure_out_of_range', sku: SKU });
    expect(stock.ledger).toEqual([]);
  });
});
