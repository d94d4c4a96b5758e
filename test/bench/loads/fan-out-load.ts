import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sku } from '../stage/retailer.js';
import { listen } from './level-stream.js';
import { postSale } from './post-sale.js';

/**
 * A process of its own that listens many times to the stream of one store and posts sales of it at a steady pace, so that
 * one clock measures both. Bounded by `seconds`; loopback only.
 */
export interface FanOutLoad {
  readonly url: string;
  readonly listeners: number;
  readonly salesPerSecond: number;
  readonly seconds: number;
  readonly skus: number;
  /** Makes the ids of its sales its own. */
  readonly tag: string;
}

export interface FanOutResult {
  /** From sending a sale to its level's event at one listener, in milliseconds; one for each sale and listener. */
  readonly waits: readonly number[];
  readonly missed: number;
}

process.once('message', (load: FanOutLoad) => {
  void run(load).then((result) => process.send?.(result));
});

async function run(load: FanOutLoad): Promise<FanOutResult> {
  const waits: number[] = [];
  /** When the sale was sent that brought a level to this figure. */
  const sentAt = new Map<string, number>();
  const onHand = new Map<string, number>();
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  const streams = await Promise.all(
    Array.from({ length: load.listeners }, () =>
      listen(load.url, load.skus, (level) => {
        onHand.set(level.sku, level.onHand);
        const sent = sentAt.get(`${level.sku} ${level.onHand}`);
        if (sent !== undefined) waits.push(performance.now() - sent);
      }),
    ),
  );
  const total = load.salesPerSecond * load.seconds;
  const posted: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const early = began + (i * 1_000) / load.salesPerSecond - performance.now();
    if (early > 0) await pause(early);
    const id = sku(i % load.skus);
    // One sale of a SKU at a time is on its way: there are more SKUs than sales in the time that one takes.
    sentAt.set(`${id} ${(onHand.get(id) ?? 0) - 1}`, performance.now());
    posted.push(postSale(agent, load.url, `${load.tag}-${i}`, id));
  }
  await Promise.all(posted);
  const deadline = performance.now() + 10_000;
  while (waits.length < total * load.listeners && performance.now() < deadline) await pause(20);
  for (const stream of streams) stream.destroy();
  agent.destroy();
  return { waits, missed: total * load.listeners - waits.length };
}
