import { setTimeout as pause } from 'node:timers/promises';

/** Something that must be there before work can begin. */
export interface Prerequisite {
  /** As readiness calls it: "orders.database". */
  readonly name: string;
  /** Brings it about or finds it there; throws an error whose message says what is waited for. May be called again. */
  meet(): Promise<void>;
}

export interface Waiting {
  /** Ends the wait: `untilMet` throws. An attempt at work is let finish. */
  readonly signal: AbortSignal;
  /** Told why after each attempt that failed. */
  readonly waiting: (reason: string) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Tries until the prerequisite is met, with pauses up to two seconds. */
export async function untilMet(prerequisite: Prerequisite, { signal, waiting }: Waiting): Promise<void> {
  for (let next = FIRST_PAUSE_MS; ; next = Math.min(next * 2, LONGEST_PAUSE_MS)) {
    signal.throwIfAborted();
    try {
      return await prerequisite.meet();
    } catch (error) {
      waiting(reasonOf(error));
    }
    await pause(next, undefined, { signal });
  }
}

/** An error in words. A host with several addresses fails with an error for each and no words of its own. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return [...new Set(error.errors.map(reasonOf))].join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}

const SAID_AGAIN_MS = 30_000;

/** Says each reason to wait when it is new, and again every half minute. */
export class WaitingLog {
  private readonly said = new Map<string, { reason: string; at: number }>();

  constructor(private readonly say: (line: string) => void) {}

  waiting(name: string, reason: string): void {
    const last = this.said.get(name);
    if (last?.reason === reason && Date.now() - last.at < SAID_AGAIN_MS) return;
    this.said.set(name, { reason, at: Date.now() });
    this.say(`Waiting for ${name}: ${reason}`);
  }

  /** Says that the wait is over, if there was any. */
  met(name: string): void {
    if (this.said.delete(name)) this.say(`${name} is there`);
  }
}
