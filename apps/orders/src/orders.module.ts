import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { type ServiceConnections, ServiceModule } from '#service';
import type { OrdersSettings } from './config.js';
import { advanceOrders } from './features/advance-orders/index.js';
import { cancelOrder } from './features/cancel-order/index.js';
import { doTasks } from './features/do-tasks/index.js';
import { eraseCustomer } from './features/erase-customer/index.js';
import { placeExchange } from './features/place-exchange/index.js';
import { placeOrder } from './features/place-order/index.js';
import { previewOrder } from './features/preview-order/index.js';
import { showFulfillments } from './features/show-fulfillments/index.js';
import { showKpis } from './features/show-kpis/index.js';
import { showOrders } from './features/show-orders/index.js';
import { streamOrders } from './features/stream-orders/index.js';
import { takeSteps } from './features/take-steps/index.js';
import { network } from './network/index.js';
import { orderProcess } from './process/index.js';
import { ORDERS_SERVICE } from './service.js';
import { SETTINGS } from './settings.js';
import { OnCustomerErased } from './subscriptions/on-customer-erased.js';
import { OnItemChanged } from './subscriptions/on-item-changed.js';
import { OnLevelChanged } from './subscriptions/on-level-changed.js';
import { OnLocationChanged } from './subscriptions/on-location-changed.js';
import { OnOrderNews } from './subscriptions/on-order-news.js';
import { OnOversold } from './subscriptions/on-oversold.js';
import { OnReservation } from './subscriptions/on-reservation.js';
import { OnReturn } from './subscriptions/on-return.js';
import { OnSaleRecorded } from './subscriptions/on-sale-recorded.js';

const FEATURES: readonly { controllers: Type[]; providers: Provider[] }[] = [
  advanceOrders,
  cancelOrder,
  doTasks,
  eraseCustomer,
  placeExchange,
  placeOrder,
  previewOrder,
  showFulfillments,
  showKpis,
  showOrders,
  streamOrders,
  takeSteps,
];

export interface OrdersModuleOptions extends ServiceConnections {
  readonly settings: OrdersSettings;
}

/** The orders service: everything under `/orders/v1`, its subscriptions and its timers. */
@Module({})
export class OrdersModule {
  static forRoot({ settings, ...connections }: OrdersModuleOptions): DynamicModule {
    return ServiceModule.forService(ORDERS_SERVICE, connections, {
      controllers: [
        ...FEATURES.flatMap((feature) => feature.controllers),
        OnCustomerErased,
        OnItemChanged,
        OnLevelChanged,
        OnLocationChanged,
        OnOrderNews,
        OnOversold,
        OnReservation,
        OnReturn,
        OnSaleRecorded,
      ],
      providers: [
        ...FEATURES.flatMap((feature) => feature.providers),
        ...network.providers,
        ...orderProcess.providers,
        { provide: SETTINGS, useValue: settings },
      ],
    });
  }
}
