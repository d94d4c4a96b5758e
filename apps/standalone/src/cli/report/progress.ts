import { SingleBar } from 'cli-progress';
import type { Input } from '../csv/input.js';

/** Shows how an import gets on. `update` may be called as often as one likes. */
export interface Progress {
  update(lines: number): void;
  stop(): void;
}

/** A bar with rate and time left on a terminal, else a plain line every few seconds. All of it on stderr. */
export function showProgress(input: Input, noun: string): Progress {
  const meter = new Meter(input);
  return process.stderr.isTTY ? bar(meter, noun) : plainLines(meter, noun);
}

export const silent: Progress = { update: () => {}, stop: () => {} };

export const count = (n: number): string => n.toLocaleString('en');

/** `1 item`, `2,000 items`. */
export const plural = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** `0.4 s`, `45 s`, `3 min 20 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${Math.max(0, seconds).toFixed(1)} s`;
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

class Meter {
  readonly #started = Date.now();

  constructor(private readonly input: Input) {}

  read(lines: number) {
    const seconds = (Date.now() - this.#started) / 1000;
    const size = this.input.sizeBytes;
    // What is read ahead of the server is a few batches, so the share of the file tells the share of the work.
    const share = size === undefined || size === 0 ? undefined : Math.min(1, this.input.readBytes() / size);
    return {
      lines,
      share,
      rate: seconds > 0 ? Math.round(lines / seconds) : 0,
      left: share === undefined || share === 0 ? undefined : (seconds / share) * (1 - share),
    };
  }
}

function bar(meter: Meter, noun: string): Progress {
  const view = new SingleBar({
    format: `{name} {bar} {lines} ${noun}, {rate}/s{left}`,
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
    etaBuffer: 1,
  });
  view.start(1000, 0, { name: 'importing', lines: '0', rate: '0', left: '' });
  return {
    update(lines) {
      const now = meter.read(lines);
      view.update(now.share === undefined ? 0 : Math.round(now.share * 1000), {
        lines: count(now.lines),
        rate: count(now.rate),
        left: now.left === undefined ? '' : `, ${duration(now.left)} left`,
      });
    },
    stop: () => view.stop(),
  };
}

const PLAIN_EVERY_MS = 5_000;

function plainLines(meter: Meter, noun: string): Progress {
  let lines = 0;
  const timer = setInterval(() => {
    const now = meter.read(lines);
    const share = now.share === undefined ? '' : ` (${Math.floor(now.share * 100)}%)`;
    const left = now.left === undefined ? '' : `, about ${duration(now.left)} left`;
    console.error(`${count(now.lines)} ${noun}${share}, ${count(now.rate)}/s${left}`);
  }, PLAIN_EVERY_MS);
  timer.unref();
  return { update: (n) => void (lines = n), stop: () => clearInterval(timer) };
}
