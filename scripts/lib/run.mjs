import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './paths.mjs';

/** Runs a program to its end and answers its exit status; `quiet` shows its output only when it failed. */
export async function run(command, args, { quiet }) {
  // Its output goes to stderr: stdout belongs to the command that is being set up.
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await statusOf(child);
  if (code !== 0 && quiet) console.error(output);
  return code;
}

/**
 * Hands over to a program: it has our terminal and our signals, and we end as it ends. It may get one key press
 * of Ctrl-C several times (from the terminal, from npm through us) and must take that for one.
 * With `tied`, it is told by a closed channel when we are gone, and asked to end when npm is.
 */
export async function handOver(command, args, { cwd = ROOT, tied = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    stdio: ['inherit', 'inherit', 'inherit', ...(tied ? ['ipc'] : [])],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (tied) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref();
  }
  process.exit(await statusOf(child));
}

function statusOf(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Cannot start ${child.spawnfile}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
