import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** What is counted. */
export type Counted =
  | 'sales'
  | 'saleLines'
  | 'orders'
  | 'soldOutAtCheckout'
  | 'shortPicks'
  | 'rejections'
  | 'returns'
  | 'deliveries'
  | 'unitsDelivered'
  | 'transfers'
  | 'counts'
  | 'tasks'
  | 'retries'
  | 'noAnswer';

/** What stores hold, as last seen. */
export interface Shelves {
  readonly levels: number;
  readonly onHand: number;
  /** Units that are promised or reserved beyond what is there. */
  readonly oversold: number;
}

/** Calls whose duration is measured. */
export const MEASURED = ['sales', 'reserve', 'place order', 'store step', 'return'] as const;
export type Measured = (typeof MEASURED)[number];

const WINDOW_MS = 10_000;

/** What has happened in a simulation: counts, rates, latencies, refusals, and where orders stand. */
export class Tally {
  startedAt = performance.now();
  readonly refusals = new Map<string, number>();
  /** Orders by where they stand, ended ones included. */
  readonly orders = new Map<string, number>();
  private readonly counts = new Map<Counted, number>();
  private readonly recent = new Map<Counted, { at: number; count: number }[]>();
  private readonly latencies = new Map<Measured, RecordableHistogram>();
  private readonly shelves = new Map<string, Shelves>();

  /** From here on time counts. */
  begin(): void {
    this.startedAt = performance.now();
  }

  add(what: Counted, count = 1): void {
    this.counts.set(what, this.of(what) + count);
    let recent = this.recent.get(what);
    if (recent === undefined) this.recent.set(what, (recent = []));
    recent.push({ at: performance.now(), count });
    if (recent.length > 4_000) recent.splice(0, 2_000);
  }

  of(what: Counted): number {
    return this.counts.get(what) ?? 0;
  }

  /** Per second, over the last ten. */
  rate(what: Counted): number {
    const now = performance.now();
    const span = Math.min(WINDOW_MS, now - this.startedAt);
    const recent = this.recent.get(what) ?? [];
    const sum = recent.reduce((total, { at, count }) => (now - at <= span ? total + count : total), 0);
    return span === 0 ? 0 : (sum * 1_000) / span;
  }

  took(what: Measured, ms: number): void {
    let histogram = this.latencies.get(what);
    if (histogram === undefined) this.latencies.set(what, (histogram = createHistogram()));
    histogram.record(Math.max(1, Math.round(ms * 1_000)));
  }

  /** In milliseconds; undefined before the first. */
  latency(what: Measured): { p50: number; p99: number } | undefined {
    const histogram = this.latencies.get(what);
    if (histogram === undefined) return undefined;
    return { p50: histogram.percentile(50) / 1_000, p99: histogram.percentile(99) / 1_000 };
  }

  refused(code: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  /** An order has gone from one place to another; undefined is nowhere yet. */
  moved(from: string | undefined, to: string): void {
    if (from === to) return;
    if (from !== undefined) this.orders.set(from, (this.orders.get(from) ?? 0) - 1);
    this.orders.set(to, (this.orders.get(to) ?? 0) + 1);
  }

  /** What a location holds, as it was just seen. */
  saw(locationId: string, shelves: Shelves): void {
    this.shelves.set(locationId, shelves);
  }

  /** What all locations held when they were last seen. */
  get stock(): Shelves {
    let [levels, onHand, oversold] = [0, 0, 0];
    for (const shelves of this.shelves.values()) {
      levels += shelves.levels;
      onHand += shelves.onHand;
      oversold += shelves.oversold;
    }
    return { levels, onHand, oversold };
  }
}
