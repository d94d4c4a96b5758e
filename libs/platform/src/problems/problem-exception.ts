/** What a caller is told when the answer is no: the data of a problem, before it is put into words of HTTP. */
export interface ProblemData {
  readonly status: number;
  /** Stable, for programs. */
  readonly code: string;
  /** What to do about it. */
  readonly detail: string;
  /** Seconds after which to try again, for the `Retry-After` header. */
  readonly retryAfter?: number;
  readonly [extra: string]: unknown;
}

/**
 * Thrown at the edge of a service to answer with a problem. It is no fault and records no stack: refusals are everyday
 * business when the last unit of a hot item is gone, and stacks are not free.
 */
export class ProblemException extends Error {
  override readonly name = 'ProblemException';

  constructor(readonly problem: ProblemData) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(`${problem.code}: ${problem.detail}`);
    Error.stackTraceLimit = limit;
  }
}
