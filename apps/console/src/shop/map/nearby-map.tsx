import { Skeleton } from '@mantine/core';
import { type GeoProjection, geoMercator, geoPath } from 'd3-geo';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Bounds, useOutlines } from '../../shared/map/outlines.js';
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
/** As d3 counts it: pixels for the Earth's radius. */
const CLOSEST = 180_000;

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
  const { latitude, longitude } = place;
  // As a text, for where stores lie does not change with their stock.
  const spots = JSON.stringify([[longitude, latitude], ...pins.map((pin) => [pin.longitude, pin.latitude])]);
  const around = useMemo(
    () => ({ type: 'MultiPoint' as const, coordinates: JSON.parse(spots) as [number, number][] }),
    [spots],
  );
  const { data: outlines } = useOutlines(useMemo(() => boundsOf(around.coordinates), [around]));
  const drawn = useMemo(() => {
    const projection = projectionOf(around).clipExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ]);
    const path = geoPath(projection);
    return {
      at: (point: { latitude: number; longitude: number }) =>
        projection([point.longitude, point.latitude]) ?? [0, 0],
      kilometre: pixelsPerKilometre(projection, place),
      land: outlines && (path(outlines.land) ?? ''),
      borders: outlines && (path(outlines.fine ?? outlines.borders) ?? ''),
    };
  }, [around, outlines, place]);
  if (outlines === undefined) return <Skeleton className={classes.map!} />;
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

/** All of it with a margin; what lies closely together is not looked at from one metre. */
function projectionOf(around: { type: 'MultiPoint'; coordinates: [number, number][] }): GeoProjection {
  const fitted = geoMercator().fitExtent(
    [
      [MARGIN, MARGIN],
      [WIDTH - MARGIN, HEIGHT - MARGIN],
    ],
    around,
  );
  if (fitted.scale() <= CLOSEST) return fitted;
  const [west, south, east, north] = boundsOf(around.coordinates);
  return geoMercator()
    .scale(CLOSEST)
    .center([(west + east) / 2, (south + north) / 2])
    .translate([WIDTH / 2, HEIGHT / 2]);
}

function pixelsPerKilometre(
  projection: (point: [number, number]) => [number, number] | null,
  { latitude, longitude }: Place,
): number {
  const north = projection([longitude, latitude + 0.1]);
  const here = projection([longitude, latitude]);
  return north === null || here === null ? 0 : Math.abs(here[1] - north[1]) / 11.12;
}

function boundsOf(points: readonly (readonly [number, number])[]): Bounds {
  const [east, north] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)];
}
