import { type Answer, NoAnswerError, ProblemError, type Shelfstream } from '#client';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../cli/errors.js';
import type { Measured, Tally } from './tally.js';

/** What everybody in a simulation shares. */
export interface Errand {
  readonly shop: Shelfstream;
  readonly tally: Tally;
  /** Aborted when the simulation is to end: nothing new is begun then. */
  readonly signal: AbortSignal;
  /** Begins every id that this run makes. */
  readonly run: string;
}

/** The end of a wait because the simulation ends. */
export class Over extends Error {}

/** Waits; throws Over when the simulation ends meanwhile. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw new Over();
  });
}

/**
 * A call whose refusal is part of life: it is counted, by its code, and answered with undefined, as is a call that no answer came
 * to. A call that nobody of us may make ends the simulation.
 */
export async function ask<T>(
  { tally }: Errand,
  call: Promise<Answer<T>>,
  measured?: Measured,
): Promise<T | undefined> {
  const started = performance.now();
  try {
    const { data, error } = await call;
    if (error?.status === 401 || error?.status === 403) throw new ProblemError(error);
    if (error !== undefined) tally.refused(error.code);
    if (measured !== undefined) tally.took(measured, performance.now() - started);
    return data;
  } catch (error) {
    if (error instanceof ProblemError) {
      throw new CliError(`The simulation may not go on: ${error.message} A key that may is needed.`);
    }
    if (!(error instanceof NoAnswerError)) throw error;
    tally.add('noAnswer');
    return undefined;
  }
}
