import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { HealthController } from './health/health.controller.js';
import { ReadinessChecks } from './health/readiness.js';
import { ShutdownRegistry } from './http/shutdown-registry.js';
import { IdempotencyStores } from './idempotency/stores.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';

/** What every process has once, however many services it hosts: health, metrics, the clock. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    Metrics,
    ReadinessChecks,
    { provide: Clock, useClass: SystemClock },
    IdempotencyStores,
    ShutdownRegistry,
  ],
  exports: [Metrics, ReadinessChecks, Clock, IdempotencyStores, ShutdownRegistry],
})
export class PlatformModule {}
