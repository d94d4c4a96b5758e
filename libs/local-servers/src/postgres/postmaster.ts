import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, endProcess, isAlive, markOf, type ProcessMark } from '../processes.js';

/** Asks PostgreSQL to stop fast (clients dropped, data flushed), and at last to stop at once (recovers at next start). */
export function stopPostmaster(postmaster: ProcessMark, fastMs = 5_000): Promise<boolean> {
  return endProcess(postmaster, [
    { signal: 'SIGINT', waitMs: fastMs },
    { signal: 'SIGQUIT', waitMs: 3_000 },
    { signal: 'SIGKILL', waitMs: 2_000 },
  ]);
}

/** Whether the PostgreSQL of that process id has said, in its own pid file, that it takes connections. */
export async function isReady(pgdata: string, pid: number): Promise<boolean> {
  const lines = await pidFile(pgdata);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/**
 * Stops the PostgreSQL that an earlier run (killed before it could) has left on this cluster, and clears its traces.
 * A process that merely got its id since is left alone.
 */
export async function stopLeftover(pgdata: string, log: (line: string) => void): Promise<void> {
  const pid = Number((await pidFile(pgdata))[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return;
  if (await servesCluster(pid, pgdata)) {
    log(`Stopping a PostgreSQL that an earlier run left behind (process ${pid})`);
    if (await stopPostmaster(markOf(pid), 30_000)) return;
    throw new Error(
      `A PostgreSQL of an earlier run (process ${pid}) does not stop. End it, then start again.`,
    );
  }
  // PostgreSQL itself would take the stranger for a server on its data, and refuse to start.
  await rm(join(pgdata, 'postmaster.pid'), { force: true });
}

async function servesCluster(pid: number, pgdata: string): Promise<boolean> {
  const commandLine = commandLineOf(pid) ?? '';
  if (!/postgres/.test(commandLine)) return false;
  return commandLine.includes(` ${pgdata}`) || commandLine.includes(` ${await realpath(pgdata)}`);
}

async function pidFile(pgdata: string): Promise<string[]> {
  try {
    return (await readFile(join(pgdata, 'postmaster.pid'), 'utf8')).split('\n');
  } catch {
    return [];
  }
}
