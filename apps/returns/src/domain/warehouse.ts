import { distanceKm, type Point } from '#retail';

/** A location as this service knows it. */
export interface KnownLocation {
  readonly locationId: string;
  readonly kind: 'store' | 'warehouse';
  readonly takesReturns: boolean;
  readonly point: Point | null;
}

/** The warehouse nearest to a location, seen along the great circle; those without coordinates come last, by id. */
export function nearestWarehouse(
  from: KnownLocation,
  locations: readonly KnownLocation[],
): KnownLocation | undefined {
  return locations
    .filter((location) => location.kind === 'warehouse' && location.locationId !== from.locationId)
    .map((location) => ({ location, km: distance(from.point, location.point) }))
    .sort((a, b) =>
      a.km === b.km ? (a.location.locationId < b.location.locationId ? -1 : 1) : a.km - b.km,
    )[0]?.location;
}

const distance = (from: Point | null, to: Point | null): number =>
  from === null || to === null ? Number.MAX_VALUE : distanceKm(from, to);
