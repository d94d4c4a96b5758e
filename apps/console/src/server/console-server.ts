import { readConfig } from '#platform';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { z } from 'zod';
import { passOn, type Upstreams } from './gateway.js';
import { serveConsole } from './serve-console.js';
import { consoleSettings } from './settings.js';

const Url = z.url({ protocol: /^https?$/, error: 'must be a URL such as http://inventory:3000' });

/** What the console's own process reads from its environment, besides how people sign in. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INVENTORY_URL: Url.optional(),
  ORDERS_URL: Url.optional(),
  RETURNS_URL: Url.optional(),
  NOTIFICATIONS_URL: Url.optional(),
});

/** The console's pages and, where they are named, the services behind them. Resolves when it listens. */
export async function startConsoleServer(variables: NodeJS.ProcessEnv): Promise<FastifyInstance> {
  const env = readConfig(Environment, variables);
  const server = Fastify({
    logger: { level: env.LOG_LEVEL },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 8 * 1024 * 1024,
    routerOptions: { maxParamLength: 1_000 },
    keepAliveTimeout: 65_000,
    // Streams have no end of their own.
    forceCloseConnections: true,
  });
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async () => ({ status: 'ok' }));
  server.get('/', async (_request, reply) => reply.redirect('/console/'));
  await serveConsole(server, consoleSettings(variables, 'token'));
  await passOn(server, upstreamsOf(env));
  await server.listen({ host: env.HOST, port: env.PORT });
  return server;
}

function upstreamsOf(env: z.infer<typeof Environment>): Upstreams {
  const urls = {
    inventory: env.INVENTORY_URL,
    orders: env.ORDERS_URL,
    returns: env.RETURNS_URL,
    notifications: env.NOTIFICATIONS_URL,
  };
  return Object.fromEntries(
    Object.entries(urls).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
