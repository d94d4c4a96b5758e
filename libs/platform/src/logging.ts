import type { DynamicModule } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { uuidv7 } from './ids.js';

export interface LoggingOptions {
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** For people at a terminal instead of machines. */
  readonly pretty?: boolean;
}

/**
 * JSON lines, one per request at most: bodies, query strings and credentials never, successes at `debug` only. A
 * request keeps the id that its caller gave in `X-Request-Id`.
 */
export function loggingModule(options: LoggingOptions): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: options.level,
      ...(options.pretty === true
        ? { transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname,req,res,context', messageFormat: '{if context}{context}: {end}{msg}' } } }
        : {}),
      autoLogging: options.level === 'debug' || options.level === 'trace',
      quietReqLogger: true,
      genReqId: (request: IncomingMessage, response: ServerResponse) => {
        const given = request.headers['x-request-id'];
        const id = typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : uuidv7();
        response.setHeader('x-request-id', id);
        return id;
      },
      customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
        error !== undefined || response.statusCode >= 500 ? 'error' : 'debug',
      serializers: {
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          path: request.url.split('?', 1)[0],
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
  });
}
