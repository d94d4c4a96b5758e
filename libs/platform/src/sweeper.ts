import { AsyncLocalStorage } from 'node:async_hooks';
import { uuidv7 } from './ids.js';
import { inWorkContext } from './telemetry/work-context.js';

export interface SweeperOptions {
  /** Whose work it is, for the log. */
  readonly service: string;
  /** The pause between the end of one look and the next. */
  readonly everyMs: number;
  /** Looks for what is due, and does it. `done`: nothing will ever be due any more. */
  readonly look: () => Promise<'done' | void>;
  /** A look that failed; the next one comes after the usual pause. */
  readonly failed: (error: Error) => void;
}

/**
 * Looks for due work again and again. Two looks of one process never overlap; those of several replicas do, so work is
 * judged anew under its own lock.
 */
export class Sweeper {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;
  /** A look is nobody's request, whoever asked for it. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly options: SweeperOptions) {}

  /** Whether no more is to be begun: a look that takes long asks for it. */
  get stopping(): boolean {
    return this.stopped;
  }

  /** The next look comes after so many milliseconds, whatever was planned. */
  lookIn(milliseconds: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const work = { service: this.options.service, correlationId: uuidv7() };
      this.looking = this.looking.then(() => this.outside(() => inWorkContext(work, () => this.look())));
    }, milliseconds);
    this.timer.unref();
  }

  /** Waits for the look at work; no other follows. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    if (this.stopped) return;
    try {
      if ((await this.options.look()) === 'done') return;
    } catch (error) {
      this.options.failed(error as Error);
    }
    // Somebody may have asked for an earlier one meanwhile.
    if (this.timer === undefined) this.lookIn(this.options.everyMs);
  }
}
