import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { profiled } from './profile.js';

/** How busy each part was while ours was measured: processor time per second, in cores; the event loop as a share of 1. */
export interface BusyShares {
  /** The share of the time in which the service's one thread of JavaScript was not waiting; of a service in this process alone. */
  readonly eventLoop?: number;
  readonly service: number;
  readonly postgres: number;
  readonly kafka: number;
  /** Processes of the load that ended within the measurement. */
  readonly load: number;
  readonly cores: number;
}

/** Adds up the processor's time over the measured stretches of one row, the counterpart's left out. Linux alone tells it. */
export class Busy {
  private seconds = 0;
  private idle = 0;
  private readonly used: Ticks = { service: 0, postgres: 0, kafka: 0, load: 0 };

  /** `outside`: the service runs in processes that this one started, and the load in this one. */
  constructor(
    private readonly row: string,
    private readonly service: 'here' | 'outside' = 'here',
  ) {}

  async during<T>(work: () => Promise<T>): Promise<T> {
    const loop = performance.eventLoopUtilization();
    const before = ticks();
    const began = performance.now();
    const result = await profiled(this.row, work);
    const seconds = (performance.now() - began) / 1000;
    const after = ticks();
    this.seconds += seconds;
    this.idle += seconds * (1 - performance.eventLoopUtilization(loop).utilization);
    for (const part of PARTS) this.used[part] += after[part] - before[part];
    return result;
  }

  /** What was measured before was to warm up. */
  forget(): void {
    this.seconds = 0;
    this.idle = 0;
    for (const part of PARTS) this.used[part] = 0;
  }

  get shares(): BusyShares {
    const cores = (part: keyof Ticks) => this.used[part] / TICKS_PER_SECOND / this.seconds;
    const outside = this.service === 'outside';
    return {
      ...(outside ? {} : { eventLoop: 1 - this.idle / this.seconds }),
      service: cores(outside ? 'load' : 'service'),
      postgres: cores('postgres'),
      kafka: cores('kafka'),
      load: cores(outside ? 'service' : 'load'),
      cores: cpus().length,
    };
  }
}

/** Busy to this share counts as busy all the time: what is left goes to the system and its neighbours. */
const FULL = 0.85;

/** What stood in the way of more, by these shares. */
export function boundBy({ eventLoop, service, postgres, kafka, load, cores }: BusyShares): string {
  if (eventLoop !== undefined && eventLoop >= FULL) return "the service's thread";
  const parts: [string, number][] = [
    ['the service', service],
    ['PostgreSQL', postgres],
    ['Kafka', kafka],
    ['the load itself', load],
  ];
  if (parts.reduce((sum, [, busy]) => sum + busy, 0) >= FULL * cores) {
    const [most] = parts.toSorted((a, b) => b[1] - a[1]);
    return `all cores, most of all by ${most?.[0] ?? ''}`;
  }
  return 'waiting for one another';
}

type Ticks = Record<'service' | 'postgres' | 'kafka' | 'load', number>;
const PARTS = ['service', 'postgres', 'kafka', 'load'] as const;

/** USER_HZ, which Linux fixes for programs. */
const TICKS_PER_SECOND = 100;

interface Process {
  readonly parent: number;
  readonly name: string;
  readonly own: number;
  readonly endedChildren: number;
}

/** The processor's time of this process, of those that it started, and of those that have ended. */
function ticks(): Ticks {
  const all = processes();
  const self = all.get(process.pid);
  const sums: Ticks = { service: self?.own ?? 0, postgres: 0, kafka: 0, load: self?.endedChildren ?? 0 };
  for (const [pid, { name, own, endedChildren }] of all) {
    if (pid === process.pid || !descends(all, pid)) continue;
    const part = name === 'postgres' ? 'postgres' : name === 'java' ? 'kafka' : 'load';
    sums[part] += own + endedChildren;
  }
  return sums;
}

function descends(all: ReadonlyMap<number, Process>, pid: number): boolean {
  for (let at = all.get(pid)?.parent; at !== undefined && at > 1; at = all.get(at)?.parent) {
    if (at === process.pid) return true;
  }
  return false;
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const entry of procEntries()) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      // proc(5): after the name come state, ppid, ..., and as 12th to 15th utime, stime, cutime and cstime.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const field = (n: number) => Number(fields[n - 1]);
      found.set(Number(entry), {
        ...{ parent: field(2), name },
        ...{ own: field(12) + field(13), endedChildren: field(14) + field(15) },
      });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

function procEntries(): string[] {
  try {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  } catch {
    return [];
  }
}
