import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { uuidv7 } from '../ids.js';
import { beginSpan, failSpan, type Span, SpanKind, tracingIsOn, withSpan } from '../telemetry/tracing.js';
import { inWorkContext, type WorkContext } from '../telemetry/work-context.js';

/** What is followed of a request from its first hook to its answer. */
interface Followed {
  readonly work: WorkContext;
  readonly span: Span | undefined;
}

const followed = new WeakMap<FastifyRequest, Followed>();

/**
 * Gives every request its ids (`X-Request-Id` and `X-Correlation-Id` as the caller gave them, if they look like ids) and,
 * where traces are wanted, its span, which continues the caller's `traceparent`. Log lines and events of the request
 * have them. Paths and queries are in neither: they may hold ids of people.
 */
export function followRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { headers } = request.raw;
    const requestId = idOf(headers['x-request-id']) ?? uuidv7();
    const correlationId = idOf(headers['x-correlation-id']) ?? requestId;
    reply.header('x-request-id', requestId);
    const route = request.routeOptions.url;
    const work = { service: serviceOf(route), requestId, correlationId };
    const span =
      tracingIsOn() && isTraced(route) ? inWorkContext(work, () => spanOf(request, route)) : undefined;
    followed.set(request, { work, span });
    resume(request, done);
  });
  // A body arrives by the connection's events, which know nothing of the request that it belongs to.
  server.addHook('preValidation', (request, _reply, done) => resume(request, done));
  server.addHook('onResponse', (request, reply, done) => {
    const span = followed.get(request)?.span;
    if (span !== undefined) endSpan(span, request, reply);
    done();
  });
}

function resume(request: FastifyRequest, work: () => void): void {
  const { work: ids, span } = followed.get(request)!;
  const context = { ...ids, caller: request.caller };
  inWorkContext(context, () => (span === undefined ? work() : withSpan(span, work)));
}

function spanOf(request: FastifyRequest, route: string | undefined): Span {
  const { method, headers } = request;
  return beginSpan(route === undefined ? method : `${method} ${route}`, {
    kind: SpanKind.SERVER,
    parent: typeof headers['traceparent'] === 'string' ? headers['traceparent'] : null,
    attributes: {
      'http.request.method': method,
      'url.scheme': request.protocol,
      ...(route === undefined ? {} : { 'http.route': route }),
    },
  });
}

function endSpan(span: Span, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode } = reply;
  span.setAttribute('http.response.status_code', statusCode);
  if (statusCode >= 500) failSpan(span, { code: request.problemCode ?? String(statusCode) });
  span.end();
}

/** The probes of a platform and the scrapes of Prometheus are no traces. */
const isTraced = (route: string | undefined): boolean =>
  route === undefined || !/^\/(health|metrics)/.test(route);

/** `/orders/v1/…` is the orders service's, in whatever process. */
const serviceOf = (route: string | undefined): string | undefined =>
  /^\/([a-z]+)\/v\d+(\/|$)/.exec(route ?? '')?.[1];

const idOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.:-]{1,64}$/.test(header) ? header : undefined;
