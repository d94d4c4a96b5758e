import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { type ServiceConnections, ServiceModule } from '#service';
import type { OrdersSettings } from './config.js';
import { previewOrder } from './features/preview-order/index.js';
import { network } from './network/index.js';
import { ORDERS_SERVICE } from './service.js';
import { SETTINGS } from './settings.js';
import { OnItemChanged } from './subscriptions/on-item-changed.js';
import { OnLevelChanged } from './subscriptions/on-level-changed.js';
import { OnLocationChanged } from './subscriptions/on-location-changed.js';

const FEATURES: readonly { controllers: Type[]; providers: Provider[] }[] = [previewOrder];

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
        OnItemChanged,
        OnLevelChanged,
        OnLocationChanged,
      ],
      providers: [
        ...FEATURES.flatMap((feature) => feature.providers),
        ...network.providers,
        { provide: SETTINGS, useValue: settings },
      ],
    });
  }
}
