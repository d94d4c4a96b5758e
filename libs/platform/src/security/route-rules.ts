import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { LocationRule } from './locations.js';
import type { Scope } from './scopes.js';

/** How much of a request that changes something the audit trail keeps. See docs/security.md. */
export type AuditRule = 'each' | 'counted' | 'none';

/** What a route asks of its caller. */
export interface RouteRule {
  /** `open`: of nobody anything. */
  readonly scope: Scope | 'open';
  readonly location?: LocationRule | undefined;
  readonly audit?: AuditRule | undefined;
  /** `METRICS_ACCESS=open` lets everyone in. */
  readonly metrics?: boolean | undefined;
}

/** The part of a route's configuration in Fastify that is ours. */
export interface OwnRouteConfig {
  readonly access?: RouteRule;
  readonly idempotency?: 'transactional';
}

/** Says of a route that is not described by `@Endpoint` what it asks of its caller. */
export const RouteAccess = (access: RouteRule) => RouteConfig({ access } satisfies OwnRouteConfig);

/** Answers everyone: health, documentation, pages that hold no data. */
export const OpenRoute = () => RouteAccess({ scope: 'open' });

const openRoutes = new WeakMap<FastifyInstance, string[]>();

/** The routes that answer everyone, as `GET /health/live`. */
export const openRoutesOf = (server: FastifyInstance): readonly string[] => openRoutes.get(server) ?? [];

const openPaths = new WeakMap<FastifyInstance, string[]>();

/**
 * Says that all routes at or below a path answer everyone. For those that a plugin registers, which cannot say so
 * themselves: static files, the documentation.
 */
export function servesOpenly(server: FastifyInstance, path: string): void {
  if (path === '' || path === '/') throw new Error('Name the path that is open; it cannot be all of them.');
  openPaths.set(server, [...(openPaths.get(server) ?? []), path.replace(/\/$/, '')]);
}

type Route = Pick<RouteOptions, 'method' | 'url' | 'config'>;

/** What the route asks of its caller. Throws for one that does not say: nothing is served by oversight. */
export function ruleOf(server: FastifyInstance, route: Route): RouteRule {
  const rule = declaredRule(server, route);
  if (rule.scope === 'open') {
    const names = [route.method].flat().map((method) => `${method} ${route.url}`);
    openRoutes.set(server, [...openRoutesOf(server), ...names]);
  }
  return rule;
}

function declaredRule(server: FastifyInstance, { method, url, config }: Route): RouteRule {
  const rule = (config as OwnRouteConfig | undefined)?.access;
  if (rule !== undefined) return rule;
  if (url === '*' && method === 'OPTIONS') return { scope: 'open' };
  const below = (path: string) => url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}*`);
  if ((openPaths.get(server) ?? []).some(below)) return { scope: 'open' };
  throw new Error(
    `${[method].flat().join(', ')} ${url} does not say who may call it. Give its @Endpoint a scope, or mark it @OpenRoute().`,
  );
}
