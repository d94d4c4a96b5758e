import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who sends a request, as far as idempotency keys of different callers must not meet. */
export abstract class CallerResolver {
  abstract callerOf(request: FastifyRequest): string;
}

/** On loopback there is one caller: whoever sits at this machine. */
@Injectable()
export class LocalCaller extends CallerResolver {
  callerOf(): string {
    return 'local';
  }
}
