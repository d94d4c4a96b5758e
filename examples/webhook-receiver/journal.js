import { open, readFile } from 'node:fs/promises';

/**
 * The events that were received, one line of JSON each, every one once. The event and the memory of it are one write, so
 * no crash can keep the one and lose the other. (With a database: an insert under a unique `webhook-id`, in the
 * transaction of what the event makes you do.)
 */
export class Journal {
  #path;
  #file;
  #known = new Set();
  #last = Promise.resolve();

  constructor(path) {
    this.#path = path;
  }

  async open() {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n').filter(Boolean)) this.#known.add(JSON.parse(line).id);
    this.#file = await open(this.#path, 'a');
    // What a crash cut off was never confirmed, so it comes again.
    if (whole.length < text.length) await this.#file.truncate(Buffer.byteLength(whole));
  }

  /** Whether it is new; resolves when it is on the disk. One after another, so that two of the same cannot both be. */
  add(id, event) {
    const added = this.#last.then(async () => {
      if (this.#known.has(id)) return false;
      await this.#file.write(`${JSON.stringify({ id, ...event })}\n`);
      await this.#file.sync();
      this.#known.add(id);
      return true;
    });
    this.#last = added.catch(() => {});
    return added;
  }
}
