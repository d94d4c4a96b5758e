import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { kafkaConnection, KafkaTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { databaseUrl } from '#persistence';
import {
  accessBy,
  ConfigError,
  createHttpApp,
  createLogger,
  loggingModule,
  mountDocs,
  nestLoggerOf,
  PlatformModule,
  ReadinessChecks,
  readConfig,
  startTelemetry,
  type StopStep,
  stopInOrder,
  stopSignal,
  WaitingRoom,
} from '#platform';
import type { z } from 'zod';
import { createServiceDataSource, docsOf, type ServiceDefinition } from './definition.js';
import { databasePrerequisite, messagesPrerequisite } from './prerequisites.js';
import type { ServiceConfig } from './service-config.js';
import type { ServiceConnections } from './service-module.js';
import { startWhenMet } from './start-when-met.js';

/** Requests at work are given so long to end, in milliseconds. */
const DRAIN_MS = 8_000;

@Module({})
class ServiceApp {}

/** A service and how it is put together. */
export interface RunnableService<C extends ServiceConfig> {
  readonly service: ServiceDefinition;
  /** What it reads from its environment: `ServiceConfig`, extended by its own settings. */
  readonly config: z.ZodType<C>;
  readonly module: (connections: ServiceConnections, config: C) => DynamicModule;
}

/**
 * Runs a service as a process of its own, on PostgreSQL and Kafka, until SIGTERM; then the process ends.
 *
 * It listens at once and is alive. It is ready when its schema and its topics are there, which it brings about itself or
 * waits for (`MIGRATE_ON_START`, `CREATE_TOPICS_ON_START`), for as long as it takes. At SIGTERM it is not ready any more,
 * goes on serving for `SHUTDOWN_DELAY_MS`, then ends requests, streams and batches, commits, leaves its groups, and
 * closes its connections.
 */
export function runService<C extends ServiceConfig>(runnable: RunnableService<C>): void {
  // From the first moment: as process 1 of a container, nothing else would take the signal.
  const stopped = stopSignal();
  run(runnable, stopped).then(
    (status) => process.exit(status),
    (error: unknown) => {
      console.error(error instanceof ConfigError ? error.message : error);
      process.exit(1);
    },
  );
}

async function run<C extends ServiceConfig>(
  { service, config: schema, module }: RunnableService<C>,
  stopped: Promise<NodeJS.Signals>,
): Promise<number> {
  const config = readConfig(schema);
  let access = accessBy(config, config.HOST);
  const logger = createLogger({ level: config.LOG_LEVEL, service: service.name });
  const log = logger.child({ context: 'Process' });
  // Until the service itself logs: each wait is said once, in words, and not once more by every connection that fails.
  Logger.overrideLogger(nestLoggerOf(logger, 'debug'));

  const room = await WaitingRoom.open(config.HOST, config.PORT);
  const stopTelemetry = await startTelemetry(service.name);
  const dataSource = createServiceDataSource(service, { url: databaseUrl(config) });
  const transport = new KafkaTransport({
    clientId: service.name,
    ...kafkaConnection(config),
    sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
  });
  const connections: StopStep[] = [
    { name: 'The waiting room', stop: () => room.close(), withinMs: 1_000 },
    { name: 'The transport', stop: () => transport.close(), withinMs: 8_000 },
    {
      name: 'The database connections',
      stop: () => (dataSource.isInitialized ? dataSource.destroy() : undefined),
      withinMs: 2_000,
    },
    { name: 'Traces', stop: stopTelemetry, withinMs: 2_000 },
  ];

  const assemble = async (): Promise<NestFastifyApplication> => {
    const imports = [
      loggingModule({ level: config.LOG_LEVEL, service: service.name }),
      PlatformModule,
      module({ dataSource, transport }, config),
    ];
    const app = await createHttpApp(
      { module: ServiceApp, imports },
      { allowedHosts: config.ALLOWED_HOSTS, access, drainMs: DRAIN_MS },
    );
    try {
      mountDocs(app, docsOf(service));
      const createTopics = config.CREATE_TOPICS_ON_START;
      const messaging = new ServiceMessagingServer([app.get(ServiceMessaging)], { createTopics });
      app.connectMicroservice({ strategy: messaging });
      await app.startAllMicroservices();
      await app.init();
      return app;
    } catch (error) {
      await app.close().catch(() => {});
      // It ended with the app.
      access = accessBy(config, config.HOST);
      throw error;
    }
  };

  for (const warning of access.warnings) log.warn(warning);
  log.info(`${service.name} listens on ${config.HOST}:${room.port}`);
  const app = await startWhenMet({
    prerequisites: [
      databasePrerequisite(service, dataSource, {
        migrate: config.MIGRATE_ON_START,
        ran: (migrations) => log.info({ migrations }, `Ran ${migrations.length} migrations`),
      }),
      messagesPrerequisite(service, transport, { create: config.CREATE_TOPICS_ON_START }),
    ],
    room,
    log,
    stopped,
    start: assemble,
  });
  if (app === undefined) return end(connections);

  const { port } = room;
  await room.close();
  await app.listen(port, config.HOST);
  log.info(`${service.name} is started`);

  const signal = await stopped;
  log.info(`Stopping (${signal})`);
  app.get(ReadinessChecks).stop();
  await pause(config.SHUTDOWN_DELAY_MS);
  return end([{ name: 'HTTP and the service', stop: () => app.close(), withinMs: 18_000 }, ...connections]);

  async function end(steps: readonly StopStep[]): Promise<number> {
    const failed = await stopInOrder(steps, (line) => log.error(line));
    log.info(failed.length === 0 ? 'Stopped' : 'Stopped, but not cleanly');
    return failed.length === 0 ? 0 : 1;
  }
}
