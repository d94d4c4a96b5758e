import { sleep, within } from '../backoff.js';

const RETRY_MS = 200;

/**
 * Sends offsets to the broker in the background, one request at a time: while one is under way, newer offsets
 * gather and go together in the next. Work never waits for it; what is lost with the process is delivered again.
 */
export class OffsetCommitter<Key> {
  private marks = new Map<Key, string>();
  private sending: Promise<void> | undefined;

  /** `send` throws when the offsets are to be tried again later. */
  constructor(private readonly send: (offsets: ReadonlyMap<Key, string>) => Promise<void>) {}

  mark(key: Key, nextOffset: string): void {
    this.marks.set(key, nextOffset);
    this.sending ??= this.run();
  }

  /** Everything marked so far is sent, or the time is over. */
  async flush(withinMs = 2_000): Promise<void> {
    await within(withinMs, this.sending);
  }

  private async run(): Promise<void> {
    // Marks of the same moment belong together.
    await Promise.resolve();
    while (this.marks.size > 0) {
      const batch = this.marks;
      this.marks = new Map();
      try {
        await this.send(batch);
      } catch {
        this.marks = new Map([...batch, ...this.marks]);
        await sleep(RETRY_MS);
      }
    }
    this.sending = undefined;
  }
}
