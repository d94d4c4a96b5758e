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

/** Thrown at the edge of a service to answer with a problem. */
export class ProblemException extends Error {
  constructor(readonly problem: ProblemData) {
    super(`${problem.code}: ${problem.detail}`);
  }
}
