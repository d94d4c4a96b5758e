import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ConsoleSettings } from './settings.js';

/** Where the build puts the pages: beside the compiled services. */
const FOLDER = ['../../../../console/', '../../../../dist/console/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

/** The names of files with a fingerprint never mean anything else. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/**
 * Serves the console at `/console/` and the shop at `/shop/`, with the settings they ask for first. Both are pages that
 * find their own way: any path below is answered by the page, and what looks like a file must be one.
 */
export async function serveConsole(server: FastifyInstance, settings: ConsoleSettings): Promise<void> {
  if (FOLDER === undefined) throw new Error('The console is not built. Run npm run build.');
  const headers = pageHeaders(settings);
  const page = (file: string) => async (_request: unknown, reply: FastifyReply) =>
    reply.headers(headers).sendFile(file, { cacheControl: false });

  await server.register(fastifyStatic, {
    root: FOLDER,
    prefix: '/console/',
    index: false,
    serveDotFiles: false,
    decorateReply: true,
    cacheControl: false,
    // One route per file, known at the start: what is not there is not asked of the disk.
    wildcard: false,
    globIgnore: ['*.html'],
    setHeaders: (reply, path) => {
      const fingerprinted = path.startsWith(`${FOLDER}assets`);
      reply.headers({ ...headers, 'cache-control': fingerprinted ? FOR_EVER : ASK_EACH_TIME });
    },
  });
  server.get('/console/config.json', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(settings.config),
  );
  for (const [path, file] of [
    ['/console', 'index.html'],
    ['/shop', 'shop.html'],
  ] as const) {
    server.get(path, async (_request, reply) => reply.redirect(`${path}/`));
    server.get(`${path}/`, page(file));
    server.get<{ Params: { '*': string } }>(`${path}/*`, async (request, reply) => {
      if (/^assets\/|\.(js|css|svg|json|map)$/.test(request.params['*']))
        return reply.code(404).type('text/plain').send('There is no such file.');
      return page(file)(request, reply);
    });
  }
}

/** Scripts from here alone, connections to the API and whoever signs people in; React sets styles on elements. */
function pageHeaders({ connectTo }: ConsoleSettings): Record<string, string> {
  return {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
      `font-src 'self'; connect-src ${["'self'", ...connectTo].join(' ')}; manifest-src 'self'; base-uri 'none'; ` +
      "form-action 'self'; frame-ancestors 'none'",
    'cache-control': ASK_EACH_TIME,
    'permissions-policy': 'geolocation=(self), camera=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
