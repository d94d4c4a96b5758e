import { ProblemException } from '#platform';
import { type Outcome, refused } from '../domain/refusal.js';

/** Refusals that are not a conflict with a business rule (409) but speak of a thing that is not there. */
const NOT_FOUND = new Set(['order_not_found', 'sale_not_found', 'return_not_found', 'refund_not_found']);

/** The value of an outcome; a refusal becomes the problem that the caller is told. */
export function valueOrProblem<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { refusal } = outcome;
  const status = NOT_FOUND.has(refusal.code) ? 404 : refusal.code === 'idempotency_key_reused' ? 422 : 409;
  throw new ProblemException({ ...refusal, status });
}

export const returnNotFound = (returnId: string): Outcome<never> =>
  refused('return_not_found', `There is no return ${returnId}. Check its id, or authorise it first.`);
