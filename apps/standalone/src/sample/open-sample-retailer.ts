import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../cli/errors.js';
import { runSampleRetailer } from '../simulate/sample-retailer.js';
import { readSampleWeek } from '../simulate/sample-week.js';
import { sampleFile } from './sample-file.js';

/** The sample's stores while they are open. */
export interface SampleRetailer {
  /** Within a third of a second. */
  close(): Promise<void>;
}

/** How long the last deliveries may take when it is closed. */
const PATIENCE_MS = 300;

/**
 * Opens the sample's stores: from now on they sell by themselves, until they are closed. Should they fail, it is said, and
 * nothing else is the worse for it.
 */
export function openSampleRetailer(
  target: { url: string; token: string },
  say: (line: string) => void,
): SampleRetailer {
  const closing = new AbortController();
  const living = (async () => {
    const week = await readSampleWeek(sampleFile('sales.csv.gz'));
    await runSampleRetailer({ ...target, week, signal: closing.signal });
  })().catch((error: unknown) => {
    if (!closing.signal.aborted) say(`The sample's stores have closed: ${messageOf(error)}`);
  });
  return {
    close: async () => {
      closing.abort();
      // What it still has under way may be cut off: it is one more client that loses its server.
      await Promise.race([living, pause(PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}
