import { ProblemException } from '#platform';
import type { Cells } from '../domain/cells.js';

/** The problems of `requireHere`, for endpoints to list: the first alone where one location is named. */
export const ELSEWHERE = [
  { status: 409, code: 'location_in_another_cell' },
  { status: 409, code: 'locations_in_different_cells' },
] as const;

/** Refuses with 409 what is asked of locations that are not all of this cell: an empty answer would be a lie. */
export function requireHere(cells: Cells, locationIds: readonly string[] = []): void {
  const refusal = cells.refuse(locationIds);
  if (refusal !== undefined) throw new ProblemException({ ...refusal, status: 409 });
}
