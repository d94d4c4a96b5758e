import { CliError } from '../errors.js';
import { Columns, type Field } from './columns.js';
import type { Input } from './input.js';
import { type Row, readRows } from './rows.js';

/** A CSV file whose header has been read: its columns, and the rows to come. */
export interface Table {
  readonly columns: Columns;
  readonly rows: AsyncIterable<Row>;
}

/** Reads the header and finds every field's column; throws a CliError when the file is empty or lacks one. */
export async function openTable(
  input: Input,
  fields: readonly Field[],
  options: { mapping: ReadonlyMap<string, string>; delimiter?: string },
): Promise<Table> {
  const rows = readRows(input.chunks, { name: input.name, delimiter: options.delimiter });
  try {
    const first = await rows.next();
    if (first.done) throw new CliError(`${input.name} is empty; its first line must name the columns.`);
    return { columns: new Columns(first.value.cells, fields, options.mapping), rows };
  } catch (error) {
    await rows.return(undefined);
    throw error;
  }
}
