import { useElementSize } from '@mantine/hooks';
import { geoMercator, geoPath } from 'd3-geo';
import { memo, useId, useMemo } from 'react';
import type { StockStatus } from '../data/stock-status.js';
import { type Bounds, type Outlines, useOutlines } from './outlines.js';
import classes from './store-map.module.css';

/** A store on the map. */
export interface MapPoint {
  readonly id: string;
  /** What it is called, and what there is to say about it. */
  readonly title: string;
  readonly latitude: number;
  readonly longitude: number;
  /** What its size shows: units. */
  readonly value: number;
  readonly status: StockStatus;
  /** When it changed last, in milliseconds: it lights up then. */
  readonly changedAt?: number | undefined;
}

const MARGIN = 28;

/**
 * Stores where they are: the more units, the bigger; coloured by whether there is stock. What it shows is said in words
 * beside it too, in a list or table: `label` is all that a screen reader is told here.
 */
export function StoreMap({
  points,
  label,
  height = 380,
  selected,
  onSelect,
}: {
  points: readonly MapPoint[];
  label: string;
  height?: number;
  selected?: string | null;
  onSelect?: (id: string) => void;
}) {
  const { ref, width } = useElementSize();
  const clip = useId();
  const bounds = useMemo(() => boundsOf(points), [points.map(({ id }) => id).join()]);
  const { data: outlines } = useOutlines(bounds);
  const projection = useMemo(() => {
    if (bounds === undefined || width === 0) return undefined;
    const [west, south, east, north] = bounds;
    const corners = {
      type: 'MultiPoint' as const,
      coordinates: [
        [west, south],
        [east, north],
      ],
    };
    const fitted = geoMercator().fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height - MARGIN],
      ],
      corners,
    );
    // A single store would be looked at from one metre.
    return fitted.scale() > 60_000
      ? fitted
          .scale(60_000)
          .center([(west + east) / 2, (south + north) / 2])
          .translate([width / 2, height / 2])
      : fitted;
  }, [bounds, width, height]);
  const most = Math.max(1, ...points.map(({ value }) => value));
  const radius = (value: number) => 4 + 11 * Math.sqrt(Math.max(0, value) / most);
  const drawn = useMemo(() => points.toSorted((a, b) => b.value - a.value), [points]);

  return (
    <div ref={ref} className={classes.frame} style={{ height }}>
      {projection !== undefined && (
        <svg width={width} height={height} role="img" aria-label={label}>
          <clipPath id={clip}>
            <rect width={width} height={height} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            {outlines !== undefined && <Land outlines={outlines} projection={projection} />}
            {drawn.map((point) => {
              const [x, y] = projection([point.longitude, point.latitude]) ?? [0, 0];
              return (
                <g key={point.id} transform={`translate(${x},${y})`}>
                  {point.changedAt !== undefined && (
                    <circle key={point.changedAt} className={classes.ring} r={radius(point.value)} />
                  )}
                  <circle
                    className={classes.store}
                    data-status={point.status}
                    data-selected={point.id === selected || undefined}
                    data-clickable={onSelect !== undefined || undefined}
                    r={radius(point.value)}
                    onClick={() => onSelect?.(point.id)}
                  >
                    <title>{point.title}</title>
                  </circle>
                </g>
              );
            })}
          </g>
        </svg>
      )}
    </div>
  );
}

const Land = memo(function Land({
  outlines,
  projection,
}: {
  outlines: Outlines;
  projection: ReturnType<typeof geoMercator>;
}) {
  const path = geoPath(projection);
  return (
    <g aria-hidden="true">
      <path className={classes.land} d={path(outlines.land) ?? ''} />
      {outlines.fine !== null && <path className={classes.fine} d={path(outlines.fine) ?? ''} />}
      <path className={classes.border} d={path(outlines.borders) ?? ''} />
    </g>
  );
});

function boundsOf(points: readonly MapPoint[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  const longitudes = points.map(({ longitude }) => longitude);
  const latitudes = points.map(({ latitude }) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}
