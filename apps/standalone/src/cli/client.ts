import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, messageOf } from './errors.js';

export interface ApiClientOptions {
  /** An API key or a JWT; without it nobody says who calls. */
  readonly token?: string | undefined;
  /** Ends retries; a request under way is let finish. */
  readonly signal?: AbortSignal;
  /** How long one request may take, in milliseconds; default 60,000. */
  readonly timeoutMs?: number;
  /** How long a request is tried again while the server is busy or away, in milliseconds; default 120,000. */
  readonly patienceMs?: number;
  /** Told each time a request is about to be tried again. */
  readonly onRetry?: (reason: string, waitMs: number) => void;
}

/** The server understood the request and said no; `problem` is its RFC 9457 body. */
export class ProblemAnswer extends CliError {
  constructor(
    readonly status: number,
    readonly problem: { code?: string; detail?: string; errors?: { path: string; message: string }[] },
    request: string,
  ) {
    const fields = (problem.errors ?? []).map(({ path, message }) => `${path} ${message}`).join('; ');
    super(
      `${request} was answered ${status} ${problem.code ?? ''}: ${problem.detail ?? 'no detail'}` +
        (fields === '' ? '' : ` (${fields})`) +
        (status === 401 ? ' Give the command line a key with SHELFSTREAM_TOKEN, or --token.' : ''),
    );
    this.name = 'ProblemAnswer';
  }
}

/**
 * A client of one running Shelfstream, by HTTP. Whatever may pass by itself (no connection, a time-out, 429, 502,
 * 503, 504) is tried again after a growing, jittered pause or after what `Retry-After` says. Only requests that
 * may safely be sent twice belong here: everything the imports send bears its own ids.
 */
export class ApiClient {
  readonly #base: URL;
  readonly #options: ApiClientOptions;

  constructor(baseUrl: string, options: ApiClientOptions = {}) {
    this.#base = baseUrlOf(baseUrl);
    this.#options = options;
  }

  /** Fails at once, in one line that says what to do, unless a Shelfstream answers at the address. */
  async connect(): Promise<void> {
    const answer = await this.#send('GET', '/health/live').catch((error: unknown) => {
      throw new CliError(`Cannot reach Shelfstream at ${this.address} (${reasonOf(error)}). ${WHAT_TO_DO}`);
    });
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 503) {
      throw new CliError(
        `What answers at ${this.address} is not Shelfstream: /health/live gave ${answer.status}. ${WHAT_TO_DO}`,
      );
    }
  }

  get address(): string {
    return this.#base.href.replace(/\/$/, '');
  }

  /** `query` values that are undefined are left out. */
  get<T>(path: string, query: Record<string, string | number | undefined> = {}): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) search.set(name, String(value));
    return this.#value<T>('GET', search.size === 0 ? path : `${path}?${search}`);
  }

  /** Whether it was created, as opposed to replaced. */
  async put(path: string, body: unknown): Promise<boolean> {
    const { status } = await this.#request('PUT', path, body);
    return status === 201;
  }

  /** With an `idempotencyKey`, an answer that got lost on the way is given again as it was. */
  post<T>(path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    return this.#value<T>('POST', path, body, idempotencyKey);
  }

  /** Every element of a list, page by page. */
  async *list<T>(path: string, query: Record<string, string | number | undefined> = {}): AsyncGenerator<T> {
    let cursor: string | undefined;
    do {
      const page = await this.get<{ items: T[]; nextCursor: string | null }>(path, {
        limit: 500,
        ...query,
        cursor,
      });
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  async #value<T>(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    return (await this.#request(method, path, body, idempotencyKey)).value as T;
  }

  async #request(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<Answer> {
    const { patienceMs = 120_000 } = this.#options;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const deadline = Date.now() + patienceMs;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(method, path, payload, idempotencyKey);
      if ('value' in outcome) return outcome;
      const waitMs = outcome.retryAfterMs ?? backoff(attempt);
      if (Date.now() + waitMs > deadline) {
        throw new CliError(
          `${method} ${path.split('?')[0]} failed for ${Math.round(patienceMs / 1000)} s: ${outcome.reason}. ${WHAT_TO_DO}`,
        );
      }
      this.#options.onRetry?.(outcome.reason, waitMs);
      await sleep(waitMs, undefined, { signal: this.#options.signal }).catch(() => {
        throw new CliError(`Stopped while waiting for the server: ${outcome.reason}.`, 130);
      });
    }
  }

  /** One try: its answer, or why it is worth another. What is not worth one is thrown. */
  async #attempt(
    method: string,
    path: string,
    payload: string | undefined,
    idempotencyKey: string | undefined,
  ): Promise<Answer | { reason: string; retryAfterMs?: number }> {
    let answer: Response;
    let text: string;
    try {
      answer = await this.#send(method, path, payload, idempotencyKey);
      text = await answer.text();
    } catch (error) {
      return { reason: reasonOf(error) };
    }
    if (answer.ok) return { status: answer.status, value: text === '' ? undefined : json(text) };
    const problem = (json(text) ?? {}) as ProblemAnswer['problem'];
    if (worthAnotherTry(answer.status, problem.code)) {
      return {
        reason: `the server answered ${answer.status} ${problem.code ?? ''}`.trim(),
        retryAfterMs: retryAfterMs(answer.headers.get('retry-after')),
      };
    }
    throw new ProblemAnswer(answer.status, problem, `${method} ${path.split('?')[0]}`);
  }

  #send(method: string, path: string, payload?: string, idempotencyKey?: string): Promise<Response> {
    return fetch(new URL(`${this.#base.pathname.replace(/\/$/, '')}${path}`, this.#base), {
      method,
      headers: {
        accept: 'application/json',
        ...(this.#options.token === undefined ? {} : { authorization: `Bearer ${this.#options.token}` }),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: payload,
      signal: AbortSignal.timeout(this.#options.timeoutMs ?? 60_000),
    });
  }
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
}

const WHAT_TO_DO = 'Is "npm start" running? Give another address with --url.';

function baseUrlOf(text: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  } catch {
    // Said below.
  }
  throw new CliError(`--url ${JSON.stringify(text)} is not an address such as http://localhost:3000.`);
}

/** The first answer to the same idempotency key may still be on its way: that passes too. */
function worthAnotherTry(status: number, code: string | undefined): boolean {
  return (
    status === 429 || status === 502 || status === 503 || status === 504 || code === 'idempotency_in_progress'
  );
}

/** Between 50 and 100 % of 0.1, 0.2, 0.4 ... 5 s. */
function backoff(attempt: number): number {
  return Math.min(5_000, 100 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** `Retry-After` in seconds or as a date; at most 30 s, with some jitter so that callers do not come back as one. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(30_000, Math.max(0, ms)) * (1 + Math.random() / 10);
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; errors?: { code?: string }[] } }).cause;
  const code = cause?.code ?? cause?.errors?.[0]?.code;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code !== undefined) return code;
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time';
  return messageOf(error);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
