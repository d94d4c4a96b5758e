import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';
import { inWorkContext, workContext } from '../telemetry/work-context.js';
import type { Access } from './access.js';
import type { Caller } from './caller.js';
import { type LocationCheck, locationCheck } from './locations.js';
import { missingScope } from './problems.js';
import { RateLimits } from './rate-limits.js';
import { type AuditRule, ruleOf } from './route-rules.js';
import type { Scope } from './scopes.js';

/** What a route asks of its caller, made ready when the route is registered. */
interface Gate {
  /** Undefined: open to everyone. */
  readonly scope: Scope | undefined;
  readonly checkLocation: LocationCheck;
  readonly audit: AuditRule;
}

/**
 * The one door of an app: who calls, whether they may do this, here, and this often. Before the body is read, so that a
 * stranger costs nothing, and before answers are given again under idempotency keys; only what stands in a body is looked
 * at once it is there. A route that does not say what it asks keeps the app from starting.
 */
export function controlAccess(server: FastifyInstance, access: Access): void {
  const limits = new RateLimits(server, access);
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, gate: gateOf(server, route, access) } as RouteOptions['config'];
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (request.is404) return done();
    const { scope } = gateOfRequest(request);
    if (scope === undefined) return done();
    const enter = (caller: Caller): void => {
      request.caller = caller;
      void reply.header('cache-control', 'no-store');
      inWorkContext({ ...workContext()!, caller }, () =>
        caller.scopes.has(scope) ? done() : done(missingScope(scope)),
      );
    };
    if (access.open) {
      if (!isFromHere(request)) return done(openHereAlone());
      return enter(access.callerOf(undefined) as Caller);
    }
    void admit(request, reply).then(enter, done);
  });
  server.addHook('preHandler', (request, _reply, done) => {
    const { caller } = request;
    if (caller?.locations === undefined) return done();
    try {
      gateOfRequest(request).checkLocation(caller, request);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  server.addHook('onClose', (_server, done) => {
    access.close();
    done();
  });

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    try {
      request.caller = await access.callerOf(request.headers.authorization);
    } catch (error) {
      if (!(error instanceof ProblemException) || error.problem.status !== 401) throw error;
      void reply.header('www-authenticate', 'Bearer realm="shelfstream"');
      await limits.countStranger(request);
      throw error;
    }
    await limits.count(request);
    return request.caller;
  }
}

/** How much of the request the audit trail keeps. */
export const auditRuleOf = (request: FastifyRequest): AuditRule =>
  request.is404 ? 'none' : gateOfRequest(request).audit;

function gateOf(server: FastifyInstance, route: RouteOptions, access: Access): Gate {
  const rule = ruleOf(server, route);
  const open = rule.scope === 'open' || (rule.metrics === true && access.metricsOpen);
  const changes = [route.method].flat().some((method) => CHANGING.has(method));
  return {
    scope: open ? undefined : (rule.scope as Scope),
    checkLocation: locationCheck(rule.location),
    audit: changes ? (rule.audit ?? 'each') : 'none',
  };
}

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const gateOfRequest = (request: FastifyRequest): Gate =>
  (request.routeOptions.config as unknown as { gate: Gate }).gate;

/** By the address that it came from; what a proxy on this machine passes on came from somewhere else. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  const { remoteAddress: address } = socket;
  return (
    address === undefined ||
    address === '::1' ||
    address.startsWith('127.') ||
    address.startsWith('::ffff:127.')
  );
}

const openHereAlone = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'forbidden',
    detail: 'Nothing says who may call from elsewhere: only this machine may. Start it with API_KEYS_FILE.',
  });
