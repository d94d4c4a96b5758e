import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface EndingStep {
  readonly signal: NodeJS.Signals;
  /** How long the process may take before the next step, in milliseconds. */
  readonly waitMs: number;
}

/** A process that no later one of the same id is taken for. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, as the system tells it; `undefined` where the system cannot. */
  readonly birth?: string | undefined;
}

/** Marks the process that has that id now. */
export function markOf(pid: number): ProcessMark {
  return { pid, birth: birthOf(pid) };
}

/** Whether the marked process itself still runs. */
export function stillRuns({ pid, birth }: ProcessMark): boolean {
  return isAlive(pid) && (birth === undefined || birth === birthOf(pid));
}

/** Whether a process of that id runs. A zombie does not: it only waits for a parent that may never come. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/** The command line of a running process, its arguments parted by spaces; `undefined` when there is none. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Sends each step's signal in turn until the process is gone. Answers whether it is. */
export async function endProcess(mark: ProcessMark, steps: readonly EndingStep[]): Promise<boolean> {
  for (const { signal, waitMs } of steps) {
    if (!send(mark, signal)) return true;
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!stillRuns(mark)) return true;
      await pause(20);
    }
  }
  return !stillRuns(mark);
}

/** Sends the signal; false when the process is gone already. */
export function send(mark: ProcessMark, signal: NodeJS.Signals): boolean {
  if (!stillRuns(mark)) return false;
  try {
    return process.kill(mark.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

function birthOf(pid: number): string | undefined {
  const started = statFields(pid)?.[19];
  if (started !== undefined)
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${started}`;
  return ps(pid, 'lstart=');
}

/** What /proc/<pid>/stat says after the name (which may hold anything): state, parent, ..., start time at 19. */
function statFields(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  if (process.platform === 'linux') return undefined;
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
