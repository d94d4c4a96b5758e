import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sku } from '../stage/retailer.js';
import { postSale } from './post-sale.js';

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
    answered.push(postSale(agent, url, randomUUID(), id));
  }
  await Promise.all(answered);
  agent.destroy();
  return { sent };
}
