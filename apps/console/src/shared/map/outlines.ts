import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection, MultiLineString } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import counties from 'us-atlas/counties-10m.json?url';
import states from 'us-atlas/states-10m.json?url';
import countries from 'world-atlas/countries-110m.json?url';

/** West, south, east, north, in degrees. */
export type Bounds = readonly [number, number, number, number];

/** What a map is drawn on: areas of land, and the lines between them. */
export interface Outlines {
  readonly land: FeatureCollection;
  readonly borders: MultiLineString;
  /** Finer lines, of counties, where the map shows a few states alone. */
  readonly fine: MultiLineString | null;
}

/** The contiguous states. */
const USA: Bounds = [-125, 24, -66, 50];
/** Where counties are wide enough to see, in degrees. */
const CLOSE = 6;

const within = ([w, s, e, n]: Bounds, [west, south, east, north]: Bounds) =>
  w >= west && s >= south && e <= east && n <= north;

/** The outlines that suit what the map shows, from files of our own: no map server learns where people look. */
export function useOutlines(bounds: Bounds | undefined) {
  const kind =
    bounds === undefined
      ? undefined
      : !within(bounds, USA)
        ? 'world'
        : bounds[2] - bounds[0] < CLOSE
          ? 'counties'
          : 'states';
  return useQuery({
    queryKey: ['outlines', kind],
    enabled: kind !== undefined,
    staleTime: Infinity,
    gcTime: Infinity,
    queryFn: async (): Promise<Outlines> => {
      const read = async (url: string) => (await (await fetch(url)).json()) as Topology;
      if (kind === 'world') return outlinesOf(await read(countries), 'countries', null);
      if (kind === 'states') return outlinesOf(await read(states), 'states', null);
      return outlinesOf(await read(counties), 'states', 'counties');
    },
  });
}

function outlinesOf(topology: Topology, areas: string, fine: string | null): Outlines {
  const of = (name: string) => topology.objects[name] as GeometryCollection;
  return {
    land: feature(topology, of(areas)) as FeatureCollection,
    borders: mesh(topology, of(areas), (a, b) => a !== b),
    fine: fine === null ? null : mesh(topology, of(fine), (a, b) => a !== b),
  };
}
