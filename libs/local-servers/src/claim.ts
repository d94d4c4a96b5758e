import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { markOf, stillRuns, type ProcessMark } from './processes.js';

/** A folder held by one process. It lasts until released, or until its owner is gone, however it went. */
export interface Claim {
  release(): void;
}

/** Another running process holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(
    readonly folder: string,
    readonly ownerPid: number,
  ) {
    super(
      `${folder} is in use by another running Shelfstream (process ${ownerPid}). ` +
        'Stop that one first, or give this one a data folder of its own.',
    );
  }
}

/**
 * Claims the folder of `lockFile` for `ownerPid` (by default this process). A lock file whose owner is gone is
 * taken over; one whose owner runs is refused.
 *
 * @throws FolderInUseError
 */
export function claim(lockFile: string, ownerPid: number = process.pid): Claim {
  mkdirSync(dirname(lockFile), { recursive: true });
  const mine = JSON.stringify(markOf(ownerPid));
  // A link either appears whole or not at all, so nobody ever reads half a lock file.
  const draft = `${lockFile}.${randomUUID()}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    while (!linked(draft, lockFile)) {
      const theirs = read(lockFile);
      if (theirs === undefined) continue;
      const owner = runningOwner(theirs);
      if (owner !== undefined) throw new FolderInUseError(dirname(lockFile), owner);
      takeAway(lockFile, theirs);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release: () => {
      if (read(lockFile) === mine) rmSync(lockFile, { force: true });
    },
  };
}

function linked(draft: string, lockFile: string): boolean {
  try {
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock file that was judged stale, and puts back any other that took its place meanwhile. */
function takeAway(lockFile: string, stale: string): void {
  const away = `${lockFile}.${randomUUID()}`;
  try {
    renameSync(lockFile, away);
  } catch {
    return;
  }
  if (read(away) !== stale) linked(away, lockFile);
  rmSync(away, { force: true });
}

/** The owner's process id while that very process runs. An id that now belongs to a later process does not count. */
function runningOwner(content: string): number | undefined {
  try {
    const owner = JSON.parse(content) as ProcessMark;
    return stillRuns(owner) ? owner.pid : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
