import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export { freePort } from '#local-servers';

export interface EventuallyOptions {
  /** How long to keep trying, in milliseconds; default 10,000. */
  readonly timeoutMs?: number;
  /** The pause between two tries, in milliseconds; default 50. */
  readonly intervalMs?: number;
}

/**
 * Calls `check` until it no longer throws, and answers what it answered. For facts that come true in their own time;
 * when they don't, its last error is thrown, so the failure reads like a plain `expect`.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<T> {
  const { timeoutMs = 10_000, intervalMs = 50 } = options;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() + intervalMs > deadline) throw error;
      await pause(intervalMs);
    }
  }
}

/** An id that no other test has: the prefix, a dash and 12 letters or digits in lower case. */
export function uniqueId(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
