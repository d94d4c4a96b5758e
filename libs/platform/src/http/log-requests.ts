import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { auditRuleOf } from '../security/control-access.js';
import type { AuditRule } from '../security/route-rules.js';

/** While the service is down or overloaded, one line a second says so as well as a thousand. */
const WARN_EVERY_MS = 1_000;

/** Refusals that are everyday business: a level sold out, an id not there (yet), a caller asked to slow down. */
const ORDINARY = new Set([404, 409, 429]);

/**
 * One line per request, by route pattern (paths and queries may hold ids of people), with who sent it: successes and
 * ordinary refusals at `debug`; what the audit trail keeps one by one, and requests that a client should correct, at `info`;
 * our own failures at `warn`, once a second per code.
 */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  const warnedAt = new Map<string | undefined, number>();
  const mayWarn = (code: string | undefined): boolean => {
    const now = Date.now();
    if (now - (warnedAt.get(code) ?? 0) < WARN_EVERY_MS) return false;
    warnedAt.set(code, now);
    return true;
  };
  const levelOf = (status: number, code: string | undefined, audit: AuditRule) => {
    if (status >= 500) return mayWarn(code) ? 'warn' : 'debug';
    if (audit === 'each') return 'info';
    return status >= 400 && !ORDINARY.has(status) ? 'info' : 'debug';
  };
  server.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const level = levelOf(status, request.problemCode, auditRuleOf(request));
    if (logger.isLevelEnabled(level)) {
      const { method, problemCode: code, routeOptions } = request;
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      logger[level]({ method, route: routeOptions.url, status, code, ms }, 'request');
    }
    done();
  });
}
