import { eventStream, type Source, type StreamOptions } from './event-stream.js';

/** Something that happened to a fulfillment, an order or a task: read the thing itself again to know more. */
export type OrderNews =
  | {
      readonly event: 'fulfillment';
      readonly data: {
        readonly fulfillmentId: string;
        readonly orderId: string;
        readonly locationId: string;
        readonly pickupLocationId: string | null;
        readonly method: string;
        readonly status: string;
        readonly version: number;
      };
    }
  | { readonly event: 'order'; readonly data: { readonly orderId: string; readonly status: string } }
  | {
      readonly event: 'task';
      readonly data: {
        readonly taskId: string;
        readonly type: string;
        readonly orderId: string;
        readonly locationId: string | null;
      };
    };

export interface OrderStreamOptions extends StreamOptions {
  /** Only the fulfillments and tasks of this location, and what is collected there. */
  readonly locationId?: string | undefined;
  /** Only this order. */
  readonly orderId?: string | undefined;
}

const EVENTS = new Set(['fulfillment', 'order', 'task']);

/**
 * News of orders, for as long as one listens. A stream carries news from now on and no state: whenever `onStatus` tells
 * `live`, read your lists again, for something may have happened in between. Throws a ProblemError when the server
 * refuses.
 */
export function orderStream(source: Source, options: OrderStreamOptions): AsyncIterableIterator<OrderNews> {
  const query = new URLSearchParams();
  if (options.locationId !== undefined) query.set('locationId', options.locationId);
  if (options.orderId !== undefined) query.set('orderId', options.orderId);
  return eventStream({ ...source, url: `${source.url}?${query}` }, options, ({ event, data }) =>
    EVENTS.has(event ?? '') ? ({ event, data: JSON.parse(data) } as OrderNews) : undefined,
  );
}
