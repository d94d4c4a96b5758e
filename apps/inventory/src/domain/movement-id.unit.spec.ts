import fc from 'fast-check';
import {
  countMovementId,
  disposalMovementId,
  displayMovementId,
  postedMovementId,
  reservationMovementId,
  restatementMovementId,
  safetyStockMovementId,
  saleMovementId,
  settlementMovementId,
  transferMovementId,
} from './movement-id.js';

/** Ids that are made of little else than what could confuse the joining of ids. */
const id = fc.oneof(
  fc
    .array(fc.constantFrom('/', '%', '2', 'F', '5', 'a'), { minLength: 1, maxLength: 6 })
    .map((c) => c.join('')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
const lineNo = fc.integer({ min: 1, max: 500 });

/** Every kind of ledger id, with what it is made of. */
const made = fc.oneof(
  fc.tuple(fc.constant('sale'), id, id, id).map((p) => [p, saleMovementId(p[1], p[2], p[3])] as const),
  fc
    .tuple(fc.constant('restatement'), id, id, id)
    .map((p) => [p, restatementMovementId(p[1], p[2], p[3])] as const),
  fc
    .tuple(fc.constant('disposal'), id, id, id)
    .map((p) => [p, disposalMovementId(p[1], p[2], p[3])] as const),
  fc.tuple(fc.constant('movement'), id).map((p) => [p, postedMovementId(p[1])] as const),
  fc.tuple(fc.constant('count'), id, id).map((p) => [p, countMovementId(p[1], p[2])] as const),
  fc
    .tuple(fc.constantFrom('reserve', 'commit', 'expire'), id, lineNo)
    .map((p) => [p, reservationMovementId(p[0], p[1], p[2])] as const),
  fc
    .tuple(fc.constantFrom('fulfill', 'release'), id, id, lineNo)
    .map((p) => [p, settlementMovementId(p[0], p[1], p[2], p[3])] as const),
  fc
    .tuple(fc.constantFrom('out', 'expected', 'in', 'lost'), id, id, id)
    .map((p) => [['transfer', ...p], transferMovementId(p[0], p[1], p[2], p[3])] as const),
  fc.tuple(fc.constant('safety-stock'), id).map((p) => [p, safetyStockMovementId(p[1])] as const),
);

describe('Ids of ledger lines', () => {
  it('are the same only for the same step of the same thing, whatever characters its ids hold', () => {
    fc.assert(
      fc.property(
        made,
        made,
        ([a, idOfA], [b, idOfB]) => (idOfA === idOfB) === (JSON.stringify(a) === JSON.stringify(b)),
      ),
      { numRuns: 5_000 },
    );
  });

  it.each([
    [saleMovementId('a/b', 'c', '1'), saleMovementId('a', 'b/c', '1')],
    [saleMovementId('a/b', 'c', '1'), saleMovementId('a%2Fb', 'c', '1')],
    [saleMovementId('a', 'b', 'c/1'), saleMovementId('a', 'b/c', '1')],
    [countMovementId('c/TEA', 'X'), countMovementId('c', 'TEA/X')],
    [transferMovementId('in', 't', 'c', 'X/Y'), transferMovementId('in', 't', 'c/X', 'Y')],
  ])('%s is not %s', (a, b) => {
    expect(a).not.toBe(b);
  });

  it('read plainly where nothing needs encoding', () => {
    expect(saleMovementId('store 1', 'R:7', 'ä')).toBe('sale/store 1/R:7/ä');
  });

  it('are shown to a client as it chose them', () => {
    expect(displayMovementId(postedMovementId('movement/7%'))).toBe('movement/7%');
    expect(displayMovementId(countMovementId('c', 'X'))).toBe('count/c/X');
  });
});
