import { type DynamicModule, Module } from '@nestjs/common';
import { type LoggingOptions, loggingModule, PlatformModule } from '#platform';
import { WelcomeController } from './welcome.controller.js';

export interface StandaloneModuleOptions {
  readonly services: readonly DynamicModule[];
  readonly logging: LoggingOptions;
}

/** All services in one process, each as it would run by itself. */
@Module({})
export class StandaloneModule {
  static forRoot({ services, logging }: StandaloneModuleOptions): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [loggingModule(logging), PlatformModule, ...services],
      controllers: [WelcomeController],
    };
  }
}
