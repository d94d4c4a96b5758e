import { createRequire } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK, resources, type tracing } from '@opentelemetry/sdk-node';

/** A statement is known by its beginning; the longest have thousands of characters. */
const LONGEST_ATTRIBUTE = 1_000;

/** Loaded only where traces are wanted. Sampling, batching and headers are set as OpenTelemetry's `OTEL_…` say. */
export function startSdk(service: string, env: NodeJS.ProcessEnv): () => Promise<void> {
  const sdk = new NodeSDK({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES stand above ours.
    ...((env['OTEL_SERVICE_NAME'] ?? '') === '' ? { serviceName: `shelfstream-${service}` } : {}),
    resource: resources.resourceFromAttributes({ 'service.namespace': 'shelfstream' }),
    // Not the process detector: it tells the command line and the user.
    resourceDetectors: [resources.hostDetector, resources.envDetector],
    traceExporter: new WithoutMessages(new OTLPTraceExporter()),
    ...(env['OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'] === undefined
      ? { spanLimits: { attributeValueLengthLimit: LONGEST_ATTRIBUTE } }
      : {}),
    // Metrics go to Prometheus, and logs to the standard output.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new PgInstrumentation({
        // Parameters are people's and shops' own.
        enhancedDatabaseReporting: false,
        // The looks of timers that find nothing are no traces.
        requireParentSpan: true,
        ignoreConnectSpans: true,
      }),
    ],
  });
  sdk.start();
  // It takes hold of the client when that is required; ours was imported before.
  createRequire(import.meta.url)('pg');
  return () => sdk.shutdown();
}

/** PostgreSQL's messages may quote the value that they are about: traces have its code. */
class WithoutMessages implements tracing.SpanExporter {
  constructor(private readonly exporter: tracing.SpanExporter) {}

  export(spans: tracing.ReadableSpan[], done: Parameters<tracing.SpanExporter['export']>[1]): void {
    for (const span of spans) delete span.status.message;
    this.exporter.export(spans, done);
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve();
  }
}
