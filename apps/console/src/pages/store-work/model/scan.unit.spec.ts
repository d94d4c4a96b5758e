import { missing, scan } from './scan.js';

const TEA = { lineId: '1', sku: 'TEA-1', gtin: '012345678905', quantity: 2 };
const CUPS = { lineId: '2', sku: '4711', gtin: null, quantity: 1 };
const MORE_TEA = { ...TEA, lineId: '3', quantity: 1 };
const LINES = [TEA, CUPS, MORE_TEA];

describe('A reading of the barcode scanner', () => {
  it('counts up the line of its barcode, whatever leading zeros the scanner sends', () => {
    expect(scan(LINES, {}, '0012345678905')).toMatchObject({ kind: 'counted', found: { 1: 1 } });
    expect(scan(LINES, { 1: 1 }, ' 012345678905\r')).toMatchObject({ kind: 'counted', found: { 1: 2 } });
  });

  it('counts a typed SKU, in any case', () => {
    expect(scan(LINES, {}, 'tea-1')).toMatchObject({ kind: 'counted', line: TEA });
    expect(scan(LINES, {}, '4711')).toMatchObject({ kind: 'counted', line: CUPS });
  });

  it('goes on to the next line of the same item when the first is full, and then says that it is enough', () => {
    expect(scan(LINES, { 1: 2 }, 'TEA-1')).toMatchObject({ kind: 'counted', found: { 1: 2, 3: 1 } });
    expect(scan(LINES, { 1: 2, 3: 1 }, 'TEA-1')).toMatchObject({ kind: 'enough', line: TEA });
  });

  it('of something else counts nothing', () => {
    expect(scan(LINES, {}, '9999999999999')).toEqual({ kind: 'unknown', code: '9999999999999' });
    expect(scan(LINES, {}, '  ')).toEqual({ kind: 'unknown', code: '' });
  });

  it('leaves what was not found, line by line', () => {
    expect(missing(LINES, { 1: 1, 2: 1 })).toEqual([
      { ...TEA, quantity: 1 },
      { ...MORE_TEA, quantity: 1 },
    ]);
    expect(missing(LINES, { 1: 2, 2: 1, 3: 1 })).toEqual([]);
  });
});
