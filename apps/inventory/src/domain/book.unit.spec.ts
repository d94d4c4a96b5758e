import { NOW, SKU, STORE, aLevel } from '../testing/builders.js';
import { StockBook } from './book.js';
import type { Level } from './level.js';
import { available, shortage } from './level.js';

const posting = (change: Partial<Level>) =>
  ({ movementId: 'm', type: 'adjustment', quantity: 1, change, occurredAt: NOW }) as const;

describe('The stock book', () => {
  it('changes the level and the ledger by the same numbers', () => {
    const level = aLevel({ onHand: 10, sequence: 41 });
    const book = new StockBook([level], NOW);
    book.post(
      level,
      posting({ onHand: -3, reserved: 1, committed: 2, damaged: 3, qualityControl: 4, incoming: 5 }),
    );
    const after = { onHand: 7, reserved: 1, committed: 2, damaged: 3, qualityControl: 4, incoming: 5 };
    expect(book.level({ locationId: STORE, sku: SKU })).toMatchObject({ ...after, sequence: 42 });
    expect(book.entries).toMatchObject([{ locationId: STORE, sku: SKU, sequence: 42, after }]);
  });

  it('remembers each touched level once, as it was before the first movement', () => {
    const [touched, other] = [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE' })];
    const book = new StockBook([touched, other], NOW);
    book.post(touched, posting({ onHand: 1 }));
    book.post(touched, posting({ onHand: 1 }));
    expect(book.touchedLevels()).toMatchObject([
      { before: { onHand: 10, sequence: 0 }, level: { onHand: 12, sequence: 2 } },
    ]);
    expect(book.entries.map(({ sequence, after }) => [sequence, after.onHand])).toEqual([[1, 11], [2, 12]]); // prettier-ignore
  });

  it('keeps levels apart whose ids look alike when joined', () => {
    const levels = [
      aLevel({ locationId: 'a', sku: 'b/c', onHand: 1 }),
      aLevel({ locationId: 'a/b', sku: 'c', onHand: 2 }),
    ];
    const book = new StockBook(levels, NOW);
    expect(book.level({ locationId: 'a', sku: 'b/c' })?.onHand).toBe(1);
    expect(book.level({ locationId: 'a/b', sku: 'c' })?.onHand).toBe(2);
  });

  it.each([
    ['onHand', 2_000_000_000, 0, false],
    ['onHand', 2_000_000_000, 1, true],
    ['onHand', -2_000_000_000, -1, true],
    ['damaged', 1_999_999_999, 2, true],
    ['incoming', 1_500_000_000, 1_000_000_000, true],
  ] as const)('knows that %s %i and %i more is out of range: no or yes', (figure, there, more, expected) => {
    const level = aLevel({ [figure]: there });
    expect(new StockBook([level], NOW).overflows(level, { [figure]: more })).toBe(expected);
  });

  it('shows available never below 0 and a shortage only when promised units are missing', () => {
    const level = aLevel({
      onHand: 10,
      reserved: 2,
      committed: 3,
      damaged: 1,
      qualityControl: 1,
      safetyStock: 1,
    });
    expect([available(level), shortage(level)]).toEqual([2, 0]);
    expect(shortage({ ...level, onHand: 7 })).toBe(0);
    expect(shortage({ ...level, onHand: 6 })).toBe(1);
    expect(available({ ...level, onHand: -5 })).toBe(0);
  });
});
