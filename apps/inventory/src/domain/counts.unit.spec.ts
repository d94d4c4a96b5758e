import { HOUR, NOW, SKU, STORE, aLevel, aMovement, aSaleLine, at } from '../testing/builders.js';
import {
  commit,
  fulfill,
  postMovement,
  promise,
  recordCount,
  recordSale,
  reserve,
  stage,
} from '../testing/commands.js';
import { type Scenario, given, refusalOf, valueOf } from '../testing/scenario.js';
import { levelId } from './level.js';

/** Units that earlier batches moved after the count's moment, as the database adds them up. */
function movedSince(stock: Scenario, countId: string, quantity: number, staged = 0): void {
  stock.state.movedSince.set(`${countId}\u001f${levelId(STORE, SKU)}`, { onHand: quantity, staged });
}

describe('A count', () => {
  it('sets the level to what was there and answers with the variance', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE', onHand: 3 })] });
    expect(valueOf(stock.when(recordCount({ [SKU]: 8, COFFEE: 5 })))).toEqual({
      countId: 'count-1',
      locationId: STORE,
      countedAt: at(-HOUR),
      variances: [
        { sku: SKU, counted: 8, expected: 10, variance: -2, superseded: false },
        { sku: 'COFFEE', counted: 5, expected: 3, variance: 2, superseded: false },
      ],
      rejected: [],
    });
    expect(stock.level()).toMatchObject({ onHand: 8, countedAt: NOW - HOUR });
    expect(stock.level('COFFEE').onHand).toBe(5);
    expect(stock.ledger).toMatchObject([
      { type: 'count', quantity: 8, change: { onHand: -2 }, occurredAt: NOW - HOUR, reference: 'count-1' },
      { type: 'count', quantity: 5, change: { onHand: 2 } },
    ]);
  });

  it('that finds what the book says stands in the ledger too, and marks the moment', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    expect(valueOf(stock.when(recordCount({ [SKU]: 10 }))).variances[0]?.variance).toBe(0);
    expect(stock.story).toEqual(['count 10']);
    expect(stock.level()).toMatchObject({ onHand: 10, countedAt: NOW - HOUR });
  });

  it('is compared with the book as of its moment: what moved later stays on top', () => {
    const stock = given({ levels: [aLevel({ onHand: 7 })] });
    movedSince(stock, 'count-1', -3);
    expect(valueOf(stock.when(recordCount({ [SKU]: 9 }))).variances).toEqual([
      { sku: SKU, counted: 9, expected: 10, variance: -1, superseded: false },
    ]);
    expect(stock.level().onHand).toBe(6);
  });

  it('sees what the same batch entered: later units on top, earlier ones in it', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    stock.when(recordSale({ saleId: 'before', occurredAt: at(-2 * HOUR) }));
    stock.when(recordSale({ saleId: 'at the moment', occurredAt: at(-HOUR) }));
    stock.when(recordSale({ saleId: 'after', occurredAt: at(-1), lines: [aSaleLine({ quantity: 4 })] }));
    stock.when(reserve('r', { lines: [{ sku: SKU, locationId: STORE, quantity: 2 }] }));
    stock.when(commit('r'));
    stock.when(fulfill('r'));
    expect(stock.level().onHand).toBe(2);
    expect(valueOf(stock.when(recordCount({ [SKU]: 8 }))).variances).toMatchObject([
      { expected: 8, variance: 0 },
    ]);
    expect(stock.level().onHand).toBe(2);
  });

  it('and a sale that comes in late deduct its units once, in either order', () => {
    const countFirst = given({ levels: [aLevel({ onHand: 10 })] });
    countFirst.when(recordCount({ [SKU]: 9 }));
    countFirst.when(recordSale({ occurredAt: at(-2 * HOUR) }));
    const saleFirst = given({ levels: [aLevel({ onHand: 10 })] });
    saleFirst.when(recordSale({ occurredAt: at(-2 * HOUR) }));
    saleFirst.when(recordCount({ [SKU]: 9 }));
    expect([countFirst.level().onHand, saleFirst.level().onHand]).toEqual([9, 9]);
  });

  describe('of a shelf, while picked units wait in the back room,', () => {
    const staged = (units: number): Scenario => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(promise('r', [{ sku: SKU, locationId: STORE, quantity: 4 }]));
      stock.when(stage('r', units));
      const later = stock.later(2 * HOUR);
      later.state.stagedBefore.set(levelId(STORE, SKU), units);
      return later;
    };

    it('leaves them out of the comparison', () => {
      const stock = staged(3);
      const now = { countedAt: at(2 * HOUR) };
      expect(valueOf(stock.when(recordCount({ [SKU]: 7 }, now))).variances).toMatchObject([
        { counted: 7, expected: 7, variance: 0 },
      ]);
      valueOf(stock.when(recordCount({ [SKU]: 0 }, { ...now, countId: 'empty shelf' })));
      expect(stock.level()).toMatchObject({ onHand: 3, committed: 4 });
    });

    it('counts them too where it says so', () => {
      const stock = staged(3);
      const all = { countedAt: at(2 * HOUR), includesStaged: true };
      expect(valueOf(stock.when(recordCount({ [SKU]: 10 }, all))).variances).toMatchObject([{ variance: 0 }]);
      expect(refusalOf(stock.when(recordCount({ [SKU]: 10 }, { ...all, includesStaged: false }))).code).toBe(
        'count_conflict',
      );
    });

    it('knows what was staged at its moment, whatever was picked or handed over since', () => {
      const stock = staged(3);
      // Two of the three were picked after the count; in this batch, one more is picked and two leave.
      movedSince(stock, 'count-1', 0, 2);
      stock.when(stage('r', 4));
      stock.when(fulfill('r', [{ sku: SKU, locationId: STORE, quantity: 2 }]));
      const count = recordCount({ [SKU]: 9 }, { countedAt: at(HOUR) });
      expect(valueOf(stock.when(count)).variances).toMatchObject([{ expected: 9, variance: 0 }]);
      expect(stock.level().onHand).toBe(8);
    });
  });

  it('that is whole or nothing is refused for one line that cannot be entered', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    const whole = { whole: true };
    expect(refusalOf(stock.when(recordCount({ [SKU]: 8, NEW: 1 }, whole)))).toMatchObject({
      code: 'unknown_sku',
      sku: 'NEW',
    });
    expect(stock.ledger).toEqual([]);
    expect(stock.state.newCounts).toEqual([]);
    valueOf(stock.when(recordCount({ [SKU]: 8 }, whole)));
    expect(stock.level().onHand).toBe(8);
  });

  it('older than the newest one of its level changes nothing and says so', () => {
    const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW - HOUR + 1 })] });
    expect(valueOf(stock.when(recordCount({ [SKU]: 3 }))).variances).toMatchObject([{ superseded: true }]);
    expect(stock.level()).toMatchObject({ onHand: 10, countedAt: NOW - HOUR + 1 });
    expect(stock.ledger).toEqual([]);
    expect(stock.state.newCounts).toHaveLength(1);
  });

  it('of the same moment as the newest one corrects it', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    stock.when(recordCount({ [SKU]: 8 }));
    expect(valueOf(stock.when(recordCount({ [SKU]: 7 }, { countId: 'count-2' }))).variances).toMatchObject([
      { expected: 8, variance: -1, superseded: false },
    ]);
    expect(stock.level().onHand).toBe(7);
  });

  it('is a fact: it may find less than is promised', () => {
    const stock = given({ levels: [aLevel({ onHand: 10, reserved: 4, committed: 3, damaged: 2 })] });
    valueOf(stock.when(recordCount({ [SKU]: 1 })));
    expect(stock.level()).toMatchObject({ onHand: 1, reserved: 4, committed: 3, damaged: 2 });
  });

  describe('judges line by line', () => {
    it('the first of two lines for one SKU counts, an unknown SKU is named, the rest stands', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      const lines = [
        { sku: 'NEW', quantity: 1 },
        { sku: SKU, quantity: 8 },
        { sku: SKU, quantity: 2 },
      ];
      const rejected = [{ sku: null, code: 'invalid_request', detail: 'quantity must be a number' }];
      const answer = valueOf(stock.when(recordCount({}, { lines, rejected })));
      expect(answer.variances).toMatchObject([{ sku: SKU, counted: 8 }]);
      expect(answer.rejected).toMatchObject([
        { code: 'invalid_request' },
        { sku: 'NEW', code: 'unknown_sku' },
        { sku: SKU, code: 'duplicate_line' },
      ]);
      expect(stock.level().onHand).toBe(8);
    });

    it('one that would carry the level out of range is rejected', () => {
      const stock = given({ levels: [aLevel({ onHand: 1_900_000_000 })] });
      movedSince(stock, 'count-1', 1_900_000_000);
      const answer = valueOf(stock.when(recordCount({ [SKU]: 500_000_000 })));
      expect(answer).toMatchObject({ variances: [], rejected: [{ sku: SKU, code: 'figure_out_of_range' }] });
      expect(stock.level()).toMatchObject({ onHand: 1_900_000_000, sequence: 0, countedAt: null });
    });
  });

  describe('sent again', () => {
    it('gives the first answer, although the book has moved on', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE' })] });
      const first = valueOf(stock.when(recordCount({ [SKU]: 8, COFFEE: 1 })));
      stock.when(postMovement(aMovement('receipt', 5)));
      const later = stock.later(HOUR);
      expect(valueOf(later.when(recordCount({ COFFEE: 1, [SKU]: 8 })))).toEqual(first);
      expect(later.ledger).toEqual([]);
      expect(later.state.newCounts).toEqual([]);
    });

    it.each([
      ['quantities', recordCount({ [SKU]: 7 })],
      ['SKUs', recordCount({ [SKU]: 8, COFFEE: 1 })],
      ['moment', recordCount({ [SKU]: 8 }, { countedAt: at(-HOUR + 1) })],
      ['location', recordCount({ [SKU]: 8 }, { locationId: 'store-2' })],
    ])('with other %s is refused', (_, other) => {
      const stock = given({ levels: [aLevel({ onHand: 10 })], locations: { 'store-2': 0 } });
      stock.when(recordCount({ [SKU]: 8 }));
      expect(refusalOf(stock.when(other)).code).toBe('count_conflict');
      expect(stock.level().onHand).toBe(8);
    });
  });

  it('of an unknown location is refused as a whole', () => {
    expect(refusalOf(given().when(recordCount({ [SKU]: 8 }, { locationId: 'new' })))).toMatchObject({
      code: 'unknown_location',
      detail: expect.stringContaining('"new"'),
    });
  });

  it('from more than 24 hours ahead is refused as a whole', () => {
    const stock = given({ levels: [aLevel()] });
    const refusal = refusalOf(stock.when(recordCount({ [SKU]: 8 }, { countedAt: at(24 * HOUR + 1) })));
    expect(refusal.code).toBe('occurred_in_future');
    expect(refusal.detail).toContain('countedAt');
  });
});
