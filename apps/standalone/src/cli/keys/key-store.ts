import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { type ApiKey, KeyFileError, readKeyFile } from '#platform';
import { CliError } from '../errors.js';

/** Readable by its owner alone: it holds no secret, but says which keys there are. */
const MODE = 0o600;

/** The key file, as the command line edits it. */
export class KeyStore {
  readonly path: string;

  constructor(file: string) {
    const path = resolve(file);
    // Through a link, so that the file it leads to is what changes.
    this.path = existsSync(path) ? realpathSync(path) : path;
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  read(): ApiKey[] {
    try {
      return readKeyFile(this.path);
    } catch (error) {
      if (error instanceof KeyFileError) throw new CliError(`${error.message}. Name another with --file.`);
      throw error;
    }
  }

  /**
   * Replaces the keys by what `change` makes of them, one command at a time, and puts the file in place whole: a service
   * that reads it at that moment sees the keys of before or after.
   */
  edit<T extends { readonly keys: readonly ApiKey[] }>(change: (keys: ApiKey[]) => T): T {
    const lock = `${this.path}.lock`;
    let held: number;
    try {
      held = openSync(lock, 'wx', MODE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(this.path, error);
      throw new CliError(`Another keys command is at work on ${this.path}. If none is, remove ${lock}.`);
    }
    try {
      const changed = change(this.exists ? this.read() : []);
      this.write(`${JSON.stringify({ keys: changed.keys }, null, 2)}\n`);
      return changed;
    } finally {
      closeSync(held);
      rmSync(lock, { force: true });
    }
  }

  private write(text: string): void {
    const draft = `${this.path}.draft`;
    try {
      const mode = this.exists ? statSync(this.path).mode & 0o777 : MODE;
      const file = openSync(draft, 'w', mode);
      writeSync(file, text);
      fsyncSync(file);
      closeSync(file);
      renameSync(draft, this.path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw cannotWrite(this.path, error);
    }
  }
}

const cannotWrite = (path: string, error: unknown): CliError =>
  new CliError(
    `${path} cannot be written (${(error as NodeJS.ErrnoException).code}). Name another file with --file.`,
  );
