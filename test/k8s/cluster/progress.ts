const started = Date.now();

/** A line for whoever watches, with the seconds since the beginning. */
export function say(text: string): void {
  process.stderr.write(`  ${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${text}\n`);
}
