import fc from 'fast-check';
import {
  decimalText,
  lineAmount,
  minorDigits,
  minorUnits,
  plainDecimal,
  sameAmount,
  shareOf,
} from './money.js';

describe('Money', () => {
  it.each([
    ['12.50', 2, 1250n],
    ['12.5', 2, 1250n],
    ['0.005', 2, 1n],
    ['0.004999', 2, 0n],
    ['-0.005', 2, -1n],
    ['100.5', 0, 101n],
    ['1.2345', 3, 1235n],
  ])('of %s is rounded once to %i digits, half away from zero', (text, digits, minor) => {
    expect(minorUnits(text, digits)).toBe(minor);
  });

  it.each([
    [1250n, 2, '12.50'],
    [5n, 2, '0.05'],
    [-5n, 2, '-0.05'],
    [100n, 0, '100'],
    [0n, 3, '0.000'],
  ])('of %s minor units with %i digits is written %s', (minor, digits, text) => {
    expect(decimalText(minor, digits)).toBe(text);
  });

  it('has as many digits as its currency: a yen has none, a dinar three, and two where nobody says', () => {
    expect(['JPY', 'USD', 'KWD', null].map(minorDigits)).toEqual([0, 2, 3, 2]);
  });

  it('that a till gave as a number is taken as it was written', () => {
    expect([12.5, 0.1, 100, 1e-7, -3.07].map(plainDecimal)).toEqual([
      '12.5',
      '0.1',
      '100',
      '0.000000',
      '-3.07',
    ]);
  });

  it.each(['', 'ten', '10.', '.5', '1e3', 'USD 10', '10 USD', '1.5 off', '1.2.3'])(
    'is never guessed at: "%s" is none',
    (text) => {
      expect(() => minorUnits(text, 2)).toThrow('Not a decimal');
    },
  );

  it('is exact to a millionth, and what is finer is left out', () => {
    expect(sameAmount('0.0000019', '0.000001')).toBe(true);
    expect(sameAmount('0.000002', '0.000001')).toBe(false);
  });

  it('that a till gave as text is taken as it is', () => {
    expect(['12.500', '1.00'].map(plainDecimal)).toEqual(['12.500', '1.00']);
  });

  it('of a line is its amount, which wins over price by quantity; without either nobody knows', () => {
    expect(lineAmount({ amount: '9.99', unitPrice: '5.00', quantity: 2 })).toBe('9.99');
    expect(lineAmount({ unitPrice: 0.1, quantity: 3 })).toBe('0.300000');
    expect(lineAmount({ quantity: 3 })).toBeNull();
    expect(sameAmount('12.5', '12.500')).toBe(true);
    expect(sameAmount('12.5', '12.51')).toBe(false);
  });

  it('of three units for 10.00 comes back as 3.33, 3.33 and 3.34', () => {
    const parts = [0, 1, 2].map((n) => shareOf({ amount: '10.00', units: 3 }, n, n + 1, 2));
    expect(parts).toEqual([333n, 333n, 334n]);
  });

  it('of parts adds up to the whole, to the cent, however a line is divided', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(0, 2, 3),
        (minor, parts, digits) => {
          const line = { amount: decimalText(minor, digits), units: parts.reduce((a, b) => a + b) };
          let from = 0;
          const shares = parts.map((units) => {
            const share = shareOf(line, from, from + units, digits);
            from += units;
            return share;
          });
          expect(shares.reduce((a, b) => a + b, 0n)).toBe(minor);
          // No part is off by more than a cent from its exact share.
          shares.forEach((share, i) => {
            const off = share * BigInt(line.units) - minor * BigInt(parts[i] ?? 0);
            expect(off < BigInt(line.units) && off > -BigInt(line.units)).toBe(true);
          });
        },
      ),
    );
  });

  it('is never paid for more units than the line has', () => {
    expect(shareOf({ amount: '10.00', units: 2 }, 2, 5, 2)).toBe(0n);
    expect(shareOf({ amount: '-10.00', units: 2 }, 0, 1, 2)).toBe(0n);
  });
});
