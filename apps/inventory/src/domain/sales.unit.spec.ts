import type { SaleLine } from '#contracts';
import { HOUR, NOW, SKU, STORE, aLevel, aSaleLine, at } from '../testing/builders.js';
import { recordSale } from '../testing/commands.js';
import { type Scenario, given, refusalOf, valueOf } from '../testing/scenario.js';

const statuses = (stock: Scenario, ...lines: SaleLine[]): string[] =>
  valueOf(stock.when(recordSale({ lines }))).lines.map(({ status }) => status);

describe("A till's sale", () => {
  it('takes its units off the shelf and is told to the others', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    expect(statuses(stock, aSaleLine({ quantity: 3 }))).toEqual(['posted']);
    expect(stock.level()).toMatchObject({ onHand: 7, sequence: 1 });
    expect(stock.ledger).toMatchObject([
      { type: 'sale', quantity: 3, change: { onHand: -3 }, reference: 'receipt-1', occurredAt: NOW },
    ]);
    expect(stock.state.recordedSales).toMatchObject([{ lines: [{ lineId: '1' }] }]);
  });

  it('cannot be refused: it sells below zero and below what is promised', () => {
    const stock = given({ levels: [aLevel({ onHand: 1, reserved: 1, safetyStock: 5 })] });
    expect(statuses(stock, aSaleLine({ quantity: 4 }))).toEqual(['posted']);
    expect(stock.level()).toMatchObject({ onHand: -3, reserved: 1 });
  });

  it('with quantity 0 has no effect, not even on an unknown SKU', () => {
    const stock = given({ levels: [aLevel({ onHand: 1 })] });
    expect(
      statuses(stock, aSaleLine({ quantity: 0 }), aSaleLine({ lineId: '2', sku: 'NEW', quantity: 0 })),
    ).toEqual(['no_effect', 'no_effect']);
    expect(stock.ledger).toEqual([]);
    expect(stock.state).toMatchObject({ newWaitingLines: [], recordedSales: [] });
  });

  it('that lies more than 24 hours ahead is refused as a whole', () => {
    const stock = given({ levels: [aLevel({ onHand: 1 })] });
    expect(refusalOf(stock.when(recordSale({ occurredAt: at(24 * HOUR + 1) }))).code).toBe(
      'occurred_in_future',
    );
    valueOf(stock.when(recordSale({ occurredAt: at(24 * HOUR) })));
    expect(stock.level().onHand).toBe(0);
  });

  it('that would carry a figure out of range is rejected, its neighbours stand', () => {
    const stock = given({ levels: [aLevel({ onHand: -1_500_000_000 })] });
    const lines = [aSaleLine({ quantity: 1_000_000_000 }), aSaleLine({ lineId: '2', quantity: 5 })];
    const result = valueOf(stock.when(recordSale({ lines }))).lines;
    expect(result).toMatchObject([
      { status: 'rejected', refusal: { code: 'figure_out_of_range' } },
      { status: 'posted' },
    ]);
    expect(stock.level().onHand).toBe(-1_500_000_005);
  });

  describe('with a negative quantity brings units back', () => {
    it.each([
      [undefined, { onHand: 12 }],
      ['restock', { onHand: 12 }],
      ['refurbish', { onHand: 12, qualityControl: 2 }],
      ['quarantine', { onHand: 12, qualityControl: 2 }],
      ['return_to_warehouse', { onHand: 12, qualityControl: 2 }],
    ] as const)('disposition %s', (disposition, after) => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      expect(statuses(stock, aSaleLine({ quantity: -2, disposition }))).toEqual(['posted']);
      expect(stock.level()).toMatchObject({ damaged: 0, qualityControl: 0, ...after });
      expect(stock.story).toEqual(['customer_return -2']);
    });

    it('disposition dispose throws them away: in and out again, both in the ledger', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      expect(statuses(stock, aSaleLine({ quantity: -2, disposition: 'dispose' }))).toEqual(['posted']);
      expect(stock.level()).toMatchObject({ onHand: 10, sequence: 2 });
      expect(stock.story).toEqual(['customer_return -2', 'dispose 2']);
    });
  });

  describe('that a count already knows of', () => {
    it('is entered and taken off again, so it is deducted once', () => {
      const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW - HOUR })] });
      const lines = [aSaleLine({ quantity: 3 })];
      const outcome = valueOf(stock.when(recordSale({ lines, occurredAt: at(-2 * HOUR) })));
      expect(outcome.lines[0]?.status).toBe('posted');
      expect(stock.level()).toMatchObject({ onHand: 10, sequence: 2 });
      expect(stock.ledger).toMatchObject([
        { type: 'sale', change: { onHand: -3 } },
        { type: 'count_restatement', quantity: 3, change: { onHand: 3 }, occurredAt: NOW - 2 * HOUR },
      ]);
    });

    it('at the very moment of the count belongs to the time before it', () => {
      const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW - HOUR })] });
      stock.when(recordSale({ occurredAt: at(-HOUR) }));
      expect(stock.level().onHand).toBe(10);
    });

    it('a millisecond after the count is deducted', () => {
      const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW - HOUR })] });
      stock.when(recordSale({ occurredAt: at(-HOUR + 1) }));
      expect(stock.level().onHand).toBe(9);
    });

    it('is restated as well when it is a return, thrown away or not', () => {
      const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW })] });
      statuses(
        stock,
        aSaleLine({ quantity: -2 }),
        aSaleLine({ lineId: '2', quantity: -1, disposition: 'dispose' }),
      );
      expect(stock.level().onHand).toBe(10);
      expect(stock.story).toEqual([
        'customer_return -2',
        'count_restatement -2',
        'customer_return -1',
        'count_restatement -1',
      ]);
    });
  });

  describe('sent again', () => {
    it('counts once, also in a later batch', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      statuses(stock, aSaleLine({ quantity: 3 }));
      expect(statuses(stock, aSaleLine({ quantity: 3 }))).toEqual(['duplicate']);
      const later = stock.later(HOUR);
      expect(statuses(later, aSaleLine({ quantity: 3 }))).toEqual(['duplicate']);
      expect(later.level().onHand).toBe(7);
      expect(later.state.recordedSales).toEqual([]);
    });

    it('with more lines enters only the new ones, for a file may have been cut anywhere', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      statuses(stock, aSaleLine());
      expect(statuses(stock, aSaleLine(), aSaleLine({ lineId: '2', quantity: 2 }))).toEqual([
        'duplicate',
        'posted',
      ]);
      expect(stock.level().onHand).toBe(7);
      expect(stock.state.recordedSales.map(({ lines }) => lines.map(({ lineId }) => lineId))).toEqual([
        ['1'],
        ['2'],
      ]);
    });

    it('with the same line twice in one receipt enters it once', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      expect(statuses(stock, aSaleLine(), aSaleLine())).toEqual(['posted', 'duplicate']);
      expect(stock.level().onHand).toBe(9);
    });

    it('with the amount "0.50" instead of 0.5 is the same line', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      statuses(stock, aSaleLine({ amount: 0.5, unitPrice: '2' }));
      expect(statuses(stock, aSaleLine({ amount: '0.50', unitPrice: 2.0 }))).toEqual(['duplicate']);
    });

    it('without the amount it had is not the same line as one with amount 0', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      statuses(stock, aSaleLine({ amount: 0 }));
      expect(statuses(stock, aSaleLine())).toEqual(['rejected']);
    });

    it.each<[string, Partial<SaleLine>]>([
      ['quantity', { quantity: 4 }],
      ['SKU', { sku: 'COFFEE' }],
      ['amount', { amount: '3.01' }],
      ['unit price', { unitPrice: 1 }],
      ['fulfilment', { fulfillmentId: 'f' }],
      ['return', { returnId: 'r' }],
      ['disposition', { disposition: 'restock' }],
      ['original sale', { originalSaleId: 's' }],
      ['original order', { originalOrderId: 'o' }],
      ['original line', { originalLineId: 'l' }],
    ])('with another %s is rejected, and its neighbour stands', (_, other) => {
      const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE' })] });
      statuses(stock, aSaleLine({ quantity: 3, amount: '3.00' }));
      const lines = [aSaleLine({ quantity: 3, amount: '3.00', ...other }), aSaleLine({ lineId: '2' })];
      expect(valueOf(stock.when(recordSale({ lines }))).lines).toMatchObject([
        { status: 'rejected', refusal: { code: 'sale_conflict' } },
        { status: 'posted' },
      ]);
      expect(stock.level().onHand).toBe(6);
    });

    it('under the same id at another store is another sale', () => {
      const stock = given({
        levels: [aLevel({ onHand: 10 }), aLevel({ locationId: 'store-2', onHand: 10 })],
      });
      stock.when(recordSale());
      stock.when(recordSale({ locationId: 'store-2' }));
      expect([stock.level().onHand, stock.level(SKU, 'store-2').onHand]).toEqual([9, 9]);
    });
  });

  describe('of an unknown SKU or location', () => {
    it('waits line by line, while the known lines are entered', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      expect(statuses(stock, aSaleLine(), aSaleLine({ lineId: '2', sku: 'NEW' }))).toEqual([
        'posted',
        'pending',
      ]);
      expect(stock.state.newWaitingLines).toMatchObject([{ line: { lineId: '2', sku: 'NEW' } }]);
      expect(stock.state.recordedSales).toMatchObject([{ lines: [{ lineId: '1' }] }]);
    });

    it('waits once however often it is sent, and not with other content', () => {
      const stock = given();
      expect(statuses(stock, aSaleLine())).toEqual(['pending']);
      expect(statuses(stock, aSaleLine())).toEqual(['duplicate']);
      expect(statuses(stock, aSaleLine({ quantity: 2 }))).toEqual(['rejected']);
      expect(stock.state.newWaitingLines).toHaveLength(1);
    });

    it('posts and stops waiting once both are known', () => {
      const waiting = given();
      statuses(waiting, aSaleLine({ quantity: 3 }));
      const known = given({ levels: [aLevel()] });
      for (const [id, hash] of waiting.state.waitingLines) known.state.waitingLines.set(id, hash);
      expect(statuses(known, aSaleLine({ quantity: 3 }))).toEqual(['posted']);
      expect(known.level().onHand).toBe(-3);
      expect(known.state.settledWaitingLines).toEqual([
        { locationId: STORE, saleId: 'receipt-1', lineId: '1' },
      ]);
    });

    it('that waits although it is in the ledger stops waiting and counts once', () => {
      const stock = given({ levels: [aLevel()] });
      statuses(stock, aSaleLine());
      const [id, hash] = [...stock.state.knownMovements][0] as [string, number];
      stock.state.waitingLines.set(id, hash);
      expect(statuses(stock, aSaleLine())).toEqual(['duplicate']);
      expect(stock.state.settledWaitingLines).toHaveLength(1);
      expect(stock.level().onHand).toBe(-1);
    });
  });

  it.each([
    ['a web order that is handed over', { fulfillmentId: 'fulfillment-1' }],
    ['a return that is received', { returnId: 'return-1', quantity: -2, disposition: 'dispose' as const }],
  ])('line about %s is entered without moving stock, for that moves it', (_, line) => {
    const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW + HOUR })] });
    expect(statuses(stock, aSaleLine({ amount: '9.90', ...line }))).toEqual(['posted']);
    expect(stock.level()).toMatchObject({ onHand: 10, qualityControl: 0, sequence: 1 });
    expect(stock.ledger).toMatchObject([{ change: {} }]);
    expect(stock.state.recordedSales).toHaveLength(1);
  });
});
