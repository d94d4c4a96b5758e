import { reasonOf } from './prerequisite.js';

/** Something that must work before a service may be sent requests. */
export interface ReadinessCheck {
  /** As it stands in the answer: "database". */
  readonly name: string;
  /** Resolves when it works; throws an error whose message says what is waited for. */
  check(): Promise<void>;
}

/** `stopping`: what is at work is finished, and nothing new may be sent. */
export interface Readiness {
  readonly status: 'ready' | 'waiting' | 'stopping';
  readonly checks: Record<string, { status: 'up' | 'down'; detail?: string }>;
}

type Outcome = Readiness['checks'][string];

const TIMEOUT_MS = 2_000;
const GIVEN_UP_MS = 10_000;

/** The checks of every service in the process; each adds its own. */
export class ReadinessChecks {
  private readonly checks: RepeatedCheck[] = [];
  private stopping = false;

  /** Whether `stop` was called. */
  get isStopping(): boolean {
    return this.stopping;
  }

  add(check: ReadinessCheck): void {
    this.checks.push(new RepeatedCheck(check));
  }

  /** From now on the answer is "stopping", whatever the checks say: the process is about to end. */
  stop(): void {
    this.stopping = true;
  }

  /** Runs all checks side by side, each within two seconds. */
  async run(): Promise<Readiness> {
    const results = await Promise.all(
      this.checks.map(async (check): Promise<[string, Outcome]> => [check.name, await check.outcome()]),
    );
    const ready = results.every(([, result]) => result.status === 'up');
    return {
      status: this.stopping ? 'stopping' : ready ? 'ready' : 'waiting',
      checks: Object.fromEntries(results),
    };
  }
}

/**
 * A check that is asked again and again. One that has not ended is not begun again, so that what hangs does not pile up;
 * after a while it is given up, for what it hangs on (a dead connection) need not be what the next one meets.
 */
class RepeatedCheck {
  readonly name: string;
  private running: { readonly outcome: Promise<Outcome>; readonly since: number } | undefined;
  private lastReason: string | undefined;

  constructor(private readonly check: ReadinessCheck) {
    this.name = check.name;
  }

  async outcome(): Promise<Outcome> {
    if (this.running === undefined || Date.now() - this.running.since > GIVEN_UP_MS) this.begin();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve(this.late()), TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.running?.outcome ?? late, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private begin(): void {
    const running = { outcome: this.run(), since: Date.now() };
    this.running = running;
    void running.outcome.finally(() => {
      if (this.running === running) this.running = undefined;
    });
  }

  private async run(): Promise<Outcome> {
    try {
      await this.check.check();
      this.lastReason = undefined;
      return { status: 'up' };
    } catch (error) {
      this.lastReason = reasonOf(error);
      return { status: 'down', detail: this.lastReason };
    }
  }

  /** What it said last, if it failed then, is likely still the reason. */
  private late(): Outcome {
    return { status: 'down', detail: this.lastReason ?? `no answer within ${TIMEOUT_MS / 1000} s` };
  }
}
