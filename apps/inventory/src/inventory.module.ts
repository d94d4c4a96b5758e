import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
  type Type,
} from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { deadLettersController, MessagingModule, OutboxRelay, type Transport } from '#messaging';
import { pendingMigrations } from '#persistence';
import { IdempotencyStores, keepIdempotencyWeeks, Metrics, ReadinessChecks } from '#platform';
import type { DataSource } from 'typeorm';
import { BatchMetrics } from './batching/batch-metrics.js';
import { StockBatcher } from './batching/stock-batcher.js';
import { countStock } from './features/count-stock/index.js';
import { expireReservations } from './features/expire-reservations/index.js';
import { manageItems } from './features/manage-items/index.js';
import { manageLocations } from './features/manage-locations/index.js';
import { postMovements } from './features/post-movements/index.js';
import { PREFIX } from './features/prefix.js';
import { reconcile } from './features/reconcile/index.js';
import { recordSales } from './features/record-sales/index.js';
import { reserveStock } from './features/reserve-stock/index.js';
import { setSafetyStock } from './features/set-safety-stock/index.js';
import { settlePendingSales } from './features/settle-pending-sales/index.js';
import { showAvailability } from './features/show-availability/index.js';
import { showLedger } from './features/show-ledger/index.js';
import { showLevels } from './features/show-levels/index.js';
import { streamLevels } from './features/stream-levels/index.js';
import { transferStock } from './features/transfer-stock/index.js';
import { INVENTORY, SCHEMA } from './persistence/schema.js';
import { OnLevelChanged } from './subscriptions/on-level-changed.js';
import { OnPosSale } from './subscriptions/on-pos-sale.js';

const FEATURES: readonly { controllers: Type[]; providers: Provider[] }[] = [
  countStock,
  expireReservations,
  manageItems,
  manageLocations,
  postMovements,
  reconcile,
  recordSales,
  reserveStock,
  setSafetyStock,
  settlePendingSales,
  showAvailability,
  showLedger,
  showLevels,
  streamLevels,
  transferStock,
];

const TRANSPORT = Symbol('inventory transport');
const DAY_MS = 86_400_000;

export interface InventoryModuleOptions {
  /** The service's data source, connected and migrated; whoever made it closes it, after the app. */
  readonly dataSource: DataSource;
  /** What carries messages; whoever made it closes it, after the app. */
  readonly transport: Transport;
}

/** The inventory service: everything under `/inventory/v1`, its subscriptions and its timers. */
@Module({})
export class InventoryModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private housekeeping: NodeJS.Timeout | undefined;

  constructor(
    @Inject(getDataSourceToken(INVENTORY)) private readonly dataSource: DataSource,
    @Inject(TRANSPORT) private readonly transport: Transport,
    private readonly batcher: StockBatcher,
    private readonly readiness: ReadinessChecks,
    stores: IdempotencyStores,
  ) {
    stores.register('inventory', { dataSource, schema: SCHEMA });
  }

  static forRoot({ dataSource, transport }: InventoryModuleOptions): DynamicModule {
    const connections = InventoryConnections.of({ dataSource, transport });
    return {
      module: InventoryModule,
      imports: [
        MessagingModule.forService({
          name: 'inventory',
          schema: SCHEMA,
          dataSource: getDataSourceToken(INVENTORY),
          transport: TRANSPORT,
          imports: [connections],
        }),
        connections,
      ],
      controllers: [
        ...FEATURES.flatMap((feature) => feature.controllers),
        OnLevelChanged,
        OnPosSale,
        deadLettersController(PREFIX),
      ],
      providers: [
        ...FEATURES.flatMap((feature) => feature.providers),
        {
          provide: StockBatcher,
          inject: [OutboxRelay, Metrics],
          useFactory: (relay: OutboxRelay, metrics: Metrics) => stockBatcher(dataSource, relay, metrics),
        },
      ],
      exports: [MessagingModule],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    this.readiness.add({
      name: 'inventory.database',
      check: async () => {
        const pending = await pendingMigrations(this.dataSource, { schema: SCHEMA });
        if (pending.length > 0) throw new Error(`waiting for ${pending.length} migrations`);
      },
    });
    this.readiness.add({ name: 'inventory.messages', check: () => this.transport.ping() });
    await keepIdempotencyWeeks(this.dataSource, SCHEMA, new Date());
    this.housekeeping = setInterval(() => {
      keepIdempotencyWeeks(this.dataSource, SCHEMA, new Date()).catch(() => {});
    }, DAY_MS);
    this.housekeeping.unref();
  }

  /** HTTP and subscriptions have ended by now: what they left in the queue is committed before anything else stops. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.housekeeping);
    await this.batcher.stop();
  }
}

/** The two connections that the service and its messaging share. */
@Module({})
class InventoryConnections {
  static of({ dataSource, transport }: InventoryModuleOptions): DynamicModule {
    const providers = [
      { provide: getDataSourceToken(INVENTORY), useValue: dataSource },
      { provide: TRANSPORT, useValue: transport },
    ];
    return { module: InventoryConnections, providers, exports: providers };
  }
}

function stockBatcher(dataSource: DataSource, relay: OutboxRelay, metrics: Metrics): StockBatcher {
  const batcher: StockBatcher = new StockBatcher({
    dataSource,
    onCommitted: () => relay.wake(),
    observe: (batch) => batchMetrics.observe(batch),
  });
  const batchMetrics = new BatchMetrics(metrics.registry, () => batcher.queuedCommands);
  return batcher;
}
