import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { claim, FolderInUseError, type Claim } from '#local-servers';

/** The test run that this spec is part of. */
export interface TestRun {
  /** For the servers that the run's specs share; removed at its end. */
  readonly folder: string;
  /** Jest's main process, which outlives its workers and ends those servers. */
  readonly pid: number;
}

/** What jest's global setup has made. */
export function testRun(): TestRun {
  const run = process.env['SHELFSTREAM_TEST_RUN'];
  if (run === undefined)
    throw new Error('Run the specs through jest with the jest.config.js of this repository.');
  return JSON.parse(run) as TestRun;
}

/**
 * Starts what all specs of the run share, once, when the first of them asks; the others, in whichever worker, wait
 * and get the same answer. A start that failed is not tried again: everyone gets its message at once.
 */
export async function oncePerRun<T>(name: string, start: (run: TestRun) => Promise<T>): Promise<T> {
  const run = testRun();
  const file = join(run.folder, `${name}.json`);
  const turn = outcomeIn(file) === undefined ? await myTurn(join(run.folder, `${name}.lock`)) : undefined;
  try {
    const known = outcomeIn<T>(file) ?? (await attempt(() => start(run)));
    if (outcomeIn(file) === undefined) keep(file, known);
    if (known.error !== undefined)
      throw Object.assign(new Error(known.error.message), { name: known.error.name });
    return known.value as T;
  } finally {
    turn?.release();
  }
}

interface Outcome<T> {
  readonly value?: T;
  readonly error?: { readonly name: string; readonly message: string };
}

async function attempt<T>(start: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await start() };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: { name, message } };
  }
}

function keep<T>(file: string, outcome: Outcome<T>): void {
  // Renamed into place, so that nobody reads half of it.
  writeFileSync(`${file}.draft`, JSON.stringify(outcome), { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

function outcomeIn<T>(file: string): Outcome<T> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Outcome<T>;
  } catch {
    return undefined;
  }
}

async function myTurn(lockFile: string): Promise<Claim> {
  for (;;) {
    try {
      return claim(lockFile);
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
      await pause(50);
    }
  }
}
