import type { Door } from '../prove/history/writers.js';
import type { Register } from '../prove/history/linearizable.js';
import { isPassing, type PersistentClient } from './persistent-client.js';

const PREFIX = '/inventory/v1';
const WITHIN_MS = 3_000;

/** Writers' way to the replicas over HTTP, each call once. */
export function httpDoor(client: PersistentClient): Door {
  return {
    async act({ locationId, sku }, { kind, units }, id) {
      const [path, body] = ((): [string, unknown] => {
        const occurredAt = new Date(Date.now() - 60_000).toISOString();
        switch (kind) {
          case 'sale': {
            const lines = [{ lineId: '1', sku, quantity: units }];
            return ['/sales', { sales: [{ saleId: id, locationId, occurredAt, lines }] }];
          }
          case 'receipt': {
            const movement = {
              movementId: id,
              type: 'receipt',
              locationId,
              sku,
              quantity: units,
              occurredAt,
            };
            return ['/movements', { movements: [movement] }];
          }
          case 'hold': {
            const lines = [{ locationId, sku, quantity: units }];
            return ['/reservations', { reservationId: id, reference: 'cart', ttlSeconds: 7_200, lines }];
          }
          default:
            return [`/reservations/${id}/${kind}`, undefined];
        }
      })();
      const answer = await client.once('POST', `${PREFIX}${path}`, body, { withinMs: WITHIN_MS });
      if (answer === undefined || isPassing(answer)) return 'unknown';
      if (answer.status < 300) return 'ok';
      if (answer.body['code'] === 'insufficient_stock') return 'refused';
      throw new Error(`${kind} ${id} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    },
    async read({ locationId, sku }) {
      const query = new URLSearchParams({ locationId, sku });
      const answer = await client.once('GET', `${PREFIX}/levels?${query}`, undefined, {
        withinMs: WITHIN_MS,
      });
      if (answer?.status !== 200) return undefined;
      const [level] = answer.body['items'] as Register[];
      if (level === undefined) return { onHand: 0, reserved: 0, committed: 0, sequence: 0 };
      const { onHand, reserved, committed, sequence } = level;
      return { onHand, reserved, committed, sequence };
    },
    async ledgerIds({ locationId, sku }) {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = new URLSearchParams({ locationId, sku, limit: '500', ...(cursor && { cursor }) });
        const page = await client.once('GET', `${PREFIX}/movements?${query}`);
        if (page?.status !== 200) return undefined;
        ids.push(...(page.body['items'] as { movementId: string }[]).map(({ movementId }) => movementId));
        cursor = page.body['nextCursor'] as string | null;
      }
      return ids;
    },
  };
}
