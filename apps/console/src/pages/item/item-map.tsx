import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useLocations } from '../../shared/data/locations.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import { type MapPoint, StoreMap } from '../../shared/map/store-map.js';

/** Where the item is, and where it has run out. Its words are the table beside it. */
export function ItemMap({
  levels,
  lowStockThreshold,
  selected,
  onSelect,
}: {
  levels: readonly LiveLevel[];
  lowStockThreshold: number | null;
  selected: string | null;
  onSelect: (locationId: string) => void;
}) {
  const { t } = useTranslation('item');
  const { data: locations = [] } = useLocations();
  const points = useMemo(() => {
    const byLocation = new Map(levels.map((level) => [level.locationId, level]));
    return locations.flatMap((location): MapPoint[] => {
      const level = byLocation.get(location.locationId);
      if (level === undefined || location.latitude === null || location.longitude === null) return [];
      return [
        {
          id: location.locationId,
          title: `${location.name}: ${level.available}`,
          latitude: location.latitude,
          longitude: location.longitude,
          value: level.available,
          status: stockStatus(level.available, lowStockThreshold),
          changedAt: level.change?.at,
        },
      ];
    });
  }, [levels, locations, lowStockThreshold]);
  const stocked = points.filter(({ status }) => status !== 'out_of_stock').length;
  return (
    <StoreMap
      points={points}
      label={t('mapOf', { stocked, all: points.length })}
      height={380}
      selected={selected}
      onSelect={onSelect}
    />
  );
}
