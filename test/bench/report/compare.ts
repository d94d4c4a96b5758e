import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './history.js';
import type { BenchRow } from './row.js';

const run = promisify(execFile);

/**
 * Runs the same rows at another revision, in a work tree of its own right after ours, and tells both. What is compared is
 * the ratio of each to its own counterpart: the machine's mood is in both sides of a ratio.
 */
export async function compareWith(
  revision: string,
  ours: readonly BenchRow[],
  { names, reps }: { names: readonly string[]; reps: number },
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfstream-compare-'));
  const tree = path.join(folder, 'tree');
  const file = path.join(folder, 'rows.json');
  await run('git', ['worktree', 'add', '--detach', tree, revision], { cwd: ROOT });
  try {
    console.error(`The same at ${revision} ...`);
    // It may not know every row, nor the option that keeps it out of its history.
    const rows: BenchRow[] = [];
    for (const name of names) {
      const bench = spawn(
        'npm',
        ['run', 'bench', '--', '--only', name, '--reps', String(reps), '--json', file],
        {
          cwd: tree,
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      const [status] = (await once(bench, 'close')) as [number | null];
      if (status === 0) rows.push(...(JSON.parse(await readFile(file, 'utf8')) as BenchRow[]));
      else console.error(`${name} cannot be measured at ${revision}`);
    }
    return sideBySide(revision, ours, rows);
  } finally {
    await run('git', ['worktree', 'remove', '--force', tree], { cwd: ROOT });
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ratios at both revisions, and how many times the one is the other. */
export function sideBySide(revision: string, ours: readonly BenchRow[], theirs: readonly BenchRow[]): string {
  const lines = ours.map((row) => {
    const other = theirs.find(({ name }) => name === row.name);
    const change = other === undefined ? '' : `${(row.ratio / other.ratio).toFixed(2)}x`;
    return `| ${row.name} | ${row.ratio.toFixed(2)} | ${other?.ratio.toFixed(2) ?? 'not there'} | ${change} |`;
  });
  return [`| ratio of | here | ${revision} | change |`, '| --- | ---: | ---: | ---: |', ...lines].join('\n');
}
