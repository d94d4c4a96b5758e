import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { uuidv7 } from '../ids.js';
import type { ProblemData } from './problem-exception.js';
import { problemBody, problemOf } from './problem-of.js';

const logger = new Logger('Problem');

/** Answers with a problem; what nobody foresaw is logged with its stack under an id that the caller is given. */
export function replyWithProblem(reply: FastifyReply, error: unknown): void {
  if (reply.sent || reply.raw.headersSent) {
    // A stream that breaks midway cannot be answered any more; the client sees the connection end.
    reply.raw.destroy();
    return;
  }
  const problem = problemOf(error) ?? unforeseen(error);
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  void reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem)));
}

/** The one place where failures become answers: every one is `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    replyWithProblem(host.switchToHttp().getResponse<FastifyReply>(), error);
  }
}

function unforeseen(error: unknown): ProblemData {
  const instance = `urn:uuid:${uuidv7()}`;
  logger.error(`${instance} ${(error as Error)?.stack ?? String(error)}`);
  return {
    status: 500,
    code: 'internal_error',
    detail: 'Something went wrong on our side and was logged. Send the request again; if it stays so, report the instance.',
    instance,
  };
}
