import { type DynamicModule, Module } from '@nestjs/common';
import { type LoggingOptions, loggingModule, PlatformModule } from '#platform';
import { InventoryModule, type InventoryModuleOptions } from '../../inventory/src/inventory.module.js';
import { WelcomeController } from './welcome.controller.js';

export interface StandaloneModuleOptions {
  readonly inventory: InventoryModuleOptions;
  readonly logging: LoggingOptions;
}

/** All services in one process, each as it would run by itself. */
@Module({})
export class StandaloneModule {
  static forRoot({ inventory, logging }: StandaloneModuleOptions): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [loggingModule(logging), PlatformModule, InventoryModule.forRoot(inventory)],
      controllers: [WelcomeController],
    };
  }
}
