import {
  type DynamicModule,
  Inject,
  Module,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { deadLettersController, MessagingModule, operationsController, type Transport } from '#messaging';
import {
  auditController,
  AuditTrail,
  keepIdempotencyWeeks,
  Metrics,
  ReadinessChecks,
  ServiceStores,
} from '#platform';
import type { DataSource } from 'typeorm';
import { prefixOf, type ServiceDefinition } from './definition.js';
import { watchPool } from './metrics.js';
import { brokerAnswers, databaseCheckOf, messagesCheckOf, migrationsAreThere } from './prerequisites.js';

const DEFINITION = Symbol('service definition');
const DATA_SOURCE = Symbol('service data source');
const TRANSPORT = Symbol('service transport');
const DAY_MS = 86_400_000;

/** What a service runs on. */
export interface ServiceConnections {
  /** The service's data source, connected and migrated; whoever made it closes it, after the app. */
  readonly dataSource: DataSource;
  /** What carries messages; whoever made it closes it, after the app. */
  readonly transport: Transport;
}

/** What is a service's own. */
export type ServiceParts = Pick<ModuleMetadata, 'imports' | 'controllers' | 'providers'> & {
  /** Which cell of the service this is, where its data is parted over several databases. */
  readonly cell?: string | undefined;
};

/**
 * The frame of a service: its connections (`@InjectDataSource(<name>)`), outbox and subscriptions (`OutboxRelay`,
 * `DeadLetters`, `ServiceMessaging`), dead letters and the state of messages over HTTP, answers under idempotency keys,
 * readiness. Several services in one process each have their own.
 */
@Module({})
export class ServiceModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private housekeeping: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DEFINITION) private readonly service: ServiceDefinition,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(TRANSPORT) private readonly transport: Transport,
    private readonly readiness: ReadinessChecks,
    stores: ServiceStores,
    private readonly audit: AuditTrail,
    metrics: Metrics,
  ) {
    watchPool(metrics, service.name, dataSource);
    stores.register(service.name, { dataSource, schema: service.name });
  }

  static forService(
    service: ServiceDefinition,
    connections: ServiceConnections,
    { imports = [], controllers = [], providers = [], cell }: ServiceParts,
  ): DynamicModule {
    const own = ServiceFoundation.of(service, connections);
    const messaging = MessagingModule.forService({
      name: service.name,
      schema: service.name,
      dataSource: DATA_SOURCE,
      transport: TRANSPORT,
      imports: [own],
      cell,
    });
    return {
      module: ServiceModule,
      imports: [own, messaging, ...imports],
      controllers: [
        ...controllers,
        deadLettersController(prefixOf(service)),
        operationsController(prefixOf(service)),
        auditController(prefixOf(service)),
      ],
      providers,
      exports: [messaging],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    this.readiness.add({
      name: databaseCheckOf(this.service),
      check: () => migrationsAreThere(this.service, this.dataSource),
    });
    this.readiness.add({
      name: messagesCheckOf(this.service),
      check: () => brokerAnswers(this.transport),
    });
    await this.keepWeeks();
    this.housekeeping = setInterval(() => void this.keepWeeks().catch(() => {}), DAY_MS);
    this.housekeeping.unref();
  }

  /** Old weeks of what the platform keeps for the service go; those to come are made. */
  private async keepWeeks(): Promise<void> {
    const [store, now] = [{ dataSource: this.dataSource, schema: this.service.name }, new Date()];
    await keepIdempotencyWeeks(store.dataSource, store.schema, now);
    await this.audit.keepWeeks(store, now);
  }

  onApplicationShutdown(): void {
    clearInterval(this.housekeeping);
  }
}

/** What the service and its messaging share: its name and the two connections. */
@Module({})
class ServiceFoundation {
  static of(service: ServiceDefinition, { dataSource, transport }: ServiceConnections): DynamicModule {
    const providers = [
      { provide: DEFINITION, useValue: service },
      { provide: DATA_SOURCE, useValue: dataSource },
      { provide: getDataSourceToken(service.name), useValue: dataSource },
      { provide: TRANSPORT, useValue: transport },
    ];
    return { module: ServiceFoundation, providers, exports: providers };
  }
}
