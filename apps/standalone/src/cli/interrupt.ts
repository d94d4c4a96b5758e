/**
 * A signal that aborts at Ctrl-C (or SIGTERM), so that a command can finish what is under way. One key press reaches
 * a process more than once when npm passes it on, so what comes within a second counts as the same; a later one
 * ends the process at once.
 */
export function untilInterrupted(note: string): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const onSignal = () => {
    if (first === 0) {
      first = Date.now();
      console.error(note);
      controller.abort();
    } else if (Date.now() - first > 1_000) {
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}
