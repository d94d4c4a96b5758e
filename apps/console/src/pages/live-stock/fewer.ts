/** Levels that one stream carries. */
const MOST_LEVELS = 1_000;

/**
 * How many SKUs to ask for after so many were too wide: half of them, or nearly as many that are sure to fit, because no
 * more places than these can have each.
 */
export function fewer(tooMany: number, places: number | undefined): number {
  const half = Math.max(1, Math.floor(tooMany / 2));
  const sure = places === undefined || places === 0 ? 0 : Math.floor(MOST_LEVELS / places);
  return sure < tooMany && sure >= half * 0.75 ? sure : half;
}
