import type { Writable } from 'node:stream';
import type { LevelFrame } from './level-frame.js';
import type { LevelListener } from './level-hub.js';

/** Levels that may wait for one reader. Beyond it the reader is let go; it comes back and gets the state anew. */
const MOST_WAITING = 20_000;

/**
 * One reader's view of the levels: each figure only if it is newer than the last one of its level that the reader
 * was sent. While the reader does not keep up, changes of a level replace each other, so it costs one figure per
 * level at most, and the newest is what it gets next. The same holds before `begin`: changes that come while the
 * current levels are read are merged with them by sequence, so nothing falls into the gap.
 */
export class LevelStream implements LevelListener {
  private readonly sent = new Map<string, number>();
  private readonly waiting = new Map<string, LevelFrame>();
  private out: Writable | undefined;
  private blocked = true;

  changed(frame: LevelFrame): void {
    if (frame.sequence <= (this.sent.get(frame.levelId) ?? -1)) return;
    if (!this.blocked) this.write(frame);
    else {
      if (frame.sequence <= (this.waiting.get(frame.levelId)?.sequence ?? -1)) return;
      this.waiting.set(frame.levelId, frame);
      if (this.waiting.size > MOST_WAITING) this.out?.destroy();
    }
  }

  /** Sends the current levels, then whatever is newer. */
  begin(out: Writable, current: readonly LevelFrame[]): void {
    for (const frame of current) this.changed(frame);
    this.out = out;
    out.on('drain', () => this.catchUp());
    this.catchUp();
  }

  /** A comment that keeps proxies from closing a quiet connection; a reader with a full socket needs none. */
  heartbeat(): void {
    if (!this.blocked && this.out?.write(': keep-alive\n\n') === false) this.blocked = true;
  }

  end(): void {
    this.blocked = true;
    this.out?.end();
    this.out = undefined;
    this.waiting.clear();
  }

  private catchUp(): void {
    this.blocked = this.out === undefined;
    for (const [levelId, frame] of this.waiting) {
      if (this.blocked) return;
      this.waiting.delete(levelId);
      this.write(frame);
    }
  }

  private write(frame: LevelFrame): void {
    this.sent.set(frame.levelId, frame.sequence);
    if (this.out?.write(frame.text) === false) this.blocked = true;
  }
}
