import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { type ServiceConnections, ServiceModule } from '#service';
import type { ReturnsSettings } from './config.js';
import { authorizeReturn } from './features/authorize-return/index.js';
import { countTillReturns } from './features/count-till-returns/index.js';
import { endReturn } from './features/end-return/index.js';
import { followUp } from './features/follow-up/index.js';
import { receiveReturn } from './features/receive-return/index.js';
import { recordSales } from './features/record-sales/index.js';
import { SETTINGS } from './features/settings.js';
import { settleRefund } from './features/settle-refund/index.js';
import { showKpis } from './features/show-kpis/index.js';
import { showPurchases } from './features/show-purchases/index.js';
import { showReturnable } from './features/show-returnable/index.js';
import { showReturns } from './features/show-returns/index.js';
import { streamReturns } from './features/stream-returns/index.js';
import { ReturnMetrics } from './return-metrics.js';
import { RETURNS_SERVICE } from './service.js';
import { OnCustomerErased } from './subscriptions/on-customer-erased.js';
import { OnItemChanged } from './subscriptions/on-item-changed.js';
import { OnLocationChanged } from './subscriptions/on-location-changed.js';
import { OnOrderEvent } from './subscriptions/on-order-event.js';
import { OnRefundSettled } from './subscriptions/on-refund-settled.js';
import { OnReturnNews } from './subscriptions/on-return-news.js';
import { OnSaleRecorded } from './subscriptions/on-sale-recorded.js';

const FEATURES: readonly { controllers: Type[]; providers: Provider[] }[] = [
  authorizeReturn,
  countTillReturns,
  endReturn,
  followUp,
  receiveReturn,
  recordSales,
  settleRefund,
  showKpis,
  showPurchases,
  showReturnable,
  showReturns,
  streamReturns,
];

export interface ReturnsModuleOptions extends ServiceConnections {
  readonly settings: ReturnsSettings;
}

/** The returns service: everything under `/returns/v1`, its subscriptions and its timers. */
@Module({})
export class ReturnsModule {
  static forRoot({ settings, ...connections }: ReturnsModuleOptions): DynamicModule {
    return ServiceModule.forService(RETURNS_SERVICE, connections, {
      controllers: [
        ...FEATURES.flatMap((feature) => feature.controllers),
        OnCustomerErased,
        OnItemChanged,
        OnLocationChanged,
        OnOrderEvent,
        OnRefundSettled,
        OnReturnNews,
        OnSaleRecorded,
      ],
      providers: [
        ...FEATURES.flatMap((feature) => feature.providers),
        { provide: SETTINGS, useValue: settings },
        ReturnMetrics,
      ],
    });
  }
}
