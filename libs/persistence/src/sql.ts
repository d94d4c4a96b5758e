const NEEDS_QUOTES = /[{}",\\\s]/;

/**
 * A PostgreSQL array literal of the values, for a parameter such as `$1::text[]`.
 * It is what makes `unnest` with thousands of rows cheap: one string instead of one parameter per value.
 */
export function sqlArray(values: readonly (string | number | null)[]): string {
  let literal = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) literal += ',';
    if (value === null || value === undefined) literal += 'NULL';
    else if (typeof value === 'number') literal += value;
    else literal += element(value);
  }
  return literal + '}';
}

function element(text: string): string {
  if (text.length > 0 && !NEEDS_QUOTES.test(text) && text.toLowerCase() !== 'null') return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** An identifier such as a schema name, quoted; anything but a plain name is refused. */
export function quoted(identifier: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(identifier)) throw new Error(`Not a plain SQL name: ${identifier}`);
  return `"${identifier}"`;
}
