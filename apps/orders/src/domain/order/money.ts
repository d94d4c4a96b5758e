const SCALE = 6;

/** A decimal as plain text, whether it came as a number or as text. At most six digits after the point are kept. */
export const decimal = (value: number | string): string =>
  typeof value === 'string' ? value : text(BigInt(value.toFixed(SCALE).replace('.', '')));

/** `price` times `quantity`, exactly. */
export const times = (price: string, quantity: number): string => text(units(price) * BigInt(quantity));

/** The sum, exactly. */
export const sum = (amounts: readonly string[]): string =>
  text(amounts.reduce((total, amount) => total + units(amount), 0n));

function units(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'));
  return amount.startsWith('-') ? -value : value;
}

/** At least two digits after the point, as prices are written. */
function text(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '').padEnd(2, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${fraction}`;
}
