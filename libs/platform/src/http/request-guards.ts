import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What protects a server that listens on loopback from the pages that its user's browser shows: the Host must be
 * one of ours (a name that was rebound to 127.0.0.1 is not), and a page of another origin may change nothing.
 * CORS stays closed: no answer ever carries an Access-Control header.
 */
export function guardRequests(server: FastifyInstance, allowedHosts: readonly string[]): void {
  const hosts = new Set([...LOOPBACK, ...allowedHosts.map((host) => host.toLowerCase())]);
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(SECURITY_HEADERS);
    const host = hostname(request.headers.host ?? '');
    if (!hosts.has(host)) {
      throw new ProblemException({
        status: 403,
        code: 'host_not_allowed',
        detail: 'This host name is not one of ours. Use localhost, or add the name to ALLOWED_HOSTS.',
      });
    }
    if (!SAFE_METHODS.has(request.method) && isCrossOrigin(request)) {
      throw new ProblemException({
        status: 403,
        code: 'cross_origin_refused',
        detail: 'A page of another origin may not change anything here. Call the API from your own server.',
      });
    }
  });
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; " +
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
};

function isCrossOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}

const hostname = (host: string): string => host.toLowerCase().replace(/:\d+$/, '');
