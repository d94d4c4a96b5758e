import { runService } from '#service';
import { InventoryConfig } from './config.js';
import { InventoryModule } from './inventory.module.js';
import { INVENTORY_SERVICE } from './service.js';

runService({
  service: INVENTORY_SERVICE,
  config: InventoryConfig,
  module: (connections, { cells }) => InventoryModule.forRoot(connections, cells),
});
