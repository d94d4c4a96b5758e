import { SKU, STORE, aLevel } from '../testing/builders.js';
import { reserve, setSafetyStock } from '../testing/commands.js';
import { given, refusalOf, valueOf } from '../testing/scenario.js';

describe('Safety stock of a level', () => {
  it('is kept back from online promises from the next command on', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    const all = { lines: [{ sku: SKU, locationId: STORE, quantity: 10 }] };
    expect(valueOf(stock.when(setSafetyStock(4)))).toEqual({ safetyStock: 4 });
    expect(refusalOf(stock.when(reserve('r', all)))).toMatchObject({ lines: [{ available: 6 }] });
    expect(stock.level()).toMatchObject({ safetyStock: 4, ownSafetyStock: true, onHand: 10 });
  });

  it('stands in the ledger as a movement of no units, because it changes what is available', () => {
    const stock = given({ levels: [aLevel({ onHand: 10, sequence: 3 })] });
    stock.when(setSafetyStock(4));
    expect(stock.ledger).toMatchObject([
      { type: 'safety_stock', quantity: 4, change: {}, sequence: 4, after: { safetyStock: 4, onHand: 10 } },
    ]);
  });

  it("goes back to its location's setting with null", () => {
    const stock = given({
      levels: [aLevel({ safetyStock: 9, ownSafetyStock: true })],
      locations: { [STORE]: 2 },
    });
    expect(valueOf(stock.when(setSafetyStock(null)))).toEqual({ safetyStock: 2 });
    expect(stock.level()).toMatchObject({ safetyStock: 2, ownSafetyStock: false });
  });

  it('may be 0 although the location keeps some back', () => {
    const stock = given({ levels: [aLevel({ safetyStock: 2 })], locations: { [STORE]: 2 } });
    expect(valueOf(stock.when(setSafetyStock(0)))).toEqual({ safetyStock: 0 });
    expect(stock.level()).toMatchObject({ safetyStock: 0, ownSafetyStock: true });
  });

  it('that is set already leaves no trace', () => {
    const stock = given({ levels: [aLevel({ safetyStock: 4, ownSafetyStock: true })] });
    expect(valueOf(stock.when(setSafetyStock(4)))).toEqual({ safetyStock: 4 });
    expect(stock.ledger).toEqual([]);
  });

  it("of the same figure as the location becomes the level's own", () => {
    const stock = given({ levels: [aLevel({ safetyStock: 2 })], locations: { [STORE]: 2 } });
    stock.when(setSafetyStock(2));
    expect(stock.level()).toMatchObject({ safetyStock: 2, ownSafetyStock: true });
  });

  it("of its own stays when only the location's setting changed", () => {
    const stock = given({
      levels: [aLevel({ safetyStock: 9, ownSafetyStock: true }), aLevel({ sku: 'COFFEE' })],
      locations: { [STORE]: 2 },
    });
    expect(valueOf(stock.when(setSafetyStock(null, { keepOwn: true })))).toEqual({ safetyStock: 9 });
    expect(valueOf(stock.when(setSafetyStock(null, { sku: 'COFFEE', keepOwn: true })))).toEqual({
      safetyStock: 2,
    });
    expect(stock.level().safetyStock).toBe(9);
  });

  it('sent again after a later setting leaves that one alone, and is answered as it was', () => {
    const stock = given({ levels: [aLevel()] });
    const first = setSafetyStock(4);
    stock.when(first);
    stock.when(setSafetyStock(6));
    const later = stock.later(1_000);
    expect(valueOf(later.when(first))).toEqual({ safetyStock: 4 });
    expect(later.level().safetyStock).toBe(6);
    expect(later.ledger).toEqual([]);
  });

  it('of an unknown SKU or location is refused', () => {
    const stock = given({ skus: [SKU] });
    expect(refusalOf(stock.when(setSafetyStock(1, { sku: 'NEW' }))).code).toBe('unknown_sku');
    expect(refusalOf(stock.when(setSafetyStock(1, { locationId: 'new' }))).code).toBe('unknown_location');
  });
});
