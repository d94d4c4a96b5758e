import { isPickupCode, pickupCode } from './pickup-code.js';
import { seal, unseal } from './sealed.js';

describe('A pickup code', () => {
  const code = pickupCode('a secret of the shop', 'fulfillment-1', 1);

  it('is 8 characters that nobody can misread, and the same whenever it is derived', () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(pickupCode('a secret of the shop', 'fulfillment-1', 1)).toBe(code);
  });

  it('is another for another fulfillment, another version and another secret', () => {
    const others = [
      pickupCode('a secret of the shop', 'fulfillment-2', 1),
      pickupCode('a secret of the shop', 'fulfillment-1', 2),
      pickupCode('another secret', 'fulfillment-1', 1),
    ];
    expect(new Set([code, ...others]).size).toBe(4);
  });

  it('may be typed in small letters, with a dash, and with O and I for 0 and 1', () => {
    expect(isPickupCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `, code)).toBe(true);
    expect(isPickupCode('OIL01IL0', '01101110')).toBe(true);
    expect(isPickupCode(code.slice(1), code)).toBe(false);
    expect(isPickupCode(`${code.slice(0, 7)}${code.endsWith('Z') ? 'Y' : 'Z'}`, code)).toBe(false);
  });
});

describe('A sealed value', () => {
  it('is read with the same secret and for the same purpose alone', () => {
    const sealed = seal('secret', 'ship-to', '{"address":"1 Main Street"}');
    expect(sealed).not.toContain('Main');
    expect(unseal('secret', 'ship-to', sealed)).toBe('{"address":"1 Main Street"}');
    expect(unseal('other', 'ship-to', sealed)).toBeUndefined();
    expect(unseal('secret', 'other', sealed)).toBeUndefined();
    expect(unseal('secret', 'ship-to', `${sealed.slice(0, -2)}AA`)).toBeUndefined();
    expect(unseal('secret', 'ship-to', 'no')).toBeUndefined();
  });

  it('looks different every time', () => {
    expect(seal('secret', 'ship-to', 'same')).not.toBe(seal('secret', 'ship-to', 'same'));
  });
});
