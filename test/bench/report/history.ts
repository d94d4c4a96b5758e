import { execFile } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchRow } from './row.js';

const run = promisify(execFile);

/** dist/test/bench/report -> the clone */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const HISTORY = path.join(ROOT, 'bench', 'history.jsonl');

/**
 * Adds the run to `bench/history.jsonl`, a line a run: when, at which revision, on how large a machine, and each row. The
 * ratios may be compared between runs; the absolute figures belong to their machine and its neighbours.
 */
export async function keepInHistory(rows: readonly BenchRow[], reps: number): Promise<void> {
  const line = {
    at: new Date().toISOString(),
    revision: await revision(),
    node: process.version,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    reps,
    rows,
  };
  await mkdir(path.dirname(HISTORY), { recursive: true });
  await appendFile(HISTORY, `${JSON.stringify(line)}\n`);
}

/** The commit, marked when files differ from it; null outside a clone. */
async function revision(): Promise<string | null> {
  const git = (...args: string[]) => run('git', args, { cwd: ROOT }).then(({ stdout }) => stdout.trim());
  try {
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    return `${await git('rev-parse', '--short=10', 'HEAD')}${changed === '' ? '' : ' and changes'}`;
  } catch {
    return null;
  }
}
