/** What is told of a metric, once: its instances, the documentation and the dashboards are made from it. */
interface Definition<L extends string> {
  /** In Prometheus' conventions: prefixed, base units, `_total` for what only rises. */
  readonly name: `shelfstream_${string}` | `http_${string}`;
  /** A sentence for whoever reads `/metrics` or docs/operations/metrics.md. */
  readonly help: string;
  /** Each of few values: never an item, an order or a person. */
  readonly labels: readonly L[];
}

export interface CounterDefinition<L extends string = string> extends Definition<L> {
  readonly type: 'counter';
}
export interface GaugeDefinition<L extends string = string> extends Definition<L> {
  readonly type: 'gauge';
}
export interface HistogramDefinition<L extends string = string> extends Definition<L> {
  readonly type: 'histogram';
  readonly buckets: readonly number[];
}
export type MetricDefinition = CounterDefinition | GaugeDefinition | HistogramDefinition;

export const counter = <const L extends string = never>(
  name: `shelfstream_${string}_total`,
  help: string,
  labels: readonly L[] = [],
): CounterDefinition<L> => ({ type: 'counter', name, help, labels });

export const gauge = <const L extends string = never>(
  name: `shelfstream_${string}`,
  help: string,
  labels: readonly L[] = [],
): GaugeDefinition<L> => ({ type: 'gauge', name, help, labels });

export const histogram = <const L extends string = never>(
  name: Definition<L>['name'],
  help: string,
  buckets: readonly number[],
  labels: readonly L[] = [],
): HistogramDefinition<L> => ({ type: 'histogram', name, help, labels, buckets });

/** From a millisecond to five seconds: what a request or a transaction takes. */
export const SHORT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;
