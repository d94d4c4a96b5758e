import { ConfigError, readConfig, stopSignal } from '#platform';
import Fastify from 'fastify';
import { z } from 'zod';
import { passOn, type Upstreams } from './gateway.js';
import { serveConsole } from './serve-console.js';
import { consoleSettings } from './settings.js';

const Url = z.url({ protocol: /^https?$/, error: 'must be a URL such as http://inventory:3000' });

/** The console's own process: its pages and, where they are named, the services behind them. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INVENTORY_URL: Url.optional(),
  ORDERS_URL: Url.optional(),
  RETURNS_URL: Url.optional(),
  NOTIFICATIONS_URL: Url.optional(),
});

async function main(): Promise<void> {
  const env = readConfig(Environment, process.env);
  const server = Fastify({
    logger: { level: env.LOG_LEVEL },
    disableRequestLogging: true,
    bodyLimit: 8 * 1024 * 1024,
    routerOptions: { maxParamLength: 1_000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
  });
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async () => ({ status: 'ok' }));
  server.get('/', async (_request, reply) => reply.redirect('/console/'));
  await serveConsole(server, consoleSettings(process.env, 'token'));
  await passOn(server, upstreamsOf(env));
  await server.listen({ host: env.HOST, port: env.PORT });
  await stopSignal();
  await server.close();
}

function upstreamsOf(env: z.infer<typeof Environment>): Upstreams {
  const urls = {
    inventory: env.INVENTORY_URL,
    orders: env.ORDERS_URL,
    returns: env.RETURNS_URL,
    notifications: env.NOTIFICATIONS_URL,
  };
  return Object.fromEntries(Object.entries(urls).filter((entry): entry is [string, string] => !!entry[1]));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);
