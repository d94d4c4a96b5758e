import { matches } from './matches.js';

describe('The search in a store’s stock', () => {
  const item = { name: 'Tea, green', gtin: '4006381333931' };

  it('finds an item by words of its name in any order, by its barcode, and by the beginning of its SKU', () => {
    expect(matches('1082185', item, 'GREEN tea')).toBe(true);
    expect(matches('1082185', item, '4006381333931')).toBe(true);
    expect(matches('1082185', item, '1082')).toBe(true);
  });

  it('leaves out what is something else', () => {
    expect(matches('1082185', item, 'black tea')).toBe(false);
    expect(matches('1082185', item, '2185')).toBe(false);
    expect(matches('1082185', undefined, 'tea')).toBe(false);
  });
});
