import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

const FILE = inRoot('.shelfstream', 'setup.lock');

/** Runs `work` while nobody else installs or builds in this clone: `npm start` and `npm test` may begin together. */
export async function alone(work) {
  mkdirSync(inRoot('.shelfstream'), { recursive: true });
  for (let waits = 0; !taken(); waits += 1) {
    const owner = ownerPid();
    if (owner === undefined) continue;
    if (waits === 0)
      console.error(`Another command (process ${owner}) is setting up this clone; waiting for it.`);
    await sleep(200);
  }
  const release = () => rmSync(FILE, { force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function taken() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds the lock; undefined when there is none any more (then the lock is removed). */
function ownerPid() {
  let text = '';
  try {
    text = readFileSync(FILE, 'utf8');
  } catch {
    return undefined;
  }
  const pid = Number(text);
  try {
    // Not written yet: its owner has just created it.
    if (text === '') return 0;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    if (error.code === 'EPERM') return pid;
    removeStale(text);
    return undefined;
  }
}

/** Takes the lock file away only if it is still the one that was judged stale. */
function removeStale(text) {
  const away = `${FILE}.${process.pid}`;
  try {
    renameSync(FILE, away);
    if (readFileSync(away, 'utf8') === text) rmSync(away);
    else renameSync(away, FILE);
  } catch {
    // Somebody else was faster.
  }
}
