import type { DynamicModule } from '@nestjs/common';
import { readConfig } from '#platform';
import type { ServiceConnections, ServiceDefinition } from '#service';
import { InventoryModule } from '../../inventory/src/inventory.module.js';
import { INVENTORY_SERVICE } from '../../inventory/src/service.js';
import { NotificationsEnvironment, notificationsSettings } from '../../notifications/src/config.js';
import { NotificationsModule } from '../../notifications/src/notifications.module.js';
import { NOTIFICATIONS_SERVICE } from '../../notifications/src/service.js';
import { OrdersEnvironment, ordersSettings } from '../../orders/src/config.js';
import { OrdersModule } from '../../orders/src/orders.module.js';
import { ORDERS_SERVICE } from '../../orders/src/service.js';
import { ReturnsEnvironment, returnsSettings } from '../../returns/src/config.js';
import { ReturnsModule } from '../../returns/src/returns.module.js';
import { RETURNS_SERVICE } from '../../returns/src/service.js';

/** A service as it is put into this process. */
export interface HostedService {
  readonly service: ServiceDefinition;
  /** `env` holds the service's settings, the secrets that services share included. */
  readonly module: (connections: ServiceConnections, env: NodeJS.ProcessEnv) => DynamicModule;
}

/** Every service, in the order in which they are shown. */
export const SERVICES: readonly HostedService[] = [
  { service: INVENTORY_SERVICE, module: (connections) => InventoryModule.forRoot(connections) },
  {
    service: ORDERS_SERVICE,
    module: (connections, env) =>
      OrdersModule.forRoot({ ...connections, settings: ordersSettings(readConfig(OrdersEnvironment, env)) }),
  },
  {
    service: RETURNS_SERVICE,
    module: (connections, env) =>
      ReturnsModule.forRoot({
        ...connections,
        settings: returnsSettings(readConfig(ReturnsEnvironment, env)),
      }),
  },
  {
    service: NOTIFICATIONS_SERVICE,
    module: (connections, env) => {
      const config = readConfig(NotificationsEnvironment, env);
      return NotificationsModule.forRoot({ ...connections, settings: notificationsSettings(config) });
    },
  },
];
