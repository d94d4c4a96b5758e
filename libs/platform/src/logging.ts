import type { DynamicModule, LoggerService } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import { spanContextNow } from './telemetry/tracing.js';
import { workContext } from './telemetry/work-context.js';

export interface LoggingOptions {
  /** The least that is written. `silent` for tests. */
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whose lines they are where the work at hand does not say it: several services may share a process. */
  readonly service?: string;
  /** For people at a terminal instead of machines. */
  readonly pretty?: boolean;
  /** Where lines go instead of stdout. */
  readonly destination?: DestinationStream;
}

/** The app's own pino logger, for what must not pay for Nest's. */
export const APP_LOGGER = Symbol('application logger');

/**
 * Nest's logger, and `APP_LOGGER`: JSON lines with the ids of the work at hand, at most one per request of its own
 * (see `logRequests`). Bodies, query strings and credentials are never written.
 */
export function loggingModule(options: LoggingOptions): DynamicModule {
  const logger = createLogger(options);
  // No route of nestjs-pino's own: its middleware makes a logger per request, which costs more than most requests.
  const module = LoggerModule.forRoot({ pinoHttp: { logger }, forRoutes: [] });
  const provider = { provide: APP_LOGGER, useValue: logger };
  return {
    ...module,
    providers: [...(module.providers ?? []), provider],
    exports: [...(module.exports ?? []), APP_LOGGER],
  };
}

const SECRETS = ['authorization', 'cookie', 'set-cookie', 'proxy-authorization', 'x-api-key'];

/** A logger as `loggingModule` makes it, for what runs outside of Nest. */
export function createLogger({ level, pretty: forPeople, destination, service }: LoggingOptions): Logger {
  const settings: LoggerOptions = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => idsOfTheWork(service),
    redact: {
      paths: ['headers', 'req.headers', 'res.headers'].flatMap((at) =>
        SECRETS.map((name) => `${at}["${name}"]`),
      ),
      censor: '[secret]',
    },
  };
  if (forPeople !== true) return destination === undefined ? pino(settings) : pino(settings, destination);
  const lines = pretty({
    singleLine: true,
    ignore: 'pid,hostname,context,service,requestId,correlationId,callerId,traceId,spanId',
    messageFormat: '{if context}{context}: {end}{msg}',
    sync: true,
    ...(destination === undefined ? {} : { destination }),
  });
  return pino(settings, lines);
}

/** For what logs through Nest while no app does: everything at one level, in the logger's own form. */
export function nestLoggerOf(logger: Logger, level: 'debug' | 'info'): LoggerService {
  const write = (message: unknown, ...more: unknown[]): void => {
    const context = more.at(-1);
    logger[level](typeof context === 'string' ? { context } : {}, String(message));
  };
  return { log: write, error: write, warn: write, debug: write, verbose: write, fatal: write };
}

/** What every line says of the work at hand; what is not known is left out. */
function idsOfTheWork(ofProcess: string | undefined): Record<string, string | undefined> {
  const { service = ofProcess, requestId, correlationId, caller } = workContext() ?? {};
  const span = spanContextNow();
  return {
    service,
    requestId,
    correlationId,
    callerId: caller?.id,
    traceId: span?.traceId,
    spanId: span?.spanId,
  };
}
