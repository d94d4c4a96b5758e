import { createParser } from 'eventsource-parser';
import { problemOf, ProblemError } from './errors.js';
import { backoffMs, pause, retryAfterMs } from './retry.js';
import { type Fetch, type Token, tokenOf } from './steady-fetch.js';

/** `live`: connected, changes come as they happen. `waiting`: not connected, to be tried again by itself. */
export type StreamStatus = 'connecting' | 'live' | 'waiting';

export interface StreamOptions {
  /** Ends the stream: the iteration is over then, with no error. */
  readonly signal?: AbortSignal | undefined;
  /** Silence after which the connection is taken for dead, in milliseconds; default 40,000. The server is heard every 15 s. */
  readonly silenceMs?: number | undefined;
  /** Told when it connects, is live, or waits for its next try. */
  readonly onStatus?: ((status: StreamStatus) => void) | undefined;
}

export interface Source {
  readonly url: string;
  readonly fetch: Fetch;
  readonly token: Token | undefined;
}

/** One server-sent event. */
export interface StreamEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: string;
}

/** What may pass by itself. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);
const LONGEST_PAUSE_MS = 10_000;
const LONGEST_ASKED_FOR_MS = 60_000;

/**
 * Server-sent events for as long as one listens, and what `pick` makes of each; undefined is passed over. A connection
 * that breaks, falls silent or is closed by a server that restarts is made anew, with `Last-Event-ID`. Throws a
 * ProblemError when the server refuses.
 */
export function eventStream<T>(
  source: Source,
  options: StreamOptions,
  pick: (event: StreamEvent) => T | undefined,
): AsyncIterableIterator<T> {
  const ours = new AbortController();
  const abort = () => ours.abort();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  const events = listen(source, options, ours.signal, pick);
  const end = () => {
    options.signal?.removeEventListener('abort', abort);
    ours.abort();
  };
  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      try {
        const result = await events.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    // Aborted first: what waits for the next event would otherwise have to be waited for.
    return: async () => {
      end();
      return events.return(undefined);
    },
  };
  return iterator;
}

async function* listen<T>(
  source: Source,
  { silenceMs = 40_000, onStatus }: StreamOptions,
  signal: AbortSignal,
  pick: (event: StreamEvent) => T | undefined,
): AsyncGenerator<T, undefined, undefined> {
  let lastEventId: string | undefined;
  let firstPauseMs = 1_000;
  let tries = 0;
  while (!signal.aborted) {
    tries += 1;
    let askedFor: number | undefined;
    const connection = new Connection(signal, silenceMs);
    try {
      onStatus?.('connecting');
      const answer = await connection.open(source, lastEventId);
      if (!answer.ok) {
        if (!PASSING.has(answer.status)) {
          throw new ProblemError(problemOf(answer.status, answer.statusText, await answer.text()));
        }
        const asked = retryAfterMs(answer.headers.get('retry-after'), Date.now());
        askedFor = asked === undefined ? undefined : Math.min(LONGEST_ASKED_FOR_MS, asked);
      } else {
        onStatus?.('live');
        for await (const event of connection.events(answer)) {
          tries = 0;
          if ('retryMs' in event) firstPauseMs = event.retryMs;
          else {
            lastEventId = event.id ?? lastEventId;
            const picked = pick(event);
            if (picked !== undefined) yield picked;
          }
        }
      }
    } catch (error) {
      // Lost on the way: the next connection makes up for it.
      if (error instanceof ProblemError || error instanceof SyntaxError) throw error;
    } finally {
      connection.close();
    }
    if (signal.aborted) break;
    onStatus?.('waiting');
    const retry = { firstPauseMs, longestPauseMs: LONGEST_PAUSE_MS };
    await pause(askedFor ?? backoffMs(Math.max(1, tries), retry), signal).catch(() => {});
  }
  return undefined;
}

type Received = StreamEvent | { readonly retryMs: number };

/** One connection, taken for dead after a silence. */
class Connection {
  private readonly controller = new AbortController();
  private readonly abort = () => this.controller.abort();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly signal: AbortSignal,
    private readonly silenceMs: number,
  ) {
    if (signal.aborted) this.abort();
    signal.addEventListener('abort', this.abort, { once: true });
  }

  async open({ url, fetch, token }: Source, lastEventId: string | undefined): Promise<Response> {
    const headers = new Headers({ accept: 'text/event-stream' });
    const bearer = await tokenOf(token);
    if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
    if (lastEventId !== undefined) headers.set('last-event-id', lastEventId);
    return this.heard(() =>
      fetch(new Request(url, { headers, signal: this.controller.signal, cache: 'no-store' })),
    );
  }

  async *events(answer: Response): AsyncGenerator<Received, void, undefined> {
    const waiting: Received[] = [];
    const parser = createParser({
      onEvent: ({ event, id, data }) => waiting.push({ event, id, data }),
      onRetry: (retryMs) => waiting.push({ retryMs }),
    });
    const decoder = new TextDecoder();
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    for (;;) {
      // Only while we wait for the server: a reader of ours that takes its time is no silence of the server's.
      const { done, value } = await this.heard(() => reader.read());
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* waiting.splice(0);
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this.abort);
    this.abort();
  }

  private async heard<T>(wait: () => Promise<T>): Promise<T> {
    this.timer = setTimeout(this.abort, this.silenceMs);
    try {
      return await wait();
    } finally {
      clearTimeout(this.timer);
    }
  }
}
