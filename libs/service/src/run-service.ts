import 'reflect-metadata';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { TOPICS } from '#contracts';
import { kafkaConnection, KafkaTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { databaseUrl, runMigrations } from '#persistence';
import {
  accessBy,
  ConfigError,
  createHttpApp,
  loggingModule,
  mountDocs,
  PlatformModule,
  readConfig,
  stopInOrder,
  stopSignal,
} from '#platform';
import type { z } from 'zod';
import { createServiceDataSource, docsOf, type ServiceDefinition } from './definition.js';
import type { ServiceConfig } from './service-config.js';
import type { ServiceConnections } from './service-module.js';

@Module({})
class ServiceApp {}

/** A service and how it is put together. */
export interface RunnableService<C extends ServiceConfig> {
  readonly service: ServiceDefinition;
  /** What it reads from its environment: `ServiceConfig`, extended by its own settings. */
  readonly config: z.ZodType<C>;
  readonly module: (connections: ServiceConnections, config: C) => DynamicModule;
}

/** Runs a service as a process of its own, on PostgreSQL and Kafka, until SIGTERM; then the process ends. */
export function runService<C extends ServiceConfig>(runnable: RunnableService<C>): void {
  run(runnable).then(
    (status) => process.exit(status),
    (error: unknown) => {
      console.error(error instanceof ConfigError ? error.message : error);
      process.exit(1);
    },
  );
}

async function run<C extends ServiceConfig>({
  service,
  config: schema,
  module,
}: RunnableService<C>): Promise<number> {
  const config = readConfig(schema);
  const access = accessBy(config, config.HOST);
  const dataSource = createServiceDataSource(service, { url: databaseUrl(config) });
  await dataSource.initialize();
  await runMigrations(dataSource, { schema: service.name });
  const transport = new KafkaTransport({
    clientId: service.name,
    ...kafkaConnection(config),
    sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
  });
  await transport.ensureTopics(TOPICS);
  const imports = [
    loggingModule({ level: config.LOG_LEVEL }),
    PlatformModule,
    module({ dataSource, transport }, config),
  ];
  const app = await createHttpApp(
    { module: ServiceApp, imports },
    { allowedHosts: config.ALLOWED_HOSTS, access },
  );
  for (const warning of access.warnings) new Logger('Access').warn(warning);
  mountDocs(app, docsOf(service));
  app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);

  await stopSignal();
  const failed = await stopInOrder(
    [
      { name: 'HTTP and the service', stop: () => app.close(), withinMs: 10_000 },
      { name: 'The transport', stop: () => transport.close(), withinMs: 5_000 },
      { name: 'The database connections', stop: () => dataSource.destroy(), withinMs: 2_000 },
    ],
    (line) => console.error(line),
  );
  return failed.length === 0 ? 0 : 1;
}
