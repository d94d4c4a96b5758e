/** Where the customer is, as exactly as a shop needs it. */
export interface Place {
  /** Null where the browser told it. */
  readonly name: string | null;
  readonly latitude: number;
  readonly longitude: number;
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Towns to choose from; those near a store are offered. */
export const TOWNS: readonly (Place & { readonly name: string })[] = [
  { name: 'Cincinnati', latitude: 39.1, longitude: -84.51 },
  { name: 'Covington', latitude: 39.08, longitude: -84.51 },
  { name: 'Norwood', latitude: 39.16, longitude: -84.46 },
  { name: 'Florence', latitude: 39.0, longitude: -84.63 },
  { name: 'Mason', latitude: 39.36, longitude: -84.31 },
  { name: 'Fairfield', latitude: 39.35, longitude: -84.56 },
  { name: 'Hamilton', latitude: 39.4, longitude: -84.56 },
  { name: 'Milford', latitude: 39.18, longitude: -84.29 },
  { name: 'Harrison', latitude: 39.26, longitude: -84.82 },
  { name: 'Batavia', latitude: 39.08, longitude: -84.18 },
  { name: 'Columbus', latitude: 39.96, longitude: -83.0 },
  { name: 'New York', latitude: 40.71, longitude: -74.01 },
  { name: 'Chicago', latitude: 41.88, longitude: -87.63 },
  { name: 'San Francisco', latitude: 37.77, longitude: -122.42 },
  { name: 'London', latitude: 51.51, longitude: -0.13 },
  { name: 'Berlin', latitude: 52.52, longitude: 13.4 },
  { name: '上海', latitude: 31.23, longitude: 121.47 },
  { name: '北京', latitude: 39.9, longitude: 116.41 },
  { name: '广州', latitude: 23.13, longitude: 113.26 },
  { name: '深圳', latitude: 22.54, longitude: 114.06 },
];

const NEAR_KM = 40;

/** The towns that have a store near, else the stores' own places: one can always be chosen. */
export function placesNear(
  stores: readonly { name: string; latitude: number | null; longitude: number | null }[],
): readonly Place[] {
  const known = stores.flatMap(({ name, latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ name, latitude, longitude }],
  );
  const towns = TOWNS.filter((town) => known.some((store) => kilometres(town, store) <= NEAR_KM));
  return towns.length > 0 ? towns : known;
}

/** To about a kilometre: enough to find a shop, too little to find a person. */
export const coarse = (degrees: number): number => Math.round(degrees * 100) / 100;

/** As a query asks for it. */
export const near = ({ latitude, longitude }: Point): string => `${coarse(latitude)},${coarse(longitude)}`;

/** Along a great circle, of a sphere of the Earth's mean radius. */
export function kilometres(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * 6_371 * Math.asin(Math.sqrt(h));
}
