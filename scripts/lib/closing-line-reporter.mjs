/** How long the servers that a run has started may take to end. */
const PATIENCE_MS = 60_000;

/**
 * Ends a test run with one plain line, "N passed, N failed": a spec that could not run at all counts as failed. Should
 * something that a spec has left behind hold the process open, it says so and ends it, so that no run hangs for ever.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`);
    setTimeout(() => {
      console.error(
        `A spec left something behind that still runs ${PATIENCE_MS / 1000} s after the last test; ended.`,
      );
      process.exit(failed === 0 ? 0 : 1);
    }, PATIENCE_MS).unref();
  }
}
