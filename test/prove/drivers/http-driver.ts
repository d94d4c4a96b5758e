import type { OutboundMessage } from '#messaging';
import type { DataSource } from 'typeorm';
import { type Answer, PersistentClient } from '../../chaos/persistent-client.js';
import type { World } from '../model/intent.js';
import {
  type Operation,
  type Place,
  type Result,
  type Sale,
  saleResult,
  type Shelf,
} from '../model/operation.js';
import { movementInput, momentOf, tillSale, TTL_SECONDS } from './commands.js';
import type { Driver, OpenWorld } from './driver.js';
import { driftInWords, endHold, shelfAt } from './postgres-driver.js';
import { patiently } from '../../chaos/patiently.js';

export interface HttpDriverOptions {
  /** Replicas of the inventory service. */
  readonly urls: readonly string[];
  /** The services' database, to look at, and to let a hold's time be over. */
  readonly dataSource: DataSource;
  /** To the broker, as tills publish. */
  readonly publish: (messages: readonly OutboundMessage[]) => Promise<void>;
}

const PREFIX = '/inventory/v1';

/**
 * The running service as its clients see it: requests to any of its replicas, and sales over the topic. A request that
 * nobody answers is sent again until somebody does; then nobody knows what the first one came to, but the figures must
 * be right all the same.
 */
export class HttpDriver implements Driver {
  readonly name = 'http';
  private readonly client: PersistentClient;
  private sentinels = 0;

  constructor(private readonly options: HttpDriverOptions) {
    this.client = new PersistentClient(options.urls);
  }

  async open(world: World): Promise<OpenWorld> {
    for (const locationId of world.locations) {
      await this.good('PUT', `${PREFIX}/locations/${locationId}`, { name: locationId, kind: 'store' });
    }
    const sentinel = `${world.id}-sentinel`;
    const items = [...world.skus, sentinel].map((sku) => ({ sku }));
    await this.good('POST', `${PREFIX}/items/batch`, { items });
    const start = Date.now();
    return {
      perform: async (operations) => {
        const results: (Result | undefined)[] = [];
        for (const operation of operations) results.push(await this.perform(operation, start, sentinel));
        return results;
      },
      shelves: (places) => this.shelves(places),
    };
  }

