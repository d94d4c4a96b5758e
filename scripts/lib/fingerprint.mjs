import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Path, size and time of change of every file of the sources, as one short text. */
export function fingerprintOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) visit(inRoot(source));
  return hash.digest('hex');

  function visit(path) {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return;
    if (entry.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path}\n${entry.size}\n${entry.mtimeMs}\n`);
  }
}
