import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { geoMercator, geoPath } from 'd3-geo';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { StockStatus } from '../model/offer.js';
import type { Place } from '../model/place.js';
import classes from './nearby-map.module.css';

/** A store on the map. */
export interface Pin {
  readonly locationId: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly stockStatus: StockStatus;
}

const WIDTH = 640;
const HEIGHT = 420;
const MARGIN = 36;

/** Whether the borders of counties are worth drawing: the atlas has them for one country. */
const inUnitedStates = ({ latitude, longitude }: Place): boolean =>
  latitude > 24 && latitude < 50 && longitude > -125 && longitude < -66;

interface Atlas {
  readonly land: GeoJSON.GeoJSON;
  readonly borders: GeoJSON.MultiLineString;
}

/** Land and borders, from the atlas that comes with the page: no tile server learns where the customer is. */
function useAtlas(place: Place) {
  const detailed = inUnitedStates(place);
  return useQuery({
    queryKey: ['atlas', detailed],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Atlas> => {
      const atlas = (detailed
        ? (await import('us-atlas/counties-10m.json')).default
        : (await import('world-atlas/countries-50m.json')).default) as unknown as Topology<
        Record<string, GeometryCollection>
      >;
      const land = atlas.objects[detailed ? 'nation' : 'land']!;
      const borders = atlas.objects[detailed ? 'counties' : 'countries']!;
      return { land: feature(atlas, land), borders: mesh(atlas, borders, (a, b) => a !== b) };
    },
  });
}

/**
 * Stores around the customer by what they have. It adds nothing to the list beside it but the picture, so whoever
 * cannot see it misses nothing.
 */
export function NearbyMap({
  place,
  pins,
  chosen,
  onChoose,
}: {
  place: Place;
  pins: readonly Pin[];
  chosen: string | null;
  onChoose: (locationId: string) => void;
}) {
  const { t } = useTranslation('shop');
  const { data: atlas } = useAtlas(place);
  const { latitude, longitude } = place;
  // As a text, for where stores lie does not change with their stock.
  const spots = JSON.stringify([[longitude, latitude], ...pins.map((pin) => [pin.longitude, pin.latitude])]);
  const around = useMemo(
    () => ({ type: 'MultiPoint' as const, coordinates: JSON.parse(spots) as [number, number][] }),
    [spots],
  );
  const drawn = useMemo(() => {
    const projection = geoMercator().fitExtent(
      [
        [MARGIN, MARGIN],
        [WIDTH - MARGIN, HEIGHT - MARGIN],
      ],
      around,
    );
    projection.scale(Math.min(projection.scale(), 180_000)).clipExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ]);
    const path = geoPath(projection);
    return {
      at: (point: { latitude: number; longitude: number }) =>
        projection([point.longitude, point.latitude]) ?? [0, 0],
      kilometre: pixelsPerKilometre(projection, place),
      land: atlas && (path(atlas.land) ?? ''),
      borders: atlas && (path(atlas.borders) ?? ''),
    };
  }, [around, atlas, place]);
  if (atlas === undefined) return <Skeleton className={classes.map!} />;
  const [x, y] = drawn.at(place);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={classes.map}
      role="img"
      aria-label={t('map.label', { count: pins.length })}
    >
      <path d={drawn.land} className={classes.land} />
      <path d={drawn.borders} className={classes.border} />
      {[5, 10, 20, 40].map((km) => (
        <g key={km} className={classes.ring}>
          <circle cx={x} cy={y} r={km * drawn.kilometre} />
          <text x={x} y={y - km * drawn.kilometre - 4}>
            {km} km
          </text>
        </g>
      ))}
      {[...pins].reverse().map((pin) => {
        const [px, py] = drawn.at(pin);
        return (
          <g
            key={pin.locationId}
            transform={`translate(${px} ${py})`}
            className={classes.pin}
            data-status={pin.stockStatus}
            data-chosen={pin.locationId === chosen || undefined}
            onClick={() => onChoose(pin.locationId)}
          >
            <title>{pin.name}</title>
            <circle r={pin.locationId === chosen ? 11 : 7} />
          </g>
        );
      })}
      <g transform={`translate(${x} ${y})`} className={classes.here}>
        <circle r={14} />
        <circle r={6} />
      </g>
    </svg>
  );
}

function pixelsPerKilometre(
  projection: (point: [number, number]) => [number, number] | null,
  { latitude, longitude }: Place,
): number {
  const north = projection([longitude, latitude + 0.1]);
  const here = projection([longitude, latitude]);
  return north === null || here === null ? 0 : Math.abs(here[1] - north[1]) / 11.12;
}
