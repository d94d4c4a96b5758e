import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * Each test run has one folder, `shelfstream-test-<pid of jest>-<random>`, for the servers that its specs share. A spec
 * starts them when it first needs them (see ../src/shared.ts); they belong to jest's main process, which ends them
 * here. Plain JavaScript, since jest loads these files without its transform.
 */

export const RUN_FOLDER_PREFIX = 'shelfstream-test-';

/** Ends the servers of a run and removes its folder. Their data is worth nothing, so this need not be gentle. */
export async function removeRun(folder) {
  const pids = [join(folder, 'postgres', 'pgdata', 'postmaster.pid'), join(folder, 'kafka', 'kafka.pid')]
    .map((file) => Number.parseInt(contentOf(file), 10))
    .filter((pid) => pid > 0 && commandLineOf(pid).includes(folder));
  for (const pid of pids) {
    // PostgreSQL's immediate stop; it takes its children along. The Java process of Kafka only prints its threads.
    signal(pid, 'SIGQUIT');
  }
  for (const deadline = Date.now() + 1_000; pids.some(isAlive) && Date.now() < deadline;) await pause(20);
  for (const id of containersIn(folder)) removeContainer(id);
  for (const pid of pids) signal(pid, 'SIGKILL');
  for (const deadline = Date.now() + 5_000; pids.some(isAlive) && Date.now() < deadline;) await pause(20);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Removes what runs that were killed have left. */
export async function removeAbandonedRuns() {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(new RegExp(`^${RUN_FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!(owner > 0) || isAlive(owner)) continue;
    await removeRun(join(tmpdir(), name)).catch(() => {
      // Another user's: theirs to remove.
    });
  }
}

/** Kafka brokers that ran in Docker. */
function containersIn(folder) {
  const files = readdirSync(folder).map((name) => join(folder, name, 'container'));
  return files.map((file) => contentOf(file).split(' ')[0]).filter((id) => id !== '');
}

function removeContainer(id) {
  try {
    execFileSync('docker', ['rm', '--force', '--volumes', id], { stdio: 'ignore' });
  } catch {
    // It is gone, or Docker is.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !/^State:\s+Z/m.test(contentOf(`/proc/${pid}/status`));
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone.
  }
}

function commandLineOf(pid) {
  if (process.platform === 'linux') return contentOf(`/proc/${pid}/cmdline`);
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
