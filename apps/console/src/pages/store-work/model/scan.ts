/** A line that units are picked for. */
export interface PickLine {
  readonly lineId: string;
  readonly sku: string;
  readonly gtin: string | null;
  readonly quantity: number;
}

/** What has been found so far, by line. */
export type Found = Readonly<Record<string, number>>;

export type Scan =
  | { readonly kind: 'counted'; readonly line: PickLine; readonly found: Found }
  /** All units of it are picked already. */
  | { readonly kind: 'enough'; readonly line: PickLine }
  /** Nothing of this is asked for. */
  | { readonly kind: 'unknown'; readonly code: string };

/**
 * One reading of a barcode scanner, or a typed SKU: the first line of it that lacks units gains one. Scanners differ in how
 * many leading zeros they send of the same GTIN.
 */
export function scan(lines: readonly PickLine[], found: Found, reading: string): Scan {
  const code = reading.trim();
  const matching = lines.filter((line) => isMeant(line, code));
  const [first] = matching;
  if (code === '' || first === undefined) return { kind: 'unknown', code };
  const line = matching.find(({ lineId, quantity }) => (found[lineId] ?? 0) < quantity);
  if (line === undefined) return { kind: 'enough', line: first };
  return { kind: 'counted', line, found: { ...found, [line.lineId]: (found[line.lineId] ?? 0) + 1 } };
}

/** Fewer than asked for: what is missing is sourced elsewhere, and the shelf is counted. */
export const missing = (lines: readonly PickLine[], found: Found): readonly PickLine[] =>
  lines.flatMap((line) => {
    const short = line.quantity - (found[line.lineId] ?? 0);
    return short > 0 ? [{ ...line, quantity: short }] : [];
  });

function isMeant({ sku, gtin }: PickLine, code: string): boolean {
  if (sku.toLowerCase() === code.toLowerCase()) return true;
  return gtin !== null && /^\d{8,14}$/.test(code) && gtin14(gtin) === gtin14(code);
}

const gtin14 = (digits: string): string => digits.padStart(14, '0');
