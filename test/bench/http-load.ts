import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/**
 * A process of its own that sends `count` reservations over 64 connections, each under a new idempotency key, and
 * tells its parent how many were answered per second. Bounded by `count`; loopback only.
 */
export interface HttpLoad {
  readonly url: string;
  readonly body: string;
  readonly count: number;
}

export interface HttpLoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
}

process.once('message', (load: HttpLoad) => {
  void run(load).then((result) => process.send?.(result));
});

async function run({ url, body, count }: HttpLoad): Promise<HttpLoadResult> {
  const started = performance.now();
  const result = await autocannon({
    url,
    connections: 64,
    amount: count,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        setupRequest: (request) => ({
          ...request,
          headers: { ...request.headers, 'idempotency-key': randomUUID() },
        }),
      },
    ],
  });
  return {
    perSecond: result['2xx'] / ((performance.now() - started) / 1000),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
