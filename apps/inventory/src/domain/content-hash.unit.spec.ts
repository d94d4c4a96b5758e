import fc from 'fast-check';
import { contentHash } from './content-hash.js';

describe('The sum over a content', () => {
  it('is a whole number that fits into 48 bits and comes out the same every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = contentHash(text);
        return Number.isInteger(hash) && hash >= 0 && hash < 2 ** 48 && hash === contentHash(text);
      }),
    );
  });

  it('never changes from release to release, for it is kept in the ledger', () => {
    expect([contentHash(''), contentHash('TEA-500G\u001f3'), contentHash('茶')]).toEqual([
      141959906012939, 241386995461259, 55270735164045,
    ]);
  });

  it('tells 200,000 similar lines apart', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 200_000; i++) seen.add(contentHash(`SKU-${i % 2_000}\u001f${i}\u001f${i % 7}`));
    expect(seen.size).toBe(200_000);
  });
});
