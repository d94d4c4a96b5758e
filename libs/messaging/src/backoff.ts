/** How long to wait before trying again: doubles from `firstMs` up to `capMs`, with full jitter on its upper half. */
export interface Backoff {
  readonly firstMs: number;
  readonly capMs: number;
}

/** The pause before try number `attempt` + 1; the first try is number 1. */
export function backoffMs({ firstMs, capMs }: Backoff, attempt: number): number {
  const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}

/** Waits, but no longer than until the signal is aborted. Never throws. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener('abort', finish, { once: true });
  });
}

/** Waits until the work is settled, however, but no longer than that. Never throws. */
export async function within(milliseconds: number, work: Promise<unknown> | undefined): Promise<void> {
  const done = new AbortController();
  const settled = () => done.abort();
  work?.then(settled, settled);
  if (work !== undefined) await sleep(milliseconds, done.signal);
}

/** A wait that another part of the program can end early; a wake-up while nobody waits is kept for the next wait. */
export class Wakeup {
  private pending = false;
  private release: (() => void) | undefined;

  wake(): void {
    this.pending = true;
    this.release?.();
  }

  /** Resolves at the next `wake()`, or after the time. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.release = undefined;
    }
    this.pending = false;
  }
}
