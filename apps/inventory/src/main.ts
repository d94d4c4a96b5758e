import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { TOPICS } from '#contracts';
import { KafkaTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { runMigrations } from '#persistence';
import {
  ConfigError,
  createHttpApp,
  loggingModule,
  mountDocs,
  PlatformModule,
  readConfig,
  stopInOrder,
  stopSignal,
} from '#platform';
import { InventoryConfig } from './config.js';
import { INVENTORY_DOCS } from './docs.js';
import { InventoryModule } from './inventory.module.js';
import { createInventoryDataSource } from './persistence/data-source.js';
import { SCHEMA } from './persistence/schema.js';

@Module({})
class InventoryApp {}

/** The inventory service as a process of its own, on PostgreSQL and Kafka, until SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(InventoryConfig);
  const dataSource = createInventoryDataSource({ url: config.DATABASE_URL });
  await dataSource.initialize();
  await runMigrations(dataSource, { schema: SCHEMA });
  const transport = new KafkaTransport({ clientId: 'inventory', brokers: config.KAFKA_BROKERS });
  await transport.ensureTopics(TOPICS);
  const app = await createHttpApp(
    {
      module: InventoryApp,
      imports: [
        loggingModule({ level: config.LOG_LEVEL }),
        PlatformModule,
        InventoryModule.forRoot({ dataSource, transport }),
      ],
    },
    { allowedHosts: config.ALLOWED_HOSTS },
  );
  mountDocs(app, INVENTORY_DOCS);
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
  process.exit(failed.length === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
