import { count, duration } from '../cli/report/progress.js';
import { MEASURED, type Tally } from './tally.js';

/** Shows how a simulation gets on, on stderr: a view that is drawn anew each second on a terminal, else a plain line now and then. */
export interface View {
  /** How far the preparations are. */
  say(text: string): void;
  begin(tally: Tally): void;
  end(): void;
}

export const openView = (): View => (process.stderr.isTTY ? new LiveView(process.stderr) : new PlainLines());

const PLAIN_EVERY_MS = 10_000;
const SAID_EVERY_MS = 3_000;
const LIVE_EVERY_MS = 1_000;

class PlainLines implements View {
  private timer: NodeJS.Timeout | undefined;
  private saidAt = -Infinity;

  say(text: string): void {
    if (performance.now() - this.saidAt < SAID_EVERY_MS) return;
    this.saidAt = performance.now();
    console.error(text);
  }

  begin(tally: Tally): void {
    this.timer = setInterval(() => console.error(plainLine(tally)), PLAIN_EVERY_MS);
  }

  end(): void {
    clearInterval(this.timer);
  }
}

class LiveView implements View {
  private timer: NodeJS.Timeout | undefined;
  private drawn = 0;

  constructor(private readonly out: NodeJS.WriteStream) {}

  say(text: string): void {
    this.draw([text]);
  }

  begin(tally: Tally): void {
    this.timer = setInterval(() => this.draw(figures(tally, this.width)), LIVE_EVERY_MS);
  }

  end(): void {
    clearInterval(this.timer);
    this.draw([]);
  }

  /** What fits into a line that the terminal does not wrap. */
  private get width(): number {
    return (this.out.columns ?? 80) - 1;
  }

  /** Over what was drawn before; a line that would wrap is cut, for it could not be drawn over. */
  private draw(lines: readonly string[]): void {
    const up = this.drawn === 0 ? '' : `\u001b[${this.drawn}A`;
    this.out.write(`${up}\u001b[0J${lines.map((line) => `${line.slice(0, this.width)}\n`).join('')}`);
    this.drawn = lines.length;
  }
}

const seconds = (tally: Tally): number => (performance.now() - tally.startedAt) / 1_000;
const ms = (figure: number): string => (figure < 9.95 ? figure.toFixed(1) : String(Math.round(figure)));

function plainLine(tally: Tally): string {
  const { onHand, oversold } = tally.stock;
  const latency = tally.latency('sales');
  return [
    duration(seconds(tally)),
    `${tally.rate('sales').toFixed(0)} sales/s`,
    `${(tally.rate('orders') * 60).toFixed(0)} orders/min`,
    `${count(onHand)} on hand`,
    `${count(oversold)} oversold`,
    ...(latency === undefined ? [] : [`sales p99 ${ms(latency.p99)} ms`]),
    `${count(refusals(tally))} refused`,
  ].join(', ');
}

/** All of it, as lines of a table, none wider than that. */
export function figures(tally: Tally, width: number): string[] {
  const { levels, onHand, oversold } = tally.stock;
  const row = (name: string, ...cells: string[]) => rowOf(name, cells.filter(Boolean), width);
  const listed = (map: ReadonlyMap<string, number>) =>
    [...map].filter(([, n]) => n > 0).map(([name, n]) => `${name.replaceAll('_', ' ')} ${count(n)}`);
  const of = (what: Parameters<Tally['of']>[0], name: string) => `${count(tally.of(what))} ${name}`;
  const latencies = MEASURED.flatMap((what) => {
    const latency = tally.latency(what);
    return latency === undefined ? [] : [`${what} ${ms(latency.p50)} / ${ms(latency.p99)} ms`];
  });
  return [
    row('time', duration(seconds(tally))),
    row(
      'sales',
      `${tally.rate('sales').toFixed(1)}/s`,
      `${tally.rate('saleLines').toFixed(1)} lines/s`,
      of('sales', 'receipts'),
      of('saleLines', 'lines'),
    ),
    row(
      'orders',
      `${(tally.rate('orders') * 60).toFixed(0)}/min`,
      of('orders', 'placed'),
      ...listed(tally.orders),
    ),
    row('stock', `${count(onHand)} on hand`, `${count(levels)} levels`, `${count(oversold)} oversold`),
    row(
      'stores',
      of('deliveries', 'deliveries'),
      of('transfers', 'transfers'),
      of('counts', 'counts'),
      of('tasks', 'tasks'),
      of('returns', 'returns'),
    ),
    row(
      'went wrong',
      of('soldOutAtCheckout', 'sold out'),
      of('shortPicks', 'short picks'),
      of('rejections', 'rejections'),
    ),
    row('p50 / p99', ...latencies),
    row('refusals', ...(tally.refusals.size === 0 ? ['none'] : listed(tally.refusals))),
    row('network', of('retries', 'calls tried again'), of('noAnswer', 'without an answer')),
  ].flat();
}

const NAME_WIDTH = 14;

/** A row of the table; cells that do not fit go on below. */
function rowOf(name: string, cells: readonly string[], width: number): string[] {
  const lines = [''];
  for (const cell of cells) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = cell;
    else if (NAME_WIDTH + line.length + 3 + cell.length <= width)
      lines[lines.length - 1] = `${line}   ${cell}`;
    else lines.push(cell);
  }
  return lines.map((line, i) => `  ${(i === 0 ? name : '').padEnd(NAME_WIDTH - 2)}${line}`);
}

const refusals = (tally: Tally): number => [...tally.refusals.values()].reduce((sum, n) => sum + n, 0);
