import { decimal, sum, times } from './money.js';

describe('Money', () => {
  it('is exact where floating point is not', () => {
    expect(times('0.10', 3)).toBe('0.30');
    expect(times('19.99', 1_000_000)).toBe('19990000.00');
    expect(times('-1.005', 2)).toBe('-2.01');
    expect(sum(['0.1', '0.2', '12'])).toBe('12.30');
    expect(sum([])).toBe('0.00');
  });

  it('is read from a number as it was meant', () => {
    expect(decimal(12.5)).toBe('12.50');
    expect(decimal(0.000_001)).toBe('0.000001');
    expect(decimal('7.125')).toBe('7.125');
  });
});
