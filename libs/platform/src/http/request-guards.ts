import type { FastifyInstance } from 'fastify';
import { uuidv7 } from '../ids.js';
import { ProblemException } from '../problems/problem-exception.js';
import { inRequestContext } from '../request-context.js';
import { HostGuard } from './host-guard.js';
import { SECURITY_HEADERS } from './security-headers.js';

/**
 * What comes first for every request: its ids (`X-Request-Id` and `X-Correlation-Id` as the caller gave them, if they
 * look like ids), the security headers of its answer, and whether it is welcome at all.
 */
export function guardRequests(
  server: FastifyInstance,
  allowedHosts: readonly string[],
  corsOrigins: readonly string[],
): void {
  const guard = new HostGuard(allowedHosts, corsOrigins);
  server.addHook('onListen', async () =>
    guard.listensOn(server.addresses().map((at) => (typeof at === 'string' ? at : at.address))),
  );
  server.addHook('onRequest', (request, reply, done) => {
    const { headers } = request.raw;
    const requestId = idOf(headers['x-request-id']) ?? uuidv7();
    const correlationId = idOf(headers['x-correlation-id']) ?? requestId;
    reply.headers(SECURITY_HEADERS).header('x-request-id', requestId);
    const refusal = guard.refuse(request.raw);
    inRequestContext({ requestId, correlationId }, () =>
      refusal === undefined ? done() : done(new ProblemException(refusal)),
    );
  });
}

const idOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.:-]{1,64}$/.test(header) ? header : undefined;
