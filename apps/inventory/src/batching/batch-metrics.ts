import type { Metrics } from '#platform';
import type { Counter, Histogram } from 'prom-client';
import type { SaleResult, StockCommand } from '../domain/command.js';
import type { Outcome } from '../domain/refusal.js';
import {
  BATCH_COMMANDS,
  BATCH_LINES,
  BATCH_SECONDS,
  COMMIT_SECONDS,
  OVERSOLD_EVENTS,
  OVERSOLD_UNITS,
  QUEUE_LIMIT,
  QUEUED_BYTES,
  QUEUED_COMMANDS,
  SALE_AGE,
  SALE_LINES,
  STOCK_COMMANDS,
  TURNED_AWAY,
} from '../metrics.js';
import type { BatchObservation, StockBatcher } from './stock-batcher.js';

/** What operators see of the stock batches. Counted batch by batch, so that a command costs no more than an addition. */
export class BatchMetrics {
  private readonly commands: Histogram;
  private readonly lines: Histogram;
  private readonly duration: Histogram<'outcome'>;
  private readonly delay: Histogram;
  private readonly judged: Counter<'command' | 'outcome' | 'code'>;
  private readonly saleLines: Counter<'outcome'>;
  private readonly saleAge: Histogram;
  private readonly oversoldEvents: Counter;
  private readonly oversoldUnits: Counter;
  private readonly turnedAwayCount: Counter;

  constructor(metrics: Metrics) {
    this.commands = metrics.histogram(BATCH_COMMANDS);
    this.lines = metrics.histogram(BATCH_LINES);
    this.duration = metrics.histogram(BATCH_SECONDS);
    this.delay = metrics.histogram(COMMIT_SECONDS);
    this.judged = metrics.counter(STOCK_COMMANDS);
    this.saleLines = metrics.counter(SALE_LINES);
    this.saleAge = metrics.histogram(SALE_AGE);
    this.oversoldEvents = metrics.counter(OVERSOLD_EVENTS);
    this.oversoldUnits = metrics.counter(OVERSOLD_UNITS);
    this.turnedAwayCount = metrics.counter(TURNED_AWAY);
    // A rate can be told from the first line on only if there was a zero before it.
    for (const outcome of ['posted', 'duplicate', 'pending', 'no_effect', 'rejected']) {
      this.saleLines.inc({ outcome }, 0);
    }
  }

  watch(metrics: Metrics, batcher: StockBatcher): void {
    metrics.watch(QUEUED_COMMANDS, (set) => set({}, batcher.queuedCommands));
    metrics.watch(QUEUED_BYTES, (set) => set({}, batcher.queuedBytes));
    metrics.watch(QUEUE_LIMIT, (set) => set({}, batcher.maxQueuedBytes));
  }

  turnedAway(): void {
    this.turnedAwayCount.inc();
  }

  observe(batch: BatchObservation): void {
    this.commands.observe(batch.commands.length);
    this.lines.observe(batch.lines);
    this.duration.observe({ outcome: batch.failed ? 'failed' : 'committed' }, batch.milliseconds / 1000);
    if (batch.failed) return;
    this.delay.observe(batch.longestDelayMs / 1000);
    if (batch.oversold.levels > 0) {
      this.oversoldEvents.inc(batch.oversold.levels);
      this.oversoldUnits.inc(batch.oversold.units);
    }
    this.count(batch);
  }

  private count({ commands, outcomes }: BatchObservation): void {
    const judged = new Tally();
    const lines = new Tally();
    const now = Date.now();
    for (const [i, command] of commands.entries()) {
      const outcome = outcomes[i]!;
      judged.add(`${command.type} ${outcome.ok ? 'accepted ' : `refused ${outcome.refusal.code}`}`);
      if (command.type === 'record_sale') this.countSale(command, outcome as Outcome<SaleResult>, lines, now);
    }
    for (const [key, count] of judged) {
      const [command = '', outcome = '', code = ''] = key.split(' ');
      this.judged.inc({ command, outcome, code }, count);
    }
    for (const [outcome, count] of lines) this.saleLines.inc({ outcome }, count);
  }

  private countSale(
    { sale }: Extract<StockCommand, { type: 'record_sale' }>,
    outcome: Outcome<SaleResult>,
    lines: Tally,
    now: number,
  ): void {
    if (!outcome.ok) {
      lines.add('rejected', sale.lines.length);
      return;
    }
    for (const { status } of outcome.value.lines) lines.add(status);
    this.saleAge.observe(Math.max(0, now - Date.parse(sale.occurredAt)) / 1000);
  }
}

/** Counts by name. */
class Tally extends Map<string, number> {
  add(name: string, count = 1): void {
    this.set(name, (this.get(name) ?? 0) + count);
  }
}
