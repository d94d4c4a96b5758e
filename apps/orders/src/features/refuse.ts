import { ProblemException } from '#platform';
import type { Refusal } from '../domain/order/refusal.js';

/** Refusals that are not a conflict with a business rule (409). */
const STATUS: Readonly<Record<string, number>> = {
  order_not_found: 404,
  fulfillment_not_found: 404,
  task_not_found: 404,
  unknown_line: 400,
  unknown_sku: 400,
  counts_required: 400,
  pickup_code_locked: 429,
};

/** A refusal as the problem that the caller is told. */
export function problemOfRefusal({ retryAfterSeconds, ...refusal }: Refusal): ProblemException {
  const retryAfter = typeof retryAfterSeconds === 'number' ? { retryAfter: retryAfterSeconds } : {};
  return new ProblemException({ ...refusal, ...retryAfter, status: STATUS[refusal.code] ?? 409 });
}

export const notFound = (what: 'order' | 'fulfillment' | 'task', id: string): ProblemException =>
  problemOfRefusal({ code: `${what}_not_found`, detail: `There is no ${what} "${id}". Check the id.` });
