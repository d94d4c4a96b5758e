import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit/audit-trail.js';
import { Clock, SystemClock } from './clock.js';
import { HealthController } from './health/health.controller.js';
import { ReadinessChecks } from './health/readiness.js';
import { ShutdownRegistry } from './http/shutdown-registry.js';
import { ServiceStores } from './service-stores.js';
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
    ServiceStores,
    AuditTrail,
    ShutdownRegistry,
  ],
  exports: [Metrics, ReadinessChecks, Clock, ServiceStores, AuditTrail, ShutdownRegistry],
})
export class PlatformModule {}
