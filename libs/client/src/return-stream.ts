import { eventStream, type Source, type StreamOptions } from './event-stream.js';

/** Something that happened to a return: read the return itself again to know more. */
export interface ReturnNews {
  readonly returnId: string;
  /** What was bought by: an order, or a receipt of a location. */
  readonly orderId: string | null;
  readonly saleId: string | null;
  readonly saleLocationId: string | null;
}

export interface ReturnStreamOptions extends StreamOptions {
  /** Only this return. */
  readonly returnId?: string | undefined;
  /** Only the returns of this order. */
  readonly orderId?: string | undefined;
  /** Only the returns of receipts of this number; `saleLocationId` of the news says whose. */
  readonly saleId?: string | undefined;
}

/**
 * News of returns, for as long as one listens. A stream carries news from now on and no state: whenever `onStatus` tells
 * `live`, read your returns again, for something may have happened in between. Throws a ProblemError when the server
 * refuses.
 */
export function returnStream(
  source: Source,
  options: ReturnStreamOptions,
): AsyncIterableIterator<ReturnNews> {
  const query = new URLSearchParams();
  for (const name of ['returnId', 'orderId', 'saleId'] as const) {
    const wanted = options[name];
    if (wanted !== undefined) query.set(name, wanted);
  }
  return eventStream({ ...source, url: `${source.url}?${query}` }, options, ({ event, data }) =>
    event === 'return' ? (JSON.parse(data) as ReturnNews) : undefined,
  );
}
