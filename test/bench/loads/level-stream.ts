import http from 'node:http';
import { locationId } from '../stage/retailer.js';

/** A level as an event of the stream tells it. */
export interface ToldLevel {
  readonly sku: string;
  readonly onHand: number;
}

/** Listens to the stream of one store; resolves once it has told each of its `skus` levels as it is. */
export function listen(
  url: string,
  skus: number,
  onLevel: (level: ToldLevel) => void,
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
          onLevel(JSON.parse(data) as ToldLevel);
          if (++told === skus) resolve(request);
        }
      });
    });
  });
}
