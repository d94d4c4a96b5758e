import { runService } from '#service';
import { OrdersConfig, ordersSettings } from './config.js';
import { OrdersModule } from './orders.module.js';
import { ORDERS_SERVICE } from './service.js';

runService({
  service: ORDERS_SERVICE,
  config: OrdersConfig,
  module: (connections, config) => OrdersModule.forRoot({ ...connections, settings: ordersSettings(config) }),
});
