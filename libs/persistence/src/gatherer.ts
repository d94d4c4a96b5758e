import { AsyncLocalStorage } from 'node:async_hooks';
import { isTransient } from './transient.js';

export interface GathererOptions<W, R> {
  /** Does all of it in one transaction, with a result for each piece in order, or throws when nothing of it took place. */
  readonly run: (together: readonly W[]) => Promise<readonly R[]>;
  /** Most pieces of work that share a transaction. */
  readonly most: number;
}

interface Waiting<W, R> {
  readonly work: W;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Gathers the work that arrives while the work before it runs, and does it as one. No timer holds anybody up: an idle
 * gatherer begins at once, and the busier it gets the more each commit carries. What fails for a reason that lies in one
 * piece is halved until that one stands alone, so that its neighbours succeed.
 */
export class Gatherer<W, R> {
  private waiting: Waiting<W, R>[] = [];
  private running = false;
  /** What is done together is no single caller's: not their request, nor their trace. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly options: GathererOptions<W, R>) {}

  /** Resolves once it is committed. Throws what its own transaction threw, or the moment's trouble of a shared one. */
  add(work: W): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ work, resolve, reject });
      if (!this.running) void this.outside(() => this.go());
    });
  }

  private async go(): Promise<void> {
    this.running = true;
    // What arrives in the same turn of the event loop belongs together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.settle(this.waiting.splice(0, this.options.most));
    this.running = false;
  }

  private async settle(together: readonly Waiting<W, R>[]): Promise<void> {
    let results: readonly R[];
    try {
      results = await this.options.run(together.map(({ work }) => work));
    } catch (error) {
      if (together.length === 1 || isTransient(error)) {
        for (const { reject } of together) reject(error);
        return;
      }
      const middle = Math.ceil(together.length / 2);
      await this.settle(together.slice(0, middle));
      await this.settle(together.slice(middle));
      return;
    }
    for (const [i, { resolve }] of together.entries()) resolve(results[i] as R);
  }
}
