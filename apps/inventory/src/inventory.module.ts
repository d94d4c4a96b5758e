import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { OutboxRelay } from '#messaging';
import { Metrics } from '#platform';
import { type ServiceConnections, ServiceModule } from '#service';
import type { DataSource } from 'typeorm';
import { BatchMetrics } from './batching/batch-metrics.js';
import { StockBatcher } from './batching/stock-batcher.js';
import { keepToCell } from './cells/keep-to-cell.js';
import { MessagesOfCell } from './cells/messages-of-cell.js';
import { Cells } from './domain/cells.js';
import { countStock } from './features/count-stock/index.js';
import { expireReservations } from './features/expire-reservations/index.js';
import { manageItems } from './features/manage-items/index.js';
import { manageLocations } from './features/manage-locations/index.js';
import { postMovements } from './features/post-movements/index.js';
import { reconcile } from './features/reconcile/index.js';
import { recordSales } from './features/record-sales/index.js';
import { reserveStock } from './features/reserve-stock/index.js';
import { serveRequests } from './features/serve-requests/index.js';
import { setSafetyStock } from './features/set-safety-stock/index.js';
import { settlePendingSales } from './features/settle-pending-sales/index.js';
import { showAvailability } from './features/show-availability/index.js';
import { showLedger } from './features/show-ledger/index.js';
import { showLevels } from './features/show-levels/index.js';
import { showOversold } from './features/show-oversold/index.js';
import { showThroughput } from './features/show-throughput/index.js';
import { streamLevels } from './features/stream-levels/index.js';
import { tellCatalogue } from './features/tell-catalogue/index.js';
import { transferStock } from './features/transfer-stock/index.js';
import { InventoryGauges } from './inventory-gauges.js';
import { INVENTORY_SERVICE } from './service.js';
import { OnCustomerErased } from './subscriptions/on-customer-erased.js';
import { OnItemChanged } from './subscriptions/on-item-changed.js';
import { OnLevelChanged } from './subscriptions/on-level-changed.js';
import { OnPosSale } from './subscriptions/on-pos-sale.js';
import { OnRequest } from './subscriptions/on-request.js';

const FEATURES: readonly { controllers: Type[]; providers: Provider[] }[] = [
  countStock,
  expireReservations,
  manageItems,
  manageLocations,
  postMovements,
  reconcile,
  recordSales,
  reserveStock,
  serveRequests,
  setSafetyStock,
  settlePendingSales,
  showAvailability,
  showLedger,
  showLevels,
  showOversold,
  showThroughput,
  streamLevels,
  tellCatalogue,
  transferStock,
];

/** The inventory service: everything under `/inventory/v1`, its subscriptions and its timers. */
@Module({})
export class InventoryModule {
  /** With `cells`, it serves one of them alone. */
  static forRoot(connections: ServiceConnections, cells: Cells = Cells.ONE): DynamicModule {
    return ServiceModule.forService(INVENTORY_SERVICE, connections, {
      controllers: [
        ...FEATURES.flatMap((feature) => feature.controllers),
        OnCustomerErased,
        OnLevelChanged,
        OnPosSale,
        OnRequest,
        ...(cells.own === undefined ? [] : [OnItemChanged]),
      ],
      providers: [
        ...FEATURES.flatMap((feature) => feature.providers),
        InventoryGauges,
        MessagesOfCell,
        { provide: Cells, useFactory: () => keepToCell(connections.dataSource, cells) },
        {
          provide: StockBatcher,
          inject: [OutboxRelay, Metrics, Cells],
          useFactory: (relay: OutboxRelay, metrics: Metrics, own: Cells) =>
            stockBatcher(connections.dataSource, own, relay, metrics),
        },
      ],
      cell: cells.own?.name,
    });
  }
}

function stockBatcher(
  dataSource: DataSource,
  cells: Cells,
  relay: OutboxRelay,
  metrics: Metrics,
): StockBatcher {
  const batchMetrics = new BatchMetrics(metrics);
  const batcher = new StockBatcher({
    dataSource,
    cells,
    onCommitted: () => relay.wake(),
    observe: (batch) => batchMetrics.observe(batch),
    turnedAway: () => batchMetrics.turnedAway(),
  });
  batchMetrics.watch(metrics, batcher);
  return batcher;
}
