/** A location as this service knows it. */
export interface KnownLocation {
  readonly locationId: string;
  readonly kind: 'store' | 'warehouse';
  readonly takesReturns: boolean;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
}

/** Mean radius of the Earth (IUGG), in kilometres. */
const EARTH_RADIUS_KM = 6_371.0088;

/** The warehouse nearest to a location, seen along the great circle; those without coordinates come last, by id. */
export function nearestWarehouse(
  from: KnownLocation,
  locations: readonly KnownLocation[],
): KnownLocation | undefined {
  return locations
    .filter((location) => location.kind === 'warehouse' && location.locationId !== from.locationId)
    .map((location) => ({ location, distance: distanceKm(from.point, location.point) }))
    .sort((a, b) =>
      a.distance === b.distance
        ? a.location.locationId < b.location.locationId
          ? -1
          : 1
        : a.distance - b.distance,
    )[0]?.location;
}

function distanceKm(from: KnownLocation['point'], to: KnownLocation['point']): number {
  if (from === null || to === null) return Number.MAX_VALUE;
  const latitude = Math.sin(radians(to.latitude - from.latitude) / 2);
  const longitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const chord =
    latitude * latitude +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitude * longitude;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
