import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/**
 * A process of its own that sends `count` requests over 64 connections, taking these in turn, each POST under a new
 * idempotency key, and tells its parent how many were answered per second. Bounded by `count`; loopback only.
 */
export interface HttpLoad {
  readonly url: string;
  readonly count: number;
  /** With bodies they are POSTs of JSON; else GETs of these paths. */
  readonly bodies?: readonly string[];
  readonly paths?: readonly string[];
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

async function run({ url, count, bodies, paths }: HttpLoad): Promise<HttpLoadResult> {
  let turn = 0;
  const started = performance.now();
  const result = await autocannon({
    url,
    connections: 64,
    amount: count,
    requests: [
      bodies === undefined
        ? { setupRequest: (request) => ({ ...request, path: inTurn(paths ?? [], turn++) }) }
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            setupRequest: (request) => ({
              ...request,
              body: inTurn(bodies, turn++),
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

function inTurn(values: readonly string[], turn: number): string {
  const value = values[turn % values.length];
  if (value === undefined) throw new Error('There is nothing to send');
  return value;
}
