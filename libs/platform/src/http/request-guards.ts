import type { FastifyInstance } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';
import { HostGuard } from './host-guard.js';
import { SECURITY_HEADERS } from './security-headers.js';

/**
 * What comes first for every request, once it has its ids: the security headers of its answer, and whether it is welcome
 * at all.
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
    reply.headers(SECURITY_HEADERS);
    const refusal = guard.refuse(request.raw);
    if (refusal === undefined) done();
    else done(new ProblemException(refusal));
  });
}
