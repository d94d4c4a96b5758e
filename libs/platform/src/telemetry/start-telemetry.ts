import { switchTracing } from './tracing.js';

/** Whether the environment asks for traces, in OpenTelemetry's own words. */
export function tracesAreWanted(env: NodeJS.ProcessEnv): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return false;
  const exporter = env['OTEL_TRACES_EXPORTER'] ?? '';
  if (exporter !== '') return exporter === 'otlp';
  return ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].some(
    (name) => (env[name] ?? '') !== '',
  );
}

/**
 * Begins to send traces by OTLP over HTTP, if `OTEL_EXPORTER_OTLP_ENDPOINT` (or another of OpenTelemetry's settings) asks
 * for it; otherwise nothing of it is even loaded. To be called first, before the database is connected to. The
 * returned function sends what is left.
 */
export async function startTelemetry(
  service: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<() => Promise<void>> {
  if (!tracesAreWanted(env)) return async () => {};
  const { startSdk } = await import('./sdk.js');
  const stop = startSdk(service, env);
  switchTracing(true);
  return async () => {
    switchTracing(false);
    await stop();
  };
}
