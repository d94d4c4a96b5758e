/*
 * Loaded into a service before its own code (`node --import`): its wall clock is the machine's, and as many milliseconds
 * on or back as the file named by SHELFSTREAM_TEST_CLOCK says from moment to moment.
 */
import { readFileSync, watchFile } from 'node:fs';

const file = process.env['SHELFSTREAM_TEST_CLOCK'];
if (file !== undefined) {
  let offset = 0;
  const read = (): void => {
    try {
      offset = Number(readFileSync(file, 'utf8')) || 0;
    } catch {
      offset = 0;
    }
  };
  read();
  watchFile(file, { interval: 100, persistent: false }, read);

  const RealDate = Date;
  class SteppedDate extends RealDate {
    constructor(...parts: [] | [string | number | Date]) {
      if (parts.length === 0) super(RealDate.now() + offset);
      else super(...(parts as [number]));
    }

    static override now(): number {
      return RealDate.now() + offset;
    }
  }
  globalThis.Date = SteppedDate as DateConstructor;
}
