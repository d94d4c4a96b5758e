import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { CliError, messageOf } from '../errors.js';

/** A file, or standard input, being read as plain bytes: what was gzip is inflated on the way. */
export interface Input {
  /** How the file is called in messages and in the name of its report. */
  readonly name: string;
  /** Size of the file as it lies there, for a share of it done; undefined for standard input. */
  readonly sizeBytes: number | undefined;
  /** Bytes of it (as it lies there) taken in so far. */
  readonly readBytes: () => number;
  /**
   * The content. Throws a CliError when reading fails or the gzip is cut or damaged; everything that could be
   * inflated before that has been given out by then.
   */
  readonly chunks: AsyncIterable<Buffer>;
}

/** Opens a file, or standard input for `-`. Whether it is gzip is told by its first bytes, not by its name. */
export async function openInput(path: string): Promise<Input> {
  const standardInput = path === '-';
  const sizeBytes = standardInput ? undefined : await sizeOf(path);
  const name = standardInput ? 'standard input' : basename(path);
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    const source = standardInput ? process.stdin : createReadStream(path);
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        read += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw new CliError(`Cannot read on in ${name}: ${messageOf(error)}`);
    }
  }
  return { name, sizeBytes, readBytes: () => read, chunks: plain(counted(), name) };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const entry = await stat(path);
    if (entry.isDirectory()) throw new CliError(`${path} is a folder; name a CSV file in it.`);
    return entry.size;
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`Cannot open ${path}: ${messageOf(error)}`);
  }
}

/** The same bytes, inflated when they begin like gzip. */
export async function* plain(source: AsyncGenerator<Buffer>, name: string): AsyncGenerator<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const { value, done } = await source.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  const isGzip = head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b;
  const whole = prepend(head, source);
  if (isGzip) yield* inflated(whole, name);
  else yield* whole;
}

async function* prepend(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

/** Small bites bound what one of them can inflate to: gzip packs at most about 1,000 to 1. */
const BITE = 16 * 1024;

/**
 * Inflates bite by bite and hands out all that came of one before it gives the next. A gunzip stream in a
 * pipeline would throw away what it has inflated when it meets the cut.
 */
async function* inflated(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const ready: Buffer[] = [];
  let failure: Error | undefined;
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  gunzip.on('error', (error) => (failure = error));
  // A write that meets damage is never answered; the stream closes instead.
  let proceed = () => {};
  gunzip.on('close', () => proceed());
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; at += BITE) {
        await new Promise<void>((resolve) => {
          proceed = resolve;
          gunzip.write(chunk.subarray(at, at + BITE), () => resolve());
        });
        yield* ready.splice(0);
        if (failure !== undefined) throw damaged(name, failure);
      }
    }
    await new Promise<void>((resolve) => {
      proceed = resolve;
      gunzip.end();
    });
    yield* ready.splice(0);
    if (failure !== undefined) throw damaged(name, failure);
  } finally {
    gunzip.destroy();
  }
}

const damaged = (name: string, error: Error) =>
  new CliError(
    `${name} is ${error.message === 'unexpected end of file' ? 'a gzip that was cut off' : `a damaged gzip (${error.message})`}. ` +
      'What came before that point was read. Get the whole file and run the import again: nothing counts twice.',
  );
