import type { FastifyInstance } from 'fastify';

/** Remembers the routes as they are registered, and tells which methods a path takes. */
export class RouteList {
  private readonly routes: { pattern: RegExp; methods: readonly string[] }[] = [];

  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      // The one that answers preflights of every path.
      if (url === '*') return;
      this.routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** The methods that the path takes, sorted; empty when there is no such path. Meant for the rare 404. */
  methodsOf(path: string): string[] {
    const methods = new Set<string>();
    for (const route of this.routes) {
      if (route.pattern.test(path)) for (const method of route.methods) methods.add(method);
    }
    return [...methods].sort();
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split(/(:[^/]+|\*)/)
    .map((part) => {
      if (part === '*') return '.*';
      return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`);
}
