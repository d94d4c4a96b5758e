import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, type Prerequisite, reasonOf, untilMet, WaitingLog, type WaitingRoom } from '#platform';

export interface Start<T> {
  readonly prerequisites: readonly Prerequisite[];
  /** Tells callers what is waited for. */
  readonly room: WaitingRoom;
  readonly log: { info(line: string): void; warn(line: string): void };
  /** Resolves when the process is to end: nothing is waited for any more. */
  readonly stopped: Promise<unknown>;
  readonly start: () => Promise<T>;
  /** The pause after a start that failed, in milliseconds; default 1,000. */
  readonly pauseMs?: number;
}

/** How long an attempt at work may go on after the process was told to end. */
const LAST_ATTEMPT_MS = 5_000;
/** A start may fail so often although all it needs is there: a server that is only slow lets a connection time out. */
const MOST_FAULTS = 5;

/**
 * Waits until all prerequisites are met, then starts. A start that fails because one of them went away again waits for
 * it once more; one that fails time and again although all are there throws, and one for a wrong setting at once. Undefined
 * when it was told to end before.
 */
export async function startWhenMet<T>(options: Start<T>): Promise<T | undefined> {
  const { prerequisites, room, log, start } = options;
  const cancel = new AbortController();
  void options.stopped.then(() => cancel.abort());
  const { signal } = cancel;
  const says = new WaitingLog((line) => log.warn(line));
  for (const { name } of prerequisites) room.down(name, 'It was not reached yet');

  const met = async (prerequisite: Prerequisite): Promise<void> => {
    const { name } = prerequisite;
    await untilMet(prerequisite, {
      signal,
      waiting: (reason) => {
        room.down(name, reason);
        says.waiting(name, reason);
      },
    });
    room.up(name);
    says.met(name);
  };
  for (let faults = 0; ;) {
    const waits = Promise.allSettled(prerequisites.map(met));
    await Promise.race([waits, options.stopped.then(() => pause(LAST_ATTEMPT_MS))]);
    if (signal.aborted) return undefined;
    room.down('service', 'It has all it needs and is starting');
    try {
      return await start();
    } catch (error) {
      // What is set wrongly does not come right by waiting.
      if (error instanceof ConfigError) throw error;
      if ((await areMet(prerequisites)) && ++faults === MOST_FAULTS) throw error;
      log.warn(`The start failed and is tried again: ${reasonOf(error)}`);
      await pause(options.pauseMs ?? 1_000);
    }
  }
}

async function areMet(prerequisites: readonly Prerequisite[]): Promise<boolean> {
  const results = await Promise.allSettled(prerequisites.map((prerequisite) => prerequisite.meet()));
  return results.every(({ status }) => status === 'fulfilled');
}
