import type { DynamicModule } from '@nestjs/common';
import type { ServiceConnections, ServiceDefinition } from '#service';
import { InventoryModule } from '../../inventory/src/inventory.module.js';
import { INVENTORY_SERVICE } from '../../inventory/src/service.js';

/** A service as it is put into this process. */
export interface HostedService {
  readonly service: ServiceDefinition;
  /** `env` holds the service's settings, the secrets that services share included. */
  readonly module: (connections: ServiceConnections, env: NodeJS.ProcessEnv) => DynamicModule;
}

/** Every service, in the order in which they are shown. */
export const SERVICES: readonly HostedService[] = [
  { service: INVENTORY_SERVICE, module: (connections) => InventoryModule.forRoot(connections) },
];
