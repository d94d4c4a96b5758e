import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Sales that wait to be sent: one file each, named by its number, so that their names tell their order. A sale is on the disk,
 * whole, before `add` resolves, and leaves it only by `remove`: no crash and no power cut loses one.
 */
export class Spool {
  #folder;
  #next = 1;

  constructor(folder) {
    this.#folder = folder;
  }

  async open() {
    await mkdir(this.#folder, { recursive: true });
    // Half-written ones were never rung up: `add` had not resolved.
    const names = await readdir(this.#folder);
    for (const name of names.filter((file) => file.endsWith('.draft')))
      await unlink(join(this.#folder, name));
    const newest = (await this.names()).at(-1);
    if (newest !== undefined) this.#next = Number.parseInt(newest, 10) + 1;
  }

  /** In the order in which the sales were rung up. */
  async names() {
    const names = await readdir(this.#folder);
    return names.filter((name) => name.endsWith('.json')).sort();
  }

  async add(sale) {
    const path = join(this.#folder, `${String(this.#next++).padStart(12, '0')}.json`);
    const file = await open(`${path}.draft`, 'wx');
    try {
      await file.writeFile(JSON.stringify(sale));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.draft`, path);
    await this.#sync();
  }

  async read(name) {
    return JSON.parse(await readFile(join(this.#folder, name), 'utf8'));
  }

  async remove(names) {
    for (const name of names) await unlink(join(this.#folder, name));
  }

  /** A new name is safe only when its folder is on the disk, too. */
  async #sync() {
    const folder = await open(this.#folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
