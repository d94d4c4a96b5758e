import { SingleBar } from 'cli-progress';

/** Tells a person how a long run gets on, on stderr. */
export interface Progress {
  at(operations: number, note?: string): void;
  end(): void;
}

const PLAIN_EVERY_MS = 10_000;

/** A bar on a terminal, else a line every ten seconds. */
export function showProgress(total: number): Progress {
  return process.stderr.isTTY ? bar(total) : plainLines(total);
}

function bar(total: number): Progress {
  const view = new SingleBar({
    format: '{bar} {value}/{total} operations, {eta_formatted} left {note}',
    hideCursor: true,
    stream: process.stderr,
    barsize: 30,
  });
  view.start(total, 0, { note: '' });
  return {
    at: (operations, note = '') => view.update(Math.min(operations, total), { note }),
    end: () => view.stop(),
  };
}

function plainLines(total: number): Progress {
  let told = Date.now();
  return {
    at(operations, note = '') {
      if (Date.now() - told < PLAIN_EVERY_MS) return;
      told = Date.now();
      console.error(`${operations.toLocaleString('en')} of ${total.toLocaleString('en')} operations ${note}`);
    },
    end: () => {},
  };
}
