/** Something that must work before a service may be sent requests. */
export interface ReadinessCheck {
  /** As it stands in the answer: "database". */
  readonly name: string;
  /** Resolves when it works; throws an error whose message says what is waited for. */
  check(): Promise<void>;
}

export interface Readiness {
  readonly status: 'ready' | 'waiting';
  readonly checks: Record<string, { status: 'up' | 'down'; detail?: string }>;
}

const TIMEOUT_MS = 2_000;

/** The checks of every service in the process; each adds its own. */
export class ReadinessChecks {
  private readonly checks: ReadinessCheck[] = [];

  add(check: ReadinessCheck): void {
    this.checks.push(check);
  }

  /** Runs all checks side by side, each within two seconds. */
  async run(): Promise<Readiness> {
    const results = await Promise.all(
      this.checks.map(async (check): Promise<[string, { status: 'up' | 'down'; detail?: string }]> => {
        try {
          await withTimeout(check.check());
          return [check.name, { status: 'up' }];
        } catch (error) {
          return [check.name, { status: 'down', detail: (error as Error).message }];
        }
      }),
    );
    const ready = results.every(([, result]) => result.status === 'up');
    return { status: ready ? 'ready' : 'waiting', checks: Object.fromEntries(results) };
  }
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
