import { CliError } from '../errors.js';

/** A field that a command reads from a column. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
}

/** Reads `field=column,field=column` (repeatable) into field -> column. */
export function parseMapping(texts: readonly string[], fields: readonly Field[]): Map<string, string> {
  const mapping = new Map<string, string>();
  for (const pair of texts.flatMap((text) => text.split(',')).map((text) => text.trim())) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const field = pair.slice(0, equals).trim();
    const column = pair.slice(equals + 1).trim();
    if (equals < 1 || column === '') {
      throw new CliError(
        `--map ${JSON.stringify(pair)} is not like field=column, for example sku=product_id.`,
      );
    }
    if (!fields.some(({ name }) => name === field)) {
      const names = fields.map(({ name }) => name).join(', ');
      throw new CliError(
        `--map names the field ${JSON.stringify(field)}, which there is not. Fields: ${names}.`,
      );
    }
    mapping.set(field, column);
  }
  return mapping;
}

/** Where each field stands in a row. */
export class Columns {
  readonly count: number;
  readonly #places = new Map<string, number>();

  /**
   * A field's column is the one that `mapping` names, else the one of its own name. An optional field may be
   * missing unless it was mapped. Throws a CliError that names the columns there are.
   */
  constructor(header: readonly string[], fields: readonly Field[], mapping: ReadonlyMap<string, string>) {
    const names = header.map((name) => name.trim());
    this.count = names.length;
    const missing: string[] = [];
    for (const { name, required } of fields) {
      const column = mapping.get(name) ?? name;
      const place = names.indexOf(column);
      if (place >= 0) this.#places.set(name, place);
      else if (required || mapping.has(name))
        missing.push(column === name ? name : `${column} (for ${name})`);
    }
    if (missing.length > 0) {
      throw new CliError(
        `The file has no column ${missing.join(', no column ')}. Its columns are: ${names.join(', ')}. ` +
          'Say which column holds which field with --map field=column,...',
      );
    }
  }

  has(field: string): boolean {
    return this.#places.has(field);
  }

  /** The cell of a field without the spaces around it; undefined when it is empty or there is no such column. */
  cell(cells: readonly string[], field: string): string | undefined {
    const place = this.#places.get(field);
    const text = place === undefined ? undefined : cells[place]?.trim();
    return text === '' ? undefined : text;
  }

  /** Why a row does not fit the header, or undefined. */
  misfit(cells: readonly string[]): string | undefined {
    if (cells.length === this.count) return undefined;
    return (
      `The row has ${cells.length} cells and the header ${this.count}. Look for a delimiter within a cell that is ` +
      'not quoted, a quote that is not closed, or a line that was cut.'
    );
  }
}
