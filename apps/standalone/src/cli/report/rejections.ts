import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { drained } from '../drained.js';
import { CliError, messageOf } from '../errors.js';

/** A line that was turned away, and why. `id` names it (a sale and its line, an item, a location). */
export interface Rejection {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
  readonly id?: string;
}

/** The file of rejected lines: `line,code,detail,id`, in the order of the input. Written as it comes, kept nowhere. */
export class RejectionFile {
  readonly path: string;
  #stream: WriteStream | undefined;
  #failure: Error | undefined;

  /** Removes what an earlier run left there: an old list would be taken for the new one. */
  constructor(path: string) {
    this.path = path;
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw new CliError(
        `Cannot replace the report ${path}: ${messageOf(error)}. Give another with --report.`,
      );
    }
  }

  async write(rejections: readonly Rejection[]): Promise<void> {
    if (rejections.length === 0) return;
    const stream = (this.#stream ??= this.#open());
    const text = rejections
      .map(({ line, code, detail, id }) => row([String(line), code, detail, id ?? '']))
      .join('');
    if (!stream.write(text)) await drained(stream);
    this.#check();
  }

  async close(): Promise<void> {
    if (this.#stream === undefined) return;
    const closed = once(this.#stream, 'close');
    this.#stream.end();
    await closed;
    this.#check();
  }

  #open(): WriteStream {
    const stream = createWriteStream(this.path);
    stream.on('error', (error) => (this.#failure = error));
    stream.write(row(['line', 'code', 'detail', 'id']));
    return stream;
  }

  #check(): void {
    if (this.#failure === undefined) return;
    throw new CliError(
      `Cannot write the report ${this.path}: ${this.#failure.message}. Give another with --report.`,
    );
  }
}

/** A text that begins like a formula is kept from being one when a spreadsheet opens the report. */
const row = (cells: string[]): string =>
  `${cells.map((cell) => quoted(/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell)).join(',')}\n`;

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
