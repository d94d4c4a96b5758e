/** One step of an orderly stop. */
export interface StopStep {
  /** What is said while it runs: "HTTP server". */
  readonly name: string;
  readonly stop: () => Promise<void> | void;
  /** After this long the next step begins all the same. */
  readonly withinMs: number;
}

/**
 * Runs the steps one after another, each within its time, whatever the ones before it came to. Returns the names
 * of those that failed or took too long.
 */
export async function stopInOrder(
  steps: readonly StopStep[],
  say: (line: string) => void,
): Promise<string[]> {
  const failed: string[] = [];
  for (const step of steps) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), step.withinMs);
    });
    try {
      const end = await Promise.race([Promise.resolve(step.stop()), late]);
      if (end === 'late') {
        failed.push(step.name);
        say(`${step.name} did not stop within ${step.withinMs / 1000} s`);
      }
    } catch (error) {
      failed.push(step.name);
      say(`${step.name} did not stop cleanly: ${(error as Error).message}`);
    } finally {
      clearTimeout(timer);
    }
  }
  return failed;
}

/** Within this time of the first, a further signal is the same key press: terminal and npm both pass it on. */
const SAME_KEY_PRESS_MS = 1_000;

/** Resolves at the first SIGINT or SIGTERM; a second one, later than a second after it, ends the process at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      if (askedAt !== undefined && Date.now() - askedAt > SAME_KEY_PRESS_MS) process.exit(130);
      askedAt ??= Date.now();
      resolve(signal);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
