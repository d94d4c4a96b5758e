import { parseMoney } from './money.js';
import { parseOpeningHours } from './opening-hours.js';
import { parseQuantity } from './quantity.js';
import { parseBoolean, parseNumber, parseWords } from './scalars.js';

const of = <T>(answer: { ok: true; value: T } | { ok: false; code: string }) =>
  answer.ok ? answer.value : answer.code;

describe('cells of a file', () => {
  it('takes whole quantities, also as spreadsheets write them', () => {
    expect(
      ['1', '-3', '+2', '1.0', '2.000', '0', '-0', '0.0'].map((text) => of(parseQuantity(text))),
    ).toEqual([1, -3, 2, 1, 2, 0, 0, 0]);
  });

  it('refuses quantities that are fractional, huge or text', () => {
    for (const text of ['1.5', '0.01', '99999999999', '1e3', 'abc', '1,000', '', '--1', 'NaN', '١']) {
      expect(of(parseQuantity(text))).toBe('invalid_quantity');
    }
  });

  it('takes money of up to six places and rounds what has more', () => {
    expect(
      ['12.50', '0.5', '-3', '1.776357e-15', '0.1234567', '-0.0000001', '4.440892e-16', '1e2'].map((t) =>
        of(parseMoney(t)),
      ),
    ).toEqual(['12.50', '0.5', '-3', '0', '0.123457', '0', '0', '100']);
    for (const text of ['$1', '1,5', 'x', '1e99', '']) expect(of(parseMoney(text))).toBe('invalid_amount');
  });

  it('reads opening hours as people write them', () => {
    const day = [{ opens: '07:00', closes: '22:00' }];
    expect(of(parseOpeningHours('Mon-Tue 7:00-22:00; sunday 08:00-12:00, 13:00-20:00'))).toEqual({
      monday: day,
      tuesday: day,
      sunday: [
        { opens: '08:00', closes: '12:00' },
        { opens: '13:00', closes: '20:00' },
      ],
    });
    for (const text of ['always', 'Mon', 'Fri-Mon 08:00-20:00', 'Xyz 08:00-20:00', 'Mon 8-20']) {
      expect(of(parseOpeningHours(text))).toBe('invalid_opening_hours');
    }
  });

  it('reads numbers, yes and no, and words', () => {
    expect(of(parseNumber('-84.51'))).toBe(-84.51);
    expect(of(parseNumber('1e3'))).toBe('invalid_number');
    expect([of(parseBoolean('Yes')), of(parseBoolean('0')), of(parseBoolean('maybe'))]).toEqual([
      true,
      false,
      'invalid_boolean',
    ]);
    expect(of(parseWords('pickup|ship, returns'))).toEqual(['pickup', 'ship', 'returns']);
  });
});
