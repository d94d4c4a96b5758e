import { fieldPath } from '#platform';
import type { z } from 'zod';

/** How many faults of one element are told at once. */
const MAX_FAULTS = 5;

/** What is wrong with an element of a batch, in one sentence per field: `lines[0].quantity: expected int`. */
export function faultsOf(error: z.ZodError): string {
  const faults = error.issues.slice(0, MAX_FAULTS).map((issue) => {
    const path = fieldPath(issue.path);
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  const more = error.issues.length - faults.length;
  return faults.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** The id that a malformed element seems to have, so that its sender can find it; null if it has none. */
export function claimedId(element: unknown, field: string): string | null {
  if (typeof element !== 'object' || element === null) return null;
  const id = (element as Record<string, unknown>)[field];
  return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 64) : null;
}
