import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { Logger as PinoLogger } from 'pino';
import { AuditTrail } from '../audit/audit-trail.js';
import { ReadinessChecks } from '../health/readiness.js';
import { keepAnswers } from '../idempotency/keep-answers.js';
import { ServiceStores } from '../service-stores.js';
import { APP_LOGGER } from '../logging.js';
import { Metrics } from '../metrics/metrics.js';
import { ProblemFilter, replyWithProblem } from '../problems/problem-filter.js';
import { problemBody } from '../problems/problem-of.js';
import { type Access, openAccess } from '../security/access.js';
import { controlAccess } from '../security/control-access.js';
import { openToOrigins } from './cors.js';
import { DrainingFastifyAdapter } from './draining-adapter.js';
import { followRequests } from './follow-requests.js';
import { BODY_LIMIT, readJsonBodies } from './json-body.js';
import { logRequests } from './log-requests.js';
import { guardRequests } from './request-guards.js';
import { RouteList } from './route-list.js';
import { ShutdownRegistry } from './shutdown-registry.js';

export interface HttpAppOptions {
  /** Host names besides the loopback ones under which we may be addressed; `*.shop.example` for all below one. */
  readonly allowedHosts?: readonly string[];
  /** Who may call; without it everyone at this machine may do everything. */
  readonly access?: Access;
  /** How long `close()` waits for requests at work before it cuts them, in milliseconds; default 3,000. */
  readonly drainMs?: number;
}

/**
 * The HTTP application of a process, ready to `listen`: JSON alone, 8 MiB at most, every route asking for a scope or
 * marked as open, every failure a problem. `module` imports `PlatformModule` and `loggingModule`. `close()` ends it in
 * order: streams, requests at work, then what modules hold.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new DrainingFastifyAdapter(SERVER_OPTIONS, { drainMs: options.drainMs ?? 3_000 });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  const routes = new RouteList(server);
  const access = options.access ?? openAccess();
  followRequests(server);
  guardRequests(server, options.allowedHosts ?? [], access.corsOrigins);
  openToOrigins(server, access.corsOrigins);
  controlAccess(server, access);
  readJsonBodies(server);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.useGlobalFilters(new ProblemFilter((path) => routes.methodsOf(path)));
  adapter.streams = app.get(ShutdownRegistry);
  sendAwayWhenStopping(server, app.get(ReadinessChecks));
  keepAnswers(server, app.get(ServiceStores));
  const metrics = app.get(Metrics);
  metrics.measureRequests(server);
  metrics.watchReadiness(app.get(ReadinessChecks));
  const audit = app.get(AuditTrail);
  audit.keptDays = access.auditKeptDays;
  audit.follow(server);
  logRequests(server, app.get<PinoLogger>(APP_LOGGER));
  return app;
}

/** While the process is about to end, whoever keeps a connection is asked to make its next one elsewhere. */
function sendAwayWhenStopping(server: FastifyInstance, readiness: ReadinessChecks): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.isStopping) void reply.header('connection', 'close');
    done();
  });
}

const SERVER_OPTIONS = {
  bodyLimit: BODY_LIMIT,
  // 64 characters of any script, percent-encoded.
  routerOptions: { maxParamLength: 1_000 },
  // Longer than the 60 s after which common load balancers drop an idle connection: they must be the ones to do it.
  keepAliveTimeout: 65_000,
  // A request must arrive within this time; answers (streams) may take as long as they like.
  requestTimeout: 60_000,
  forceCloseConnections: 'idle',
  trustProxy: false,
  frameworkErrors: (error: unknown, _request: unknown, reply: unknown) =>
    replyWithProblem(reply as never, error),
  clientErrorHandler: refuseUnreadable,
};

const UNREADABLE: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'headers_too_large',
    'URL and headers are longer than 16 KiB. Send fewer parameters at once.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'request_timeout',
    'The request did not arrive in time. Send it again whole.',
  ],
};

/** What arrived is not HTTP that Node can read: there is no request and no reply yet, only the socket. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code, detail] = UNREADABLE[error.code ?? ''] ?? [
    400,
    'invalid_http',
    'This is not a valid HTTP request.',
  ];
  const body = JSON.stringify(problemBody({ status, code, detail }));
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
