import { Writable } from 'node:stream';
import { NewsStream } from './news-stream.js';

/** A reader that takes one frame at a time, when it is told to. */
class SlowReader extends Writable {
  readonly got: string[] = [];
  private next: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 1 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.got.push(chunk.toString());
    this.next = done;
  }

  async read(): Promise<void> {
    const next = this.next;
    this.next = undefined;
    next?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('A stream of news', () => {
  it('tells a slow reader the newest of each thing only', async () => {
    const reader = new SlowReader();
    const stream = new NewsStream(reader);
    for (const [about, frame] of [
      ['f-1', 'open'],
      ['f-1', 'accepted'],
      ['f-2', 'open of two'],
      ['f-1', 'picked'],
    ] as const)
      stream.tell(about, frame);
    for (let i = 0; i < 5; i++) await reader.read();
    expect(reader.got).toEqual(['open', 'open of two', 'picked']);
  });

  it('lets a reader go that falls too far behind', () => {
    const reader = new SlowReader();
    const stream = new NewsStream(reader);
    for (let i = 0; i < 10_001; i++) stream.tell(`f-${i}`, 'open');
    expect(reader.destroyed).toBe(false);
    stream.tell('one more', 'open');
    expect(reader.destroyed).toBe(true);
  });
});
