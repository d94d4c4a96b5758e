import { NoAnswerError, problemOf, reasonOf } from './errors.js';
import { newIdempotencyKey } from './idempotency-key.js';
import { backoffMs, pause, retryAfterMs, type RetryOptions } from './retry.js';

/** A `fetch` that is always given a whole Request. The platform's own is one. */
export type Fetch = (request: Request) => Promise<Response>;

/** A bearer token, or where to get the one of the moment; it is asked before each try. */
export type Token = string | (() => string | undefined | Promise<string | undefined>);

export interface SteadyFetchOptions {
  readonly fetch: Fetch;
  readonly token: Token | undefined;
  readonly retry: RetryOptions;
  /** How long one try may take, its body included, in milliseconds. */
  readonly timeoutMs: number;
}

/** What may pass by itself. */
const PASSING = new Set([502, 503, 504]);
/** "Too often" in general; a 429 with another code, such as `pickup_code_locked`, is a refusal of what was asked. */
const TOO_OFTEN = new Set(['rate_limited', 'http_429']);
/** The first answer to the same idempotency key is still on its way. */
const IN_PROGRESS = 'idempotency_in_progress';
const KEY = 'idempotency-key';

/**
 * A `fetch` for calls whose answer is read whole. It sends the token; it tries again after no connection, a time-out, 429,
 * 502, 503 and 504, for every call can be sent twice: a GET, PUT and DELETE by its nature, and a POST by its
 * `Idempotency-Key`, made here once per call unless the caller gave one. Whatever is not a success is a problem document
 * in the end. Throws a NoAnswerError, or the reason of the caller's abort signal.
 */
export function steadyFetch(options: SteadyFetchOptions): Fetch {
  const { patienceMs = 30_000, onRetry } = options.retry;
  return async (request) => {
    const headers = new Headers(request.headers);
    if (request.method === 'POST' && !headers.has(KEY)) headers.set(KEY, newIdempotencyKey());
    const body =
      request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
    const name = `${request.method} ${new URL(request.url).pathname}`;
    const deadline = Date.now() + patienceMs;
    for (let tries = 1; ; tries += 1) {
      const outcome = await attempt(options, request, headers, body);
      if ('answer' in outcome && !worthAnotherTry(outcome)) return outcome.answer;
      const pauseMs = retryPauseMs(outcome) ?? backoffMs(tries, options.retry);
      if (Date.now() + pauseMs > deadline) {
        if ('answer' in outcome) return outcome.answer;
        throw new NoAnswerError(name, tries, outcome.failure);
      }
      const reason =
        'answer' in outcome ? `${outcome.answer.status} ${outcome.code}` : reasonOf(outcome.failure);
      onRetry?.({ request: name, reason, pauseMs });
      await pause(pauseMs, request.signal);
    }
  };
}

/** An answer with the code of its problem ('' of a success), or what happened on the way. */
type Outcome = { readonly answer: Response; readonly code: string } | { readonly failure: unknown };

async function attempt(
  { fetch, token, timeoutMs }: SteadyFetchOptions,
  request: Request,
  headers: Headers,
  body: ArrayBuffer | undefined,
): Promise<Outcome> {
  const bearer = await tokenOf(token);
  if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
  const ours = new AbortController();
  const abort = () => ours.abort(request.signal.reason);
  if (request.signal.aborted) abort();
  request.signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => ours.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    const copy = new Request(request, {
      headers,
      signal: ours.signal,
      ...(body === undefined || body.byteLength === 0 ? {} : { body }),
    });
    return await whole(await fetch(copy));
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    return { failure: ours.signal.aborted ? ours.signal.reason : error };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', abort);
  }
}

export async function tokenOf(token: Token | undefined): Promise<string | undefined> {
  return typeof token === 'function' ? token() : token;
}

/** The answer with its body read, so that a connection that breaks in the middle of it is another try, too. */
async function whole(answer: Response): Promise<Outcome> {
  const { status, statusText } = answer;
  const headers = new Headers(answer.headers);
  const body = await answer.text();
  if (answer.ok) {
    return { answer: new Response(body === '' ? null : body, { status, statusText, headers }), code: '' };
  }
  const problem = problemOf(status, statusText, body);
  headers.set('content-type', 'application/problem+json');
  headers.delete('content-length');
  return {
    answer: new Response(JSON.stringify(problem), { status, statusText, headers }),
    code: problem.code,
  };
}

const worthAnotherTry = ({ answer, code }: { answer: Response; code: string }): boolean =>
  PASSING.has(answer.status) || TOO_OFTEN.has(code) || code === IN_PROGRESS;

const retryPauseMs = (outcome: Outcome): number | undefined =>
  'answer' in outcome ? retryAfterMs(outcome.answer.headers.get('retry-after'), Date.now()) : undefined;
