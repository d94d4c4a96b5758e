import proxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';

/** Where each service is, by the first part of its paths. */
export type Upstreams = Readonly<Record<string, string>>;

/**
 * Passes `/<service>/...` on to the service, for places without an ingress that would do it. The services see the host
 * that was asked for, and judge it themselves; streams flow through.
 */
export async function passOn(server: FastifyInstance, upstreams: Upstreams): Promise<void> {
  for (const [service, upstream] of Object.entries(upstreams)) {
    await server.register(proxy, {
      upstream,
      prefix: `/${service}`,
      rewritePrefix: `/${service}`,
      // A stream may be quiet for 15 s, and lasts as long as somebody looks.
      undici: { bodyTimeout: 0, headersTimeout: 60_000, connections: 256 },
      proxyPayloads: true,
      replyOptions: {
        // A service that is open to its own machine must see that somebody else is asking.
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          host: request.headers.host,
          'x-forwarded-for': request.socket.remoteAddress,
        }),
      },
    });
  }
}
