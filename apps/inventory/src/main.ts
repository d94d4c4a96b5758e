import { runService, ServiceConfig } from '#service';
import { InventoryModule } from './inventory.module.js';
import { INVENTORY_SERVICE } from './service.js';

runService({
  service: INVENTORY_SERVICE,
  config: ServiceConfig,
  module: (connections) => InventoryModule.forRoot(connections),
});
