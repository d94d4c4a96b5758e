import { Gauge, Histogram, type Registry } from 'prom-client';
import type { BatchObservation } from './stock-batcher.js';

/** What operators see of the stock batches. */
export class BatchMetrics {
  private readonly commands: Histogram;
  private readonly lines: Histogram;
  private readonly duration: Histogram<'outcome'>;

  constructor(registry: Registry, queued: () => number) {
    const registers = [registry];
    this.commands = new Histogram({
      name: 'inventory_batch_commands',
      help: 'Commands that shared a transaction.',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
      registers,
    });
    this.lines = new Histogram({
      name: 'inventory_batch_lines',
      help: 'Lines that shared a transaction.',
      buckets: [1, 5, 10, 50, 100, 250, 500, 1000, 2000],
      registers,
    });
    this.duration = new Histogram({
      name: 'inventory_batch_duration_seconds',
      help: 'From the locks to the commit, by outcome.',
      labelNames: ['outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    });
    new Gauge({
      name: 'inventory_batch_queued_commands',
      help: 'Commands that wait for a batch.',
      registers,
      collect() {
        this.set(queued());
      },
    });
  }

  observe(batch: BatchObservation): void {
    this.commands.observe(batch.commands);
    this.lines.observe(batch.lines);
    this.duration.observe({ outcome: batch.failed ? 'failed' : 'committed' }, batch.milliseconds / 1000);
  }
}
