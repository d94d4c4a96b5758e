/** A point on Earth, in decimal degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the Earth (IUGG), in kilometres. */
const EARTH_RADIUS_KM = 6_371.0088;

/** Great-circle distance in kilometres, by the haversine formula; off by at most 0.6% from the ellipsoid. */
export function distanceKm(from: Point, to: Point): number {
  const latitude = Math.sin(radians(to.latitude - from.latitude) / 2);
  const longitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const chord =
    latitude * latitude +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitude * longitude;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** A distance as people are shown it: to the metre. */
export const toTheMetre = (kilometres: number): number => Math.round(kilometres * 1_000) / 1_000;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
