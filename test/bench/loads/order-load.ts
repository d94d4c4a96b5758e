import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/** A process of its own that places `count` orders of one line each over 32 connections. Bounded; loopback only. */
export interface OrderLoad {
  readonly url: string;
  readonly count: number;
  readonly skus: number;
}

export interface OrderLoadResult {
  readonly placed: number;
  readonly failures: number;
}

process.once('message', (load: OrderLoad) => {
  void run(load).then((result) => process.send?.(result));
});

async function run({ url, count, skus }: OrderLoad): Promise<OrderLoadResult> {
  let made = 0;
  const result = await autocannon({
    url: `${url}/orders/v1/orders`,
    connections: 32,
    amount: count,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(order(made++, skus)) }),
      },
    ],
  });
  return { placed: result['2xx'], failures: result.non2xx + result.errors + result.timeouts };
}

const order = (i: number, skus: number) => ({
  orderId: randomUUID(),
  channel: 'web',
  customerId: `customer-${i % 500}`,
  method: 'ship',
  shipTo: { latitude: 39 + (i % 50) / 50, longitude: -84 - (i % 70) / 70, address: '1 Main Street' },
  lines: [{ lineId: '1', sku: `sku-${i % skus}`, quantity: 1, unitPrice: '9.90' }],
});
