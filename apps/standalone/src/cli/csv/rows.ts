import { type CsvError, parse } from 'csv-parse';
import { drained } from '../drained.js';
import { CliError } from '../errors.js';

/** One row of a CSV file; `line` is the number of the line in the file where it ends, from 1. */
export interface Row {
  readonly line: number;
  readonly cells: string[];
}

/** A row longer than this is a quote that was never closed, not data. */
const MAX_ROW_BYTES = 1024 * 1024;

/**
 * The rows of a CSV text, header row included, in constant memory. Blank lines are passed over; rows may have
 * any number of cells. When the input fails or a quote is never closed, every whole row before it has been given
 * out and then the CliError comes; the row that was cut is not given out, for half a number is another number.
 */
export async function* readRows(
  chunks: AsyncIterable<Buffer>,
  { name, delimiter = ',' }: { name: string; delimiter?: string },
): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MAX_ROW_BYTES,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  let failure: Error | undefined;
  let endsWithinRow = false;
  let stopped = false;
  parser.on('skip', (error: CsvError) => (failure ??= quoteNotClosed(name, error)));

  const feeding = (async () => {
    try {
      for await (const chunk of chunks) {
        if (stopped || failure !== undefined) break;
        if (chunk.length === 0) continue;
        const last = chunk[chunk.length - 1];
        endsWithinRow = last !== 0x0a && last !== 0x0d;
        if (!parser.write(chunk)) await drained(parser);
      }
    } catch (error) {
      if (!stopped) failure ??= error as Error;
    }
    parser.end();
  })();

  // One row is held back: the last one may turn out to be cut.
  let held: Row | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (held !== undefined) yield held;
      held = { line: info.lines, cells: record };
    }
    await feeding;
    if (held !== undefined && !(failure !== undefined && endsWithinRow)) yield held;
    if (failure !== undefined) throw failure;
  } finally {
    stopped = true;
    parser.destroy();
  }
}

const quoteNotClosed = (name: string, error: CsvError) =>
  new CliError(
    `${name}: a quoted cell is never closed; it was still open on line ${String(error.lines)}. ` +
      'Correct the quotes there and run the import again: nothing counts twice.',
  );
