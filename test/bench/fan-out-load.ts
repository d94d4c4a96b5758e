import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { locationId, sku } from './retailer.js';

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
      listen(load, (level) => {
        onHand.set(level.sku, level.onHand);
        const sent = sentAt.get(`${level.sku} ${level.onHand}`);
        if (sent !== undefined) waits.push(performance.now() - sent);
      }),
    ),
  );
  const total = load.salesPerSecond * load.seconds;
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const early = began + (i * 1_000) / load.salesPerSecond - performance.now();
    if (early > 0) await pause(early);
    const id = sku(i % load.skus);
    // One sale of a SKU at a time is on its way: there are more SKUs than sales in the time that one takes.
    sentAt.set(`${id} ${(onHand.get(id) ?? 0) - 1}`, performance.now());
    post(agent, load, i, id);
  }
  const deadline = performance.now() + 10_000;
  while (waits.length < total * load.listeners && performance.now() < deadline) await pause(20);
  for (const stream of streams) stream.destroy();
  agent.destroy();
  return { waits, missed: total * load.listeners - waits.length };
}

/** Resolves once the stream has told every level as it is. */
function listen(
  { url, skus }: FanOutLoad,
  onLevel: (level: { sku: string; onHand: number }) => void,
): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    let told = 0;
    let rest = '';
    const request = http.get(`${url}/inventory/v1/availability/stream?locationId=${locationId(0)}`, {
      agent: false,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('error', () => {});
      response.on('data', (chunk: string) => {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data === undefined) continue;
          onLevel(JSON.parse(data) as { sku: string; onHand: number });
          if (++told === skus) resolve(request);
        }
      });
    });
  });
}

function post(agent: http.Agent, { url, tag }: FanOutLoad, i: number, id: string): void {
  const request = http.request(`${url}/inventory/v1/sales`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json' },
  });
  request.on('response', (response) => response.resume());
  request.on('error', (error) => console.error(`A sale was not taken: ${error.message}`));
  const sale = {
    saleId: `${tag}-${i}`,
    locationId: locationId(0),
    occurredAt: new Date().toISOString(),
    lines: [{ lineId: '1', sku: id, quantity: 1 }],
  };
  request.end(JSON.stringify({ sales: [sale] }));
}
