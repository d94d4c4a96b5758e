import { readFileSync, statSync } from 'node:fs';
import { fieldPath } from '../http/validation.js';
import { type ApiKey, ApiKeyFile } from './api-key.js';

/** How often the file is looked at. A key that is revoked is refused within this time. */
const LOOK_EVERY_MS = 1_000;

/** The key file cannot be used; the message says why, and holds nothing of its content. */
export class KeyFileError extends Error {}

/** The keys in the file. Throws a `KeyFileError`. */
export function readKeyFile(file: string): ApiKey[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new KeyFileError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new KeyFileError(`${file} is not JSON`);
  }
  const result = ApiKeyFile.safeParse(json);
  if (result.success) return result.data.keys;
  const [issue] = result.error.issues;
  throw new KeyFileError(`${file}: ${fieldPath(issue?.path ?? [])} ${issue?.message}`);
}

/**
 * Looks at the file again and again, and tells of every change: its keys, or what is wrong with it. Looked at by its path
 * once a second, because what a file system tells of changes ends where Kubernetes puts a new secret in place, which is
 * done by turning a symbolic link.
 */
export class KeyFileWatch {
  private readonly timer: NodeJS.Timeout;
  private seen: string;

  constructor(
    private readonly file: string,
    private readonly changed: (keys: ApiKey[]) => void,
    private readonly broken: (error: KeyFileError) => void,
  ) {
    this.seen = this.look();
    this.timer = setInterval(() => this.check(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private check(): void {
    const now = this.look();
    if (now === this.seen) return;
    this.seen = now;
    try {
      this.changed(readKeyFile(this.file));
    } catch (error) {
      if (!(error instanceof KeyFileError)) throw error;
      this.broken(error);
    }
  }

  /** What tells one state of the file from another, links followed. */
  private look(): string {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = statSync(this.file, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'unreadable';
    }
  }
}
