import { memo, useMemo } from 'react';
import type { LiveLevel } from '../../shared/data/live-level.js';
import type { Location } from '../../shared/data/locations.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import classes from './store-strip.module.css';

/** One small box per place that has ever had the item: full, low or empty. It lights up when it changes. */
export const StoreStrip = memo(function StoreStrip({
  levels,
  lowStockThreshold,
  locations,
  label,
}: {
  levels: readonly LiveLevel[];
  lowStockThreshold: number | null;
  locations: readonly Location[];
  label: string;
}) {
  const names = useMemo(
    () => new Map(locations.map(({ locationId, name }) => [locationId, name])),
    [locations],
  );
  const sorted = useMemo(() => levels.toSorted((a, b) => (a.locationId < b.locationId ? -1 : 1)), [levels]);
  return (
    <div className={classes.strip} role="img" aria-label={label}>
      {sorted.map(({ locationId, available, change }) => (
        <span
          key={`${locationId}/${change?.at ?? 0}`}
          className={classes.box}
          data-status={stockStatus(available, lowStockThreshold)}
          data-changed={change === undefined ? undefined : change.available < 0 ? 'down' : 'up'}
          title={`${names.get(locationId) ?? locationId}: ${available}`}
        />
      ))}
    </div>
  );
});
