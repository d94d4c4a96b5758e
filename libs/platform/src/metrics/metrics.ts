import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ReadinessChecks } from '../health/readiness.js';
import {
  type CounterDefinition,
  gauge,
  type GaugeDefinition,
  histogram,
  type HistogramDefinition,
  type MetricDefinition,
  SHORT_SECONDS,
} from './definition.js';

/** Sets the gauge for one set of labels. */
export type Reading<L extends string> = (labels: Record<L, string>, value: number) => void;
type Look<L extends string> = (set: Reading<L>) => Promise<void> | void;

export const HTTP_REQUEST_DURATION = histogram(
  'http_request_duration_seconds',
  'How long HTTP requests took, by route template. Streams, which end when their reader leaves, are not among them.',
  SHORT_SECONDS,
  ['method', 'route', 'status'],
);

export const READY = gauge(
  'shelfstream_ready',
  '1 when a check of readiness passes, 0 when it does not: what `/health/ready` says.',
  ['check'],
);

export const PLATFORM_METRICS: readonly MetricDefinition[] = [HTTP_REQUEST_DURATION, READY];

/** A scrape waits no longer for one source: a database or broker that is away must not hide all other figures. */
const LONGEST_LOOK_MS = 3_000;

/**
 * The process's metrics, in Prometheus' terms. Several services of one process share them: a metric is made by whoever
 * asks for it first, and tells the services apart by a label.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly made = new Map<string, Counter | Gauge | Histogram>();
  private readonly looks = new Map<string, Look<string>[]>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>(definition: CounterDefinition<L>): Counter<L> {
    return this.once(definition.name, () => new Counter(this.settings(definition))) as Counter<L>;
  }

  histogram<L extends string>(definition: HistogramDefinition<L>): Histogram<L> {
    const make = () => new Histogram({ ...this.settings(definition), buckets: [...definition.buckets] });
    return this.once(definition.name, make) as Histogram<L>;
  }

  /** A gauge that is looked at when somebody asks for the metrics. What cannot be had then is left out of the answer. */
  watch<L extends string>(definition: GaugeDefinition<L>, look: Look<L>): void {
    const looks = this.looks.get(definition.name) ?? [];
    looks.push(look as Look<string>);
    this.looks.set(definition.name, looks);
    this.once(
      definition.name,
      () =>
        new Gauge({
          ...this.settings<string>(definition),
          async collect() {
            this.reset();
            await Promise.all(looks.map((one) => lookAt(this, one)));
          },
        }),
    );
  }

  /** Shows what readiness says. */
  watchReadiness(checks: ReadinessChecks): void {
    this.watch(READY, async (set) => {
      for (const [check, { status }] of Object.entries((await checks.run()).checks)) {
        set({ check }, status === 'up' ? 1 : 0);
      }
    });
  }

  /** Measures every request by its route pattern, so that ids in paths do not become labels. */
  measureRequests(server: FastifyInstance): void {
    const duration = this.histogram(HTTP_REQUEST_DURATION);
    server.addHook('onResponse', (request, reply, done) => {
      if (!isStream(reply.raw.getHeader('content-type'))) {
        const route = request.routeOptions.url ?? 'unknown';
        const labels = { method: request.method, route, status: String(reply.statusCode) };
        duration.observe(labels, reply.elapsedTime / 1000);
      }
      done();
    });
  }

  private settings<L extends string>({ name, help, labels }: MetricDefinition & { labels: readonly L[] }) {
    return { name, help, labelNames: [...labels], registers: [this.registry] };
  }

  private once<M extends Counter | Gauge | Histogram>(name: string, make: () => M): M {
    let metric = this.made.get(name);
    if (metric === undefined) this.made.set(name, (metric = make()));
    return metric as M;
  }
}

async function lookAt(shown: Gauge, look: Look<string>): Promise<void> {
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const set: Reading<string> = (labels, value) => {
    if (!late) shown.set(labels, value);
  };
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_LOOK_MS);
  });
  try {
    await Promise.race([look(set), deadline]);
  } catch {
    // It stays out of the answer; readiness says why.
  } finally {
    late = true;
    clearTimeout(timer);
  }
}

const isStream = (contentType: unknown): boolean => String(contentType).startsWith('text/event-stream');
