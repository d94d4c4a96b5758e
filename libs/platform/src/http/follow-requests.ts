import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { uuidv7 } from '../ids.js';
import { beginSpan, failSpan, type Span, SpanKind, tracingIsOn, withSpan } from '../telemetry/tracing.js';
import { inWorkContext } from '../telemetry/work-context.js';

const spans = new WeakMap<FastifyRequest, Span>();

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
    inWorkContext(work, () => {
      if (!tracingIsOn() || !isTraced(route)) return done();
      const span = spanOf(request, route);
      spans.set(request, span);
      withSpan(span, done);
    });
  });
  server.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    if (span !== undefined) endSpan(span, request, reply);
    done();
  });
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
