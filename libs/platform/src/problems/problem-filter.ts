import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uuidv7 } from '../ids.js';
import type { ProblemData } from './problem-exception.js';
import { problemBody, problemOf } from './problem-of.js';

const logger = new Logger('Problem');

/** The one place where failures become answers: every one is `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param methodsOf the methods that a path takes, which tells 405 from 404 */
  constructor(private readonly methodsOf: (path: string) => readonly string[] = () => []) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (request.raw.destroyed && !request.raw.complete) {
      // Nobody reads the answer; told apart so that it counts neither as our failure nor as the database's.
      sendProblem(reply, {
        status: 400,
        code: 'request_aborted',
        detail: 'The request was not sent to its end.',
      });
      return;
    }
    if (!reply.sent && request.is404 && (error as { status?: unknown })?.status === 404) {
      sendProblem(reply, this.notThere(request, reply));
      return;
    }
    replyWithProblem(reply, error);
  }

  private notThere(request: FastifyRequest, reply: FastifyReply): ProblemData {
    const methods = this.methodsOf(request.url.split('?', 1)[0] ?? '/');
    if (methods.length === 0) {
      const detail = 'There is nothing at this path. The routes of a service are listed at <prefix>/docs.';
      return { status: 404, code: 'not_found', detail };
    }
    void reply.header('allow', methods.join(', '));
    const detail = `This path does not take ${request.method}, but ${methods.join(', ')}.`;
    return { status: 405, code: 'method_not_allowed', detail };
  }
}

/** Answers with a problem; what nobody foresaw is logged with its stack under an id that the caller is given. */
export function replyWithProblem(reply: FastifyReply, error: unknown): void {
  if (reply.sent || reply.raw.headersSent) {
    // A stream that breaks midway cannot be answered any more; the client sees the connection end.
    logger.error(`an answer broke off: ${stackOf(error)}`);
    reply.raw.destroy();
    return;
  }
  const problem = problemOf(error) ?? unforeseen(error);
  sendProblem(reply, problem);
}

function sendProblem(reply: FastifyReply, problem: ProblemData): void {
  reply.request.problemCode = problem.code;
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  void reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem)));
}

function unforeseen(error: unknown): ProblemData {
  const instance = `urn:uuid:${uuidv7()}`;
  logger.error(`${instance} ${stackOf(error)}`);
  return {
    status: 500,
    code: 'internal_error',
    detail:
      'Something went wrong on our side and was logged. Send the request again; if it stays so, report the instance.',
    instance,
  };
}

const stackOf = (error: unknown): string => (error as Error | undefined)?.stack ?? String(error);

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that the request was answered with, for its log line. */
    problemCode?: string;
  }
}
