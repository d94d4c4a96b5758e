import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { Metrics } from '../metrics/metrics.js';
import { ProblemFilter, replyWithProblem } from '../problems/problem-filter.js';
import { BODY_LIMIT, readJsonBodies } from './json-body.js';
import { guardRequests } from './request-guards.js';

export interface HttpAppOptions {
  /** Host names besides the loopback ones under which we may be addressed. */
  readonly allowedHosts?: readonly string[];
}

/**
 * The HTTP application of a process, ready to `listen`: JSON alone, 8 MiB at most, closed to other origins, every
 * failure a problem. `close()` ends it in order: streams, requests at work, then what modules hold.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // 64 characters of any script, percent-encoded.
    routerOptions: { maxParamLength: 1_000 },
    forceCloseConnections: 'idle',
    keepAliveTimeout: 65_000,
    requestTimeout: 60_000,
    frameworkErrors: (error, _request, reply) => replyWithProblem(reply as never, error),
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  guardRequests(server, options.allowedHosts ?? []);
  readJsonBodies(server);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.useGlobalFilters(new ProblemFilter());
  measureRequests(server, app.get(Metrics));
  return app;
}


function measureRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', async (request, reply) => {
    metrics.httpRequestDuration.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}
