import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { locationId, sku } from './retailer.js';

/** A process of its own that posts sales of one unit at a steady pace. Bounded by `seconds`; loopback only. */
export interface SteadySales {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly skus: number;
}

export interface SteadySalesResult {
  /** In the order in which they were sent; `at` by this machine's clock, in milliseconds. */
  readonly sent: readonly { readonly sku: string; readonly at: number }[];
}

process.once('message', (task: SteadySales) => {
  void run(task).then((result) => process.send?.(result));
});

async function run({ url, perSecond, seconds, skus }: SteadySales): Promise<SteadySalesResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const sent: { sku: string; at: number }[] = [];
  const answered: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < perSecond * seconds; i++) {
    const early = began + (i * 1_000) / perSecond - performance.now();
    if (early > 1) await pause(early);
    const id = sku(i % skus);
    sent.push({ sku: id, at: Date.now() });
    answered.push(post(agent, `${url}/inventory/v1/sales`, id));
  }
  await Promise.all(answered);
  agent.destroy();
  return { sent };
}

function post(agent: http.Agent, url: string, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`A sale was answered ${response.statusCode}`)),
      );
    });
    request.on('error', reject);
    const sale = {
      saleId: randomUUID(),
      locationId: locationId(0),
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku: id, quantity: 1 }],
    };
    request.end(JSON.stringify({ sales: [sale] }));
  });
}
