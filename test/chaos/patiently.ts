import { setTimeout as pause } from 'node:timers/promises';

const WITHIN_MS = 300_000;

/** Tries until it is so; a database or a broker that is away is asked again. Throws after five minutes. */
export async function patiently(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  for (let why = ''; ;) {
    try {
      if (await isSo()) return;
    } catch (error) {
      why = `: ${(error as Error).message}`;
    }
    if (Date.now() > deadline) throw new Error(`In five minutes it did not come about that ${what}${why}`);
    await pause(15);
  }
}
