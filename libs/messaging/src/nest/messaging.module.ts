import { type DynamicModule, type InjectionToken, Module, type ModuleMetadata } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { RetryPolicy } from '../consume/group-consumer.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { OutboxRelay } from '../outbox/relay.js';
import type { Transport } from '../transport/transport.js';
import { MessagingMetrics } from './messaging-metrics.js';
import { ServiceMessaging } from './service-messaging.js';

export interface MessagingModuleOptions {
  /** The service's name: the first part of its consumer groups and of its events' source. */
  readonly name: string;
  /** The schema that holds its outbox, inbox and dead letters. */
  readonly schema: string;
  /** Token of the service's TypeORM `DataSource`. */
  readonly dataSource: InjectionToken;
  /** Token of the `Transport`. */
  readonly transport: InjectionToken;
  /** Modules that export the two, unless they are global. */
  readonly imports?: ModuleMetadata['imports'];
  readonly retry?: RetryPolicy;
  /** Which cell of the service this is, where its data is parted over several. */
  readonly cell?: string | undefined;
}

/** Provides a service's `OutboxRelay`, `DeadLetters` and `ServiceMessaging`; the relay runs as long as the app does. */
@Module({})
export class MessagingModule {
  static forService(options: MessagingModuleOptions): DynamicModule {
    const { name, schema, retry, cell } = options;
    return {
      module: MessagingModule,
      imports: options.imports ?? [],
      providers: [
        {
          provide: ServiceMessaging,
          inject: [options.dataSource, options.transport],
          useFactory: (dataSource: DataSource, transport: Transport) =>
            new ServiceMessaging({ name, schema, dataSource, transport, retry, cell }),
        },
        {
          provide: OutboxRelay,
          inject: [ServiceMessaging],
          useFactory: (own: ServiceMessaging) => own.relay,
        },
        {
          provide: DeadLetters,
          inject: [ServiceMessaging],
          useFactory: (own: ServiceMessaging) => own.deadLetters,
        },
        MessagingMetrics,
      ],
      exports: [ServiceMessaging, OutboxRelay, DeadLetters],
    };
  }
}
