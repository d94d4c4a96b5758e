/** How a call that met what may pass by itself is tried again. */
export interface RetryOptions {
  /** How long a call is tried again in all, in milliseconds; default 30,000. With 0 it is tried once. */
  readonly patienceMs?: number | undefined;
  /** The longest pause before the second try, in milliseconds; default 200. Each further one is twice as long. */
  readonly firstPauseMs?: number | undefined;
  /** The longest pause, in milliseconds, default 5,000, unless the server asks for another by `Retry-After`. */
  readonly longestPauseMs?: number | undefined;
  /** Told before each pause. */
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

export interface RetryNotice {
  /** Method and path. */
  readonly request: string;
  /** Such as `ECONNREFUSED` or `503 overloaded`. */
  readonly reason: string;
  /** The pause that follows, in milliseconds. */
  readonly pauseMs: number;
}

/** Between half and all of the pause due after so many tries, so that callers who failed together do not come back as one. */
export function backoffMs(
  tries: number,
  { firstPauseMs = 200, longestPauseMs = 5_000 }: RetryOptions,
): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
}

/** What `Retry-After` asks for, in milliseconds and a little more; undefined without it. It is seconds or a date. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms) * (1 + Math.random() / 10);
}

/** Resolves after the time; rejects with the signal's reason when that aborts first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
