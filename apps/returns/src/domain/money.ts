/**
 * Money is decimal text outside and whole minor units (cents) as `bigint` inside: nothing is ever a binary fraction.
 * A line's amount is rounded to the currency's minor unit once, half away from zero; its parts are not rounded at all.
 */

/** Digits after the point that inputs may carry (see `Decimal` of the contracts). */
const INPUT_DIGITS = 6;

/** How many digits the currency's minor unit has (ISO 4217, as the runtime knows it); 2 where no currency is given. */
export function minorDigits(currency: string | null): number {
  if (currency === null) return 2;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** The decimal in whole minor units of `digits` digits, rounded half away from zero. */
export function minorUnits(decimal: string, digits: number): bigint {
  const exact = millionths(decimal);
  const unit = 10n ** BigInt(INPUT_DIGITS - digits);
  const half = unit / 2n;
  return exact < 0n ? -((-exact + half) / unit) : (exact + half) / unit;
}

/** Minor units as decimal text with all their digits: `"12.50"`. */
export function decimalText(minor: bigint, digits: number): string {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0n ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** A decimal as a client gave it, a number or text, as plain decimal text. */
export function plainDecimal(given: string | number): string {
  if (typeof given === 'string') return given;
  const text = String(given);
  return text.includes('e') ? given.toFixed(INPUT_DIGITS) : text;
}

/** The money of a whole line: its amount where it has one, else price by quantity; null where it has neither. */
export function lineAmount(line: {
  readonly amount?: string | number | undefined;
  readonly unitPrice?: string | number | null | undefined;
  readonly quantity: number;
}): string | null {
  if (line.amount !== undefined) return plainDecimal(line.amount);
  if (line.unitPrice == null) return null;
  return decimalText(millionths(plainDecimal(line.unitPrice)) * BigInt(line.quantity), INPUT_DIGITS);
}

/**
 * What units number `from + 1` to `to` of a line of `units` cost: each part is the difference of two running totals,
 * rounded down, so the parts of any partition add up to the whole, and the last one gets what is left over.
 */
export function shareOf(
  line: { readonly amount: string; readonly units: number },
  from: number,
  to: number,
  digits: number,
): bigint {
  const whole = minorUnits(line.amount, digits);
  if (whole <= 0n) return 0n;
  const upTo = (n: number): bigint => (whole * BigInt(Math.min(n, line.units))) / BigInt(line.units);
  return upTo(to) - upTo(from);
}

/** Whether two decimals are the same amount: `"12.5"` is `"12.50"`. */
export const sameAmount = (a: string, b: string): boolean => millionths(a) === millionths(b);

function millionths(decimal: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6})\d*)?$/.exec(decimal);
  if (match === null) throw new Error('Not a decimal');
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(INPUT_DIGITS, '0'));
  return sign === '-' ? -value : value;
}
