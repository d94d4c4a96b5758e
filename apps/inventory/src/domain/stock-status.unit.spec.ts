import { bestStatus, stockStatus } from './stock-status.js';

describe('What a shopper is told of the stock', () => {
  it('is "out of stock" when nothing is available', () => {
    expect(stockStatus(0, 5)).toBe('out_of_stock');
    expect(stockStatus(0, null)).toBe('out_of_stock');
  });

  it('is "low stock" at the threshold of the item and below it', () => {
    expect(stockStatus(5, 5)).toBe('low_stock');
    expect(stockStatus(6, 5)).toBe('in_stock');
  });

  it('is "in stock" down to the last one when the item has no threshold, or one of 0', () => {
    expect(stockStatus(1, null)).toBe('in_stock');
    expect(stockStatus(1, 0)).toBe('in_stock');
  });

  it('is for several shops together what the best of them can say', () => {
    expect(bestStatus([])).toBe('out_of_stock');
    expect(bestStatus(['out_of_stock', 'low_stock'])).toBe('low_stock');
    expect(bestStatus(['low_stock', 'in_stock', 'out_of_stock'])).toBe('in_stock');
  });
});
