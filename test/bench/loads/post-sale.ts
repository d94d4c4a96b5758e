import http from 'node:http';
import { locationId } from '../stage/retailer.js';

/** Posts the sale of one unit at the one store; rejects when it is not taken. */
export function postSale(agent: http.Agent, url: string, saleId: string, sku: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const request = http.request(
      `${url}/inventory/v1/sales`,
      { method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`A sale was answered ${response.statusCode}`)),
        );
      },
    );
    request.on('error', reject);
    const sale = {
      saleId,
      locationId: locationId(0),
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku, quantity: 1 }],
    };
    request.end(JSON.stringify({ sales: [sale] }));
  });
}