  violations(): Promise<string[]> {
    return driftInWords(this.options.dataSource);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async perform(operation: Operation, start: number, sentinel: string): Promise<Result | undefined> {
    switch (operation.kind) {
      case 'sale':
        if (operation.byTopic) return this.publishSale(operation, start, sentinel);
        return saleOutcome(
          await this.good('POST', `${PREFIX}/sales`, { sales: [tillSale(operation, start)] }),
        );
      case 'movement': {
        const body = { movements: [movementInput(operation, start)] };
        return movementOutcome(await this.good('POST', `${PREFIX}/movements`, body));
      }
      case 'reserve': {
        const { reservationId, lines, allowPartial } = operation;
        const body = { reservationId, reference: 'cart', ttlSeconds: TTL_SECONDS, allowPartial, lines };
        return this.keyed(operation, `${PREFIX}/reservations`, body);
      }
      case 'extend':
        return this.keyed(operation, this.reservation(operation, 'extend'), { ttlSeconds: TTL_SECONDS });
      case 'commit':
        return this.keyed(operation, this.reservation(operation, 'commit'));
      case 'fulfill':
      case 'release': {
        const body = operation.lines === undefined ? undefined : { lines: operation.lines };
        return this.keyed(operation, this.reservation(operation, operation.kind), body);
      }
      case 'expire':
        if (operation.due) await this.expire(operation.reservationId);
        return undefined;
      case 'count': {
        const { countId, locationId, at, lines } = operation;
        const body = { countId, locationId, countedAt: momentOf(start, at), lines };
        return outcome(await this.client.ask('POST', `${PREFIX}/counts`, body));
      }
      case 'plan': {
        const { transferId, from, to, lines } = operation;
        return outcome(await this.client.ask('POST', `${PREFIX}/transfers`, { transferId, from, to, lines }));
      }
      case 'ship':
        return this.keyed(operation, `${PREFIX}/transfers/${operation.transferId}/ship`);
      case 'receive': {
        const { lines, final } = operation;
        return this.keyed(operation, `${PREFIX}/transfers/${operation.transferId}/receive`, { lines, final });
      }
      case 'keep_back': {
        const { locationId, sku, safetyStock } = operation;
        return outcome(
          await this.client.ask('PUT', `${PREFIX}/levels/${locationId}/${sku}`, { safetyStock }),
        );
      }
    }
  }

  private readonly reservation = ({ reservationId }: { reservationId: string }, step: string): string =>
    `${PREFIX}/reservations/${reservationId}/${step}`;

  private async keyed({ opId }: Operation, path: string, body?: unknown): Promise<Result> {
    return outcome(await this.client.ask('POST', path, body, opId));
  }

  /** What stands behind the sale on its partition is done after it. */
  private async publishSale(sale: Sale, start: number, sentinel: string): Promise<undefined> {
    const { locationId } = sale;
    this.sentinels += 1;
    const saleId = `${sentinel}-${this.sentinels}`;
    const behind: Sale = {
      ...sale,
      saleId,
      at: -1,
      lines: [{ lineId: '1', sku: sentinel, quantity: 1 }],
    };
    const messages = [sale, behind].map((each) => ({
      topic: 'pos.sales.v1',
      key: locationId,
      headers: {},
      value: JSON.stringify(tillSale(each, start)),
    }));
    await patiently('the broker takes a sale', async () => {
      await this.options.publish(messages);
      return true;
    });
    const entered = `sale/${locationId}/${saleId}/1`;
    await patiently(`a sale of the topic is entered as ${entered}`, async () => {
      const rows = await this.query('SELECT FROM inventory.stock_movement WHERE movement_id = $1', [entered]);
      return rows.length > 0;
    });
  }

  private async expire(reservationId: string): Promise<void> {
    await patiently('the database lets a hold’s time be over', async () => {
      await endHold(this.options.dataSource, reservationId);
      return true;
    });
    await patiently(`hold ${reservationId} ends with its time`, async () => {
      const sql = `SELECT FROM inventory.reservation WHERE reservation_id = $1 AND status = 'active'`;
      return (await this.query(sql, [reservationId])).length === 0;
    });
  }

  private query(sql: string, parameters: unknown[]): Promise<unknown[]> {
    return this.options.dataSource.query(sql, parameters);
  }

  private async shelves(places: readonly Place[]): Promise<Shelf[]> {
    const query = new URLSearchParams();
    for (const id of new Set(places.map(({ locationId }) => locationId))) query.append('locationId', id);
    for (const sku of new Set(places.map((place) => place.sku))) query.append('sku', sku);
    const { body } = await this.good('GET', `${PREFIX}/levels?${query}`);
    return places.map((place) => shelfAt(place, body['items'] as (Shelf & Place)[]));
  }

  private async good(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.client.ask(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }
}

const outcome = ({ status, body }: Answer): Result => (status < 300 ? 'ok' : String(body['code']));

function saleOutcome({ body, retried }: Answer): Result | undefined {
  if (retried) return undefined;
  const { accepted, duplicates, rejected } = body['lines'] as Record<string, number>;
  return saleResult({ posted: accepted ?? 0, duplicate: duplicates ?? 0, rejected: rejected ?? 0 });
}

function movementOutcome({ body, retried }: Answer): Result | undefined {
  const [rejected] = body['rejected'] as { code: string }[];
  if (rejected !== undefined) return rejected.code;
  if (retried) return undefined;
  return body['duplicates'] === 1 ? 'duplicate' : 'ok';
}
