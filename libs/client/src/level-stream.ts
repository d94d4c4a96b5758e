import { eventStream, type Source, type StreamOptions, type StreamStatus } from './event-stream.js';
import type { StockLevel } from './schemas.js';

export type LevelStreamStatus = StreamStatus;

export interface LevelStreamOptions extends StreamOptions {
  /** Only these SKUs; all without it. */
  readonly skus?: readonly string[] | undefined;
  /** Only these locations; all without it. */
  readonly locationIds?: readonly string[] | undefined;
}

/**
 * Stock levels: those of the filter as they are now, then each one whenever it changes, for as long as one listens. A
 * connection that breaks, falls silent or is closed by a server that restarts is made anew, with `Last-Event-ID`; the
 * server then tells the current figures again, and those that are news are passed on: no figure that lasts is missed,
 * though ones in between may be. Who reads slowly gets the newest of each level. Throws a ProblemError when the server
 * refuses: `stream_too_wide`, `unauthenticated`, ...
 */
export function levelStream(source: Source, options: LevelStreamOptions): AsyncIterableIterator<StockLevel> {
  const query = new URLSearchParams();
  for (const sku of options.skus ?? []) query.append('sku', sku);
  for (const locationId of options.locationIds ?? []) query.append('locationId', locationId);
  /** The data last passed on, by level. */
  const told = new Map<string, string>();
  return eventStream({ ...source, url: `${source.url}?${query}` }, options, ({ event, data }) => {
    if (event !== 'level') return undefined;
    const level = JSON.parse(data) as StockLevel;
    const key = JSON.stringify([level.locationId, level.sku]);
    if (told.get(key) === data) return undefined;
    told.set(key, data);
    return level;
  });
}
