import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sku } from '../stage/retailer.js';
import { listen } from './level-stream.js';
import { postSale } from './post-sale.js';

/**
 * A process of its own that listens to the stream of one store and posts sales of it at a steady pace, so that one
 * clock measures both. Bounded by `seconds`; loopback only.
 */
export interface SseLoad {
  readonly url: string;
  readonly salesPerSecond: number;
  readonly seconds: number;
  readonly skus: number;
}

export interface SseLoadResult {
  /** From sending a sale to its level's event, in milliseconds, one for each sale. */
  readonly waits: readonly number[];
  readonly sent: number;
}

process.once('message', (load: SseLoad) => {
  void run(load).then((result) => process.send?.(result));
});

async function run(load: SseLoad): Promise<SseLoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  const total = load.salesPerSecond * load.seconds;
  // Sales of one SKU may share an event, so each waits for the event that carries its own effect: the n-th sale of a
  // level is visible once its onHand has fallen by n.
  const waiting = new Map<string, { start: number; onHand: number }[]>();
  const opening = new Map<string, number>();
  const sold = new Map<string, number>();
  const waits: number[] = [];
  const stream = await listen(load.url, load.skus, ({ sku: id, onHand }) => {
    if (!opening.has(id)) {
      opening.set(id, onHand);
      return;
    }
    const now = performance.now();
    const queue = waiting.get(id) ?? [];
    while (queue[0] !== undefined && onHand <= queue[0].onHand) {
      waits.push(now - (queue.shift() as { start: number }).start);
    }
  });

  const posted: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const due = began + (i * 1_000) / load.salesPerSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const id = sku(i % load.skus);
    const units = (sold.get(id) ?? 0) + 1;
    sold.set(id, units);
    const queue = waiting.get(id) ?? [];
    queue.push({ start: performance.now(), onHand: (opening.get(id) ?? 0) - units });
    waiting.set(id, queue);
    posted.push(postSale(agent, load.url, `sse-${i}`, id));
  }
  await Promise.all(posted);
  const deadline = performance.now() + 5_000;
  while (waits.length < total && performance.now() < deadline) {
    await pause(20);
  }
  stream.destroy();
  agent.destroy();
  return { waits, sent: total };
}
