import { isTransient } from '#persistence';
import { PoisonMessage } from '../envelope/event-envelope.js';
import type { PoisonReason } from './subscription.js';

/** A failed attempt, as the consumer sees it. */
export type Failure =
  /** The trouble lies elsewhere: the same work will succeed later. */
  | { readonly kind: 'transient' }
  /** The message itself is at fault, and says why. */
  | { readonly kind: 'poison'; readonly reason: PoisonReason }
  /** Nobody knows: worth a few more tries. */
  | { readonly kind: 'unknown'; readonly reason: PoisonReason };

const MAX_DETAIL = 500;

export function classify(error: unknown): Failure {
  if (error instanceof PoisonMessage)
    return { kind: 'poison', reason: { code: error.code, detail: error.detail } };
  if (isTransient(error)) return { kind: 'transient' };
  return { kind: 'unknown', reason: { code: 'handler_failed', detail: describe(error) } };
}

/** The error's name and message, cut to 500 characters. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL - 1)}…` : text;
}
