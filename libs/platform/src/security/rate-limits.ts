import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';
import type { Access } from './access.js';

const MINUTE_MS = 60_000;
/** Of refused credentials, one address may send a thousandth of what a caller may, and at least so many per minute. */
const STRANGERS_AT_LEAST = 60;

type Counter = ReturnType<FastifyInstance['createRateLimit']>;

/**
 * Counts requests within one process: those of a caller, and from one address those of whom nobody knows. A caller who is
 * known is never held up by strangers, whatever address they share.
 */
export class RateLimits {
  private ofCaller: Counter | undefined;
  private ofStranger: Counter | undefined;

  constructor(server: FastifyInstance, access: Access) {
    const { open, requestsPerMinute } = access;
    if (open || requestsPerMinute === 0) return;
    void server.register(rateLimit, { global: false });
    server.addHook('onReady', async () => {
      this.ofCaller = server.createRateLimit({
        max: requestsPerMinute,
        timeWindow: MINUTE_MS,
        keyGenerator: (request) => request.caller!.id,
      });
      const max = Math.max(STRANGERS_AT_LEAST, Math.ceil(requestsPerMinute / 1_000));
      this.ofStranger = server.createRateLimit({ max, timeWindow: MINUTE_MS });
    });
  }

  /** Refused: 429 `rate_limited`. */
  count(request: FastifyRequest): Promise<void> {
    return within(
      this.ofCaller,
      request,
      'Your key or token has sent more requests than it may within a minute.',
    );
  }

  /** Refused: 429 `rate_limited`. */
  countStranger(request: FastifyRequest): Promise<void> {
    return within(
      this.ofStranger,
      request,
      'Too many keys or tokens that are not known came from your address.',
    );
  }
}

async function within(counter: Counter | undefined, request: FastifyRequest, why: string): Promise<void> {
  const count = await counter?.(request);
  if (count === undefined || count.isAllowed || !count.isExceeded) return;
  throw new ProblemException({
    status: 429,
    code: 'rate_limited',
    detail: `${why} Send it again after the time that Retry-After says.`,
    retryAfter: Math.max(1, count.ttlInSeconds),
  });
}
