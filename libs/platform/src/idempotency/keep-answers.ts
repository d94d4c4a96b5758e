import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';
import type { OwnRouteConfig } from '../security/route-rules.js';
import { AnswersOfServices, type GatheredAnswers } from './gathered-answers.js';
import { InTurn } from './in-turn.js';
import { type IdempotencyContext, idempotencyId, type IdempotencyRow, type Replayable } from './store.js';
import type { ServiceStores } from '../service-stores.js';

/** The request's idempotency key, for a handler that keeps its answer itself; undefined without one. */
export const Idempotent = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyContext | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().idempotency,
);

/**
 * `Idempotency-Key` on every POST: a success is answered again, with `Idempotency-Replayed: true`; the same key
 * with another request is 422 `idempotency_key_reused`; a refusal is judged afresh. Where the effect is idempotent
 * by its own ids, the answer is kept after it; else the handler keeps it in its own transaction.
 *
 * Hooks on the POST routes alone: a request without the header pays for one property that is not there.
 */
export function keepAnswers(server: FastifyInstance, stores: ServiceStores): void {
  const answers = new AnswersOfServices(stores);
  server.addHook('onRoute', (route) => {
    if (route.method !== 'POST') return;
    if ((route.config as OwnRouteConfig | undefined)?.idempotency === 'transactional') {
      addHooks(route, TRANSACTIONAL);
    } else {
      addHooks(
        route,
        afterwards(() => answers.forPath(route.url)),
      );
    }
  });
}

type PreHandler = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;
type OnAnswer = (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
) => void;

interface Hooks {
  readonly preHandler: PreHandler;
  readonly preSerialization?: OnAnswer;
  readonly onSend?: OnAnswer;
}

function addHooks(route: RouteOptions, hooks: Hooks): void {
  route.preHandler = [hooks.preHandler as never, ...[route.preHandler ?? []].flat()];
  if (hooks.preSerialization) {
    route.preSerialization = [...[route.preSerialization ?? []].flat(), hooks.preSerialization as never];
  }
  if (hooks.onSend) route.onSend = [...[route.onSend ?? []].flat(), hooks.onSend as never];
}

/** Reads the key for the handler, and turns the `Replayable` that it returns into an answer. */
const TRANSACTIONAL: Hooks = {
  preHandler: (request, _reply, done) => {
    try {
      const context = contextOf(request);
      if (context !== undefined) request.idempotency = context;
      done();
    } catch (error) {
      done(error as Error);
    }
  },
  preSerialization: (_request, reply, payload, done) => {
    if (reply.statusCode >= 400) return done(null, payload);
    const { status, body, replayed } = payload as Replayable;
    void reply.code(status);
    if (replayed) void reply.header(REPLAYED, 'true');
    done(null, body);
  },
};

/** Answers from the store before the handler, and keeps the handler's answer after it. */
function afterwards(answersOf: () => GatheredAnswers | undefined): Hooks {
  const turns = new InTurn();
  return {
    preHandler: (request, reply, done) => {
      if (request.headers[KEY] === undefined) return done();
      const answers = answersOf();
      if (answers === undefined) return done();
      void (async () => {
        try {
          const context = contextOf(request)!;
          // The same key at the same time: the second request waits for the answer of the first.
          const leave = await turns.enter(idempotencyId(context));
          reply.raw.once('close', leave);
          const kept = sameRequest(await answers.find(context), context);
          if (kept === undefined) {
            request.idempotency = context;
            done();
            return;
          }
          void reply.code(kept.status).header(REPLAYED, 'true').type(JSON_TYPE).send(kept.body);
        } catch (error) {
          done(error as Error);
        }
      })();
    },
    onSend: (request, reply, payload, done) => {
      const { idempotency: context } = request;
      const answers = context === undefined ? undefined : answersOf();
      if (
        context === undefined ||
        answers === undefined ||
        reply.statusCode >= 300 ||
        typeof payload !== 'string'
      ) {
        return done(null, payload);
      }
      request.idempotency = undefined;
      const kept = answers.keep({ ...context, status: reply.statusCode, body: payload });
      kept
        .then((row) => sameRequest(row, context))
        .then(
          (winner) => {
            if (winner === undefined) return done(null, payload);
            void reply.code(winner.status).header(REPLAYED, 'true').removeHeader('content-length');
            done(null, winner.body);
          },
          (error: unknown) => done(error as Error),
        );
    },
  };
}

const KEY = 'idempotency-key';
const REPLAYED = 'idempotency-replayed';
const JSON_TYPE = 'application/json; charset=utf-8';

function contextOf(request: FastifyRequest): IdempotencyContext | undefined {
  const key = request.headers[KEY];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new ProblemException({
      status: 400,
      code: 'invalid_idempotency_key',
      detail: 'Idempotency-Key takes 1 to 255 printable characters without spaces, such as a UUID.',
    });
  }
  return {
    scope: scopeOf(request, request.caller?.id ?? 'anyone'),
    key,
    requestHash: hash(canonical(request.body ?? null)),
  };
}

/** A scope that is longer than ids have any business to be is hashed, so that it fits an index. */
const MAX_SCOPE = 600;

function scopeOf(request: FastifyRequest, caller: string): string {
  const params = request.params as Readonly<Record<string, string>>;
  // From the decoded parameters: an id is the same however it was percent-encoded.
  const path = (request.routeOptions.url ?? '').replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const scope = `${caller} ${request.method} ${path}`;
  return scope.length <= MAX_SCOPE ? scope : hash(scope);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** JSON text that does not depend on the order of keys, which clients do not promise to keep. */
function canonical(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  } catch {
    throw new ProblemException({
      status: 400,
      code: 'invalid_json',
      detail: 'The body is nested too deeply.',
    });
  }
}

const REUSED = {
  status: 422,
  code: 'idempotency_key_reused',
  detail: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
};

function sameRequest(
  row: IdempotencyRow | undefined,
  context: IdempotencyContext,
): IdempotencyRow | undefined {
  if (row !== undefined && row.requestHash !== context.requestHash) throw new ProblemException(REUSED);
  return row;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The request's idempotency key, once it was read. */
    idempotency?: IdempotencyContext | undefined;
  }
}
