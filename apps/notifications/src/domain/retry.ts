/** How a message that could not be sent is tried again. */
export interface RetryPolicy {
  /** The pause after the first try, in milliseconds; it doubles with every further one. */
  readonly firstMs: number;
  /** The longest pause. */
  readonly capMs: number;
  /** How often it is tried in all before it is given up. */
  readonly attempts: number;
}

/**
 * The pause after try number `attempt` (the first is 1), in milliseconds; undefined when it was the last one. `chance` is
 * from 0 to 1: the upper half of the pause is left to it, so that what failed together is not tried again together.
 */
export function pauseAfter(attempt: number, policy: RetryPolicy, chance: number): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const longest = Math.min(policy.capMs, policy.firstMs * 2 ** Math.min(attempt - 1, 40));
  return Math.round(longest / 2 + (longest / 2) * chance);
}
