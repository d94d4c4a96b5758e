import type { BusyShares } from './busy.js';

/** One row of the table: ours beside its counterpart in the same run. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  /** Median over the repetitions of ours divided by its counterpart, pair by pair. */
  readonly ratio: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** How busy the machine was with ours; a row that measures another process has none. */
  readonly busy?: BusyShares;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value at or above which `1 - p` of the values lie, by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}

/** Rows of pairs measured in turn: the medians of both sides, and the median of their ratios. */
export function rowOfPairs(
  name: string,
  unit: string,
  pairs: readonly { readonly ours: number; readonly theirs: number }[],
): BenchRow {
  return {
    name,
    unit,
    value: median(pairs.map((pair) => pair.ours)),
    baseline: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  };
}
