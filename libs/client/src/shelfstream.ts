import createClient, { type Client } from 'openapi-fetch';
import { levelStream, type LevelStreamOptions } from './level-stream.js';
import { orderStream, type OrderNews, type OrderStreamOptions } from './order-stream.js';
import { returnStream, type ReturnNews, type ReturnStreamOptions } from './return-stream.js';
import type { RetryOptions } from './retry.js';
import type { InventoryPaths, NotificationsPaths, OrdersPaths, ReturnsPaths, StockLevel } from './schemas.js';
import { type Fetch, steadyFetch, type Token } from './steady-fetch.js';

export type ServiceName = 'inventory' | 'orders' | 'returns' | 'notifications';

/** One address for all services, as an ingress or `npm start` has it, or one for each. */
type Addresses =
  | { readonly baseUrl: string; readonly urls?: Partial<Readonly<Record<ServiceName, string>>> }
  | { readonly baseUrl?: undefined; readonly urls: Readonly<Record<ServiceName, string>> };

export type ShelfstreamOptions = Addresses & {
  /** An API key or an OIDC access token; or a function that gives the one of the moment, asked before each try. */
  readonly token?: Token | undefined;
  /** Instead of the platform's `fetch`. It is given whole Requests. */
  readonly fetch?: Fetch | undefined;
  /** How calls are tried again; `false`: not at all. */
  readonly retry?: RetryOptions | false | undefined;
  /** How long one try of a call may take, in milliseconds; default 30,000. */
  readonly timeoutMs?: number | undefined;
};

/**
 * A client of Shelfstream. Each service is a typed openapi-fetch client whose calls answer `{ data }` or `{ error }`, an RFC
 * 9457 problem with a stable `code`; they throw only a NoAnswerError, or the reason of an abort signal that was given.
 */
export interface Shelfstream {
  readonly inventory: Client<InventoryPaths>;
  readonly orders: Client<OrdersPaths>;
  readonly returns: Client<ReturnsPaths>;
  readonly notifications: Client<NotificationsPaths>;
  /** The levels of the filter (up to 1,000) now, then each whenever it changes; resumes by itself. */
  levelStream(options?: LevelStreamOptions): AsyncIterableIterator<StockLevel>;
  /** What happens to orders, fulfillments and tasks; read your lists again whenever it is `live`. */
  orderStream(options?: OrderStreamOptions): AsyncIterableIterator<OrderNews>;
  /** What happens to returns; read them again whenever it is `live`. */
  returnStream(options?: ReturnStreamOptions): AsyncIterableIterator<ReturnNews>;
}

/**
 * A client of one Shelfstream, for Node from 20 on and for browsers.
 *
 *     const shop = createShelfstream({ baseUrl: 'https://stock.example.com', token: process.env.SHELFSTREAM_KEY });
 *     const { data, error } = await shop.inventory.POST('/inventory/v1/reservations', { body });
 */
export function createShelfstream(options: ShelfstreamOptions): Shelfstream {
  const fetch: Fetch = options.fetch ?? ((request) => globalThis.fetch(request));
  const { token, timeoutMs = 30_000 } = options;
  const retry = options.retry === false ? { patienceMs: 0 } : (options.retry ?? {});
  const steady = steadyFetch({ fetch, token, retry, timeoutMs });
  const urlOf = (service: ServiceName): string =>
    absolute((options.urls?.[service] ?? options.baseUrl) as string);
  const clientOf = <Paths extends object>(service: ServiceName): Client<Paths> =>
    createClient<Paths>({ baseUrl: urlOf(service), fetch: steady });
  return {
    inventory: clientOf<InventoryPaths>('inventory'),
    orders: clientOf<OrdersPaths>('orders'),
    returns: clientOf<ReturnsPaths>('returns'),
    notifications: clientOf<NotificationsPaths>('notifications'),
    levelStream: (filter = {}) =>
      levelStream({ url: `${urlOf('inventory')}/inventory/v1/availability/stream`, fetch, token }, filter),
    orderStream: (filter = {}) =>
      orderStream({ url: `${urlOf('orders')}/orders/v1/stream`, fetch, token }, filter),
    returnStream: (filter = {}) =>
      returnStream({ url: `${urlOf('returns')}/returns/v1/stream`, fetch, token }, filter),
  };
}

/** In a browser an address may be relative to the page's, such as `/` for the page's own origin. */
function absolute(address: string): string {
  const { location } = globalThis as { location?: { href: string } };
  let url: URL;
  try {
    url = new URL(address, location?.href);
  } catch {
    throw new TypeError(`${JSON.stringify(address)} is not an address such as https://stock.example.com`);
  }
  return url.href.replace(/\/$/, '');
}
