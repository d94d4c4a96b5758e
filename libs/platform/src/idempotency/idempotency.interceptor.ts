import { createHash } from 'node:crypto';
import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { inTransaction } from '#persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, from, map, type Observable, of } from 'rxjs';
import { ProblemException } from '../problems/problem-exception.js';
import { CallerResolver } from './caller.js';
import {
  type IdempotencyContext,
  type IdempotencyRow,
  idempotencyInsert,
  idempotencyParameters,
  readIdempotency,
  type Replayable,
} from './store.js';
import { type IdempotencyStore, IdempotencyStores } from './stores.js';

type KeyedRequest = FastifyRequest & { idempotency?: IdempotencyContext };

const TRANSACTIONAL = 'shelfstream.idempotency.transactional';

/** The handler keeps its answer itself, in the transaction of its effect, and returns a `Replayable`. */
export const TransactionalIdempotency = () => SetMetadata(TRANSACTIONAL, true);

/** The request's idempotency key, for a handler that keeps its answer itself; undefined without one. */
export const Idempotent = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyContext | undefined =>
    context.switchToHttp().getRequest<KeyedRequest>().idempotency,
);

/**
 * `Idempotency-Key` on every POST: a success is answered again, with `Idempotency-Replayed: true`; the same key
 * with another body is 422 `idempotency_key_reused`; a refusal is judged afresh. Where the effect is idempotent
 * by its own ids, the answer is kept after it; else the handler keeps it in its own transaction.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerResolver,
    private readonly stores: IdempotencyStores,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (execution.getType() !== 'http') return next.handle();
    const http = execution.switchToHttp();
    const request = http.getRequest<KeyedRequest>();
    if (request.method !== 'POST') return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const transactional = this.reflector.get<boolean | undefined>(TRANSACTIONAL, execution.getHandler()) === true;
    const context = this.contextOf(request);
    if (transactional) {
      if (context !== undefined) request.idempotency = context;
      return next.handle().pipe(map((answer) => replay(reply, answer as Replayable)));
    }
    const store = this.stores.forPath(request.url);
    if (context === undefined || store === undefined) return next.handle();
    return from(this.find(store, context)).pipe(
      concatMap((kept) =>
        kept === undefined
          ? next.handle().pipe(concatMap((body) => this.keep(store, context, reply, body)))
          : of(replay(reply, { status: kept.status, body: JSON.parse(kept.body), replayed: true })),
      ),
    );
  }

  private contextOf(request: KeyedRequest): IdempotencyContext | undefined {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new ProblemException({
        status: 400,
        code: 'invalid_idempotency_key',
        detail: 'Idempotency-Key takes 1 to 255 printable characters without spaces, such as a UUID.',
      });
    }
    const path = request.url.split('?', 1)[0] ?? '';
    return {
      scope: `${this.callers.callerOf(request)} ${request.method} ${path}`,
      key,
      requestHash: createHash('sha256').update(JSON.stringify(request.body ?? null)).digest('base64url'),
    };
  }

  private async find(store: IdempotencyStore, context: IdempotencyContext): Promise<IdempotencyRow | undefined> {
    const found = await inTransaction(store.dataSource, (tx) => readIdempotency(tx, store.schema, [context]));
    const [kept] = found.values();
    if (kept !== undefined && kept.requestHash !== context.requestHash) {
      throw new ProblemException({
        status: 422,
        code: 'idempotency_key_reused',
        detail: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
      });
    }
    return kept;
  }

  /** Keeps the answer, unless somebody with the same key was faster: then theirs counts. */
  private async keep(
    store: IdempotencyStore,
    context: IdempotencyContext,
    reply: FastifyReply,
    body: unknown,
  ): Promise<unknown> {
    const row: IdempotencyRow = { ...context, status: reply.statusCode, body: JSON.stringify(body ?? null) };
    const winner = await inTransaction(store.dataSource, async (tx) => {
      const [kept] = (await readIdempotency(tx, store.schema, [context])).values();
      if (kept !== undefined) return kept;
      await tx.query(idempotencyInsert(store.schema, 1), idempotencyParameters([row]));
      return undefined;
    });
    if (winner === undefined) return body;
    return replay(reply, { status: winner.status, body: JSON.parse(winner.body), replayed: true });
  }
}

function replay(reply: FastifyReply, answer: Replayable): unknown {
  void reply.code(answer.status);
  if (answer.replayed) void reply.header('idempotency-replayed', 'true');
  return answer.body;
}
