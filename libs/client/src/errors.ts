import type { InventorySchemas } from './schemas.js';

/** RFC 9457 problem details: `code` is stable and meant for programs, `detail` says what to do. */
export type Problem = InventorySchemas['Problem'];

/** The service understood the request and said no. Thrown by `unwrap`, `paged` and `levelStream`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}${fieldsOf(problem)}`);
  }

  /** The stable code, such as `insufficient_stock`. */
  get code(): string {
    return this.problem.code;
  }

  /** The HTTP status. */
  get status(): number {
    return this.problem.status;
  }
}

/**
 * No answer came, however often it was tried; `cause` is what the last try met. What was asked may have been done all the
 * same: to ask again with the same `Idempotency-Key` is safe.
 */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';

  constructor(request: string, tries: number, cause: unknown) {
    super(
      `${request} got no answer${tries === 1 ? '' : ` in ${tries} tries`}: ${reasonOf(cause)}. ` +
        'Is the address right, and does Shelfstream run there?',
      { cause },
    );
  }
}

/** What went wrong on the way, in a few words. (No `instanceof`: what `fetch` throws may come from another realm.) */
export function reasonOf(error: unknown): string {
  const { cause, message } = (error ?? {}) as Failure;
  return cause?.code ?? cause?.errors?.[0]?.code ?? (cause?.message || message || String(error));
}

interface Failure {
  readonly message?: string;
  readonly cause?: { code?: string; message?: string; errors?: { code?: string }[] };
}

const fieldsOf = ({ errors = [] }: Problem): string =>
  errors.length === 0 ? '' : ` (${errors.map(({ path, message }) => `${path} ${message}`).join('; ')})`;

/** The problem that a body holds; a made-up one, `http_<status>`, where something between us answered in its own way. */
export function problemOf(status: number, statusText: string, body: string): Problem {
  const parsed = parse(body);
  if (parsed !== undefined) return parsed;
  return {
    type: 'about:blank',
    title: statusText || 'No problem details',
    status,
    code: `http_${status}`,
    detail: `What answered is not Shelfstream itself, but something in front of it: ${body.slice(0, 200) || 'an empty body'}`,
  };
}

function parse(body: string): Problem | undefined {
  try {
    const value = JSON.parse(body) as Partial<Problem> | null;
    return typeof value?.code === 'string' && typeof value.status === 'number'
      ? (value as Problem)
      : undefined;
  } catch {
    return undefined;
  }
}
