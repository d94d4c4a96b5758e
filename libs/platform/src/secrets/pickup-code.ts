import { createHmac, timingSafeEqual } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so a code can be read aloud and typed without doubt. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/**
 * The code that a customer shows at the counter: 8 base32 characters (40 bits) of an HMAC-SHA-256 of the fulfillment
 * and the version of its code, under a secret that orders and notifications share. Derived whenever it is needed, and
 * stored nowhere.
 */
export function pickupCode(secret: string, fulfillmentId: string, version: number): string {
  const mac = createHmac('sha256', secret).update(`pickup:${version}:${fulfillmentId}`).digest();
  let bits = 0n;
  for (const byte of mac.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let i = LENGTH - 1; i >= 0; i--) code += ALPHABET[Number((bits >> BigInt(i * 5)) & 31n)];
  return code;
}

/** Whether what was typed is that code: case, spaces and dashes do not matter, nor O for 0, I or L for 1. */
export function isPickupCode(typed: string, code: string): boolean {
  const read = Buffer.from(
    typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'),
  );
  const wanted = Buffer.from(code);
  return read.length === wanted.length && timingSafeEqual(read, wanted);
}
