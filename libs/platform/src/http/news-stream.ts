import type { Writable } from 'node:stream';

/** News that may wait for one reader. Beyond it the reader is let go; it comes back and reads its lists anew. */
const MOST_WAITING = 10_000;

/** One reader's stream. While the reader does not keep up, later news of a thing replaces earlier news of it. */
export class NewsStream {
  private readonly waiting = new Map<string, string>();
  private blocked = false;

  constructor(private readonly out: Writable) {
    out.on('drain', () => this.catchUp());
  }

  /** `about` names the thing that the frame is about. */
  tell(about: string, frame: string): void {
    if (!this.blocked) return this.write(frame);
    this.waiting.delete(about);
    this.waiting.set(about, frame);
    if (this.waiting.size > MOST_WAITING) this.out.destroy();
  }

  heartbeat(): void {
    if (!this.blocked) this.write(': keep-alive\n\n');
  }

  end(): void {
    this.blocked = true;
    this.waiting.clear();
    this.out.end();
  }

  private catchUp(): void {
    this.blocked = false;
    for (const [about, frame] of this.waiting) {
      if (this.blocked) return;
      this.waiting.delete(about);
      this.write(frame);
    }
  }

  private write(frame: string): void {
    if (!this.out.write(frame)) this.blocked = true;
  }
}
