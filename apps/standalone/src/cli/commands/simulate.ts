import { type Command, InvalidArgumentError } from 'commander';
import { simulate } from '../../simulate/simulation.js';
import { figures, openView } from '../../simulate/view.js';
import { ApiClient } from '../client.js';
import { ExitCode } from '../errors.js';
import { untilInterrupted } from '../interrupt.js';

interface SimulateOptions {
  readonly url: string;
  readonly token?: string;
  readonly stores: number;
  readonly skus: number;
  readonly salesPerSecond: number;
  readonly ordersPerMinute: number;
  readonly duration?: number;
  readonly seed: number;
  readonly kafka?: readonly string[];
}

/** Adds `simulate`: a living retailer on top of a running system. */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('A living retailer on top of a running system, beside whatever is there')
    .option('--stores <n>', 'how many stores', wholeFrom(1, 900), 10)
    .option('--skus <n>', 'how many products', wholeFrom(1, 50_000), 200)
    .option('--sales-per-second <n>', 'receipts of all tills, on average', rate, 5)
    .option('--orders-per-minute <n>', 'orders of the web shop, on average', rate, 10)
    .option(
      '--duration <time>',
      'how long it sells, such as 90s, 10m or 2h (default: until Ctrl-C)',
      timeSpan,
    )
    .option(
      '--seed <n>',
      'the same seed imagines the same retailer and the same luck',
      wholeFrom(0, 2 ** 32 - 1),
      1,
    )
    .option('--kafka <host:port,...>', 'tills publish there instead of posting', brokers)
    .action(async (options: SimulateOptions) => {
      await new ApiClient(options.url, { token: options.token }).connect();
      const stop = untilInterrupted('Closing the stores (once more ends it at once).');
      const { duration: durationMs, kafka, ...rest } = options;
      const tally = await simulate({ ...rest, durationMs, brokers: kafka }, openView(), stop);
      console.log(figures(tally, process.stdout.columns ?? 140).join('\n'));
      process.exitCode = ExitCode.Done;
    });
}

const wholeFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text);
    if (/^\d+$/.test(text) && n >= least && n <= most) return n;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
  };

function rate(text: string): number {
  const n = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && n <= 10_000) return n;
  throw new InvalidArgumentError('A number from 0 to 10,000 is needed, such as 5 or 0.5.');
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function timeSpan(text: string): number {
  const [, n, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  const ms = Number(n) * (UNITS[unit ?? ''] ?? NaN);
  if (ms > 0 && ms < 2 ** 31) return ms;
  throw new InvalidArgumentError('A time is a number and s, m or h, such as 90s, 10m or 2h; up to 500h.');
}

function brokers(text: string): string[] {
  const list = text.split(',').map((broker) => broker.trim());
  if (list.every((broker) => /^[^\s:]+:\d+$/.test(broker))) return list;
  throw new InvalidArgumentError('Brokers are host:port, parted by commas.');
}
