import http from 'node:http';
import { locationId, sku } from './retailer.js';

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
  const stream = http.get(`${load.url}/inventory/v1/availability/stream?locationId=${locationId(0)}`);
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('response', (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data === undefined) continue;
          const level = JSON.parse(data) as { sku: string; onHand: number };
          if (!opening.has(level.sku)) {
            opening.set(level.sku, level.onHand);
            if (opening.size === load.skus) resolve();
            continue;
          }
          const now = performance.now();
          const queue = waiting.get(level.sku) ?? [];
          while (queue[0] !== undefined && level.onHand <= queue[0].onHand) {
            waits.push(now - (queue.shift() as { start: number }).start);
          }
        }
      });
    });
  });

  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const due = began + (i * 1_000) / load.salesPerSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const id = sku(i % load.skus);
    const units = (sold.get(id) ?? 0) + 1;
    sold.set(id, units);
    const queue = waiting.get(id) ?? [];
    queue.push({ start: performance.now(), onHand: (opening.get(id) ?? 0) - units });
    waiting.set(id, queue);
    post(agent, `${load.url}/inventory/v1/sales`, {
      sales: [
        {
          saleId: `sse-${i}`,
          locationId: locationId(0),
          occurredAt: new Date().toISOString(),
          lines: [{ lineId: '1', sku: id, quantity: 1 }],
        },
      ],
    });
  }
  const deadline = performance.now() + 5_000;
  while (waits.length < total && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  stream.destroy();
  agent.destroy();
  return { waits, sent: total };
}

function post(agent: http.Agent, url: string, body: object): void {
  const request = http.request(url, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json' },
  });
  request.on('response', (response) => response.resume());
  request.on('error', (error) => console.error(`A sale was not taken: ${error.message}`));
  request.end(JSON.stringify(body));
}
