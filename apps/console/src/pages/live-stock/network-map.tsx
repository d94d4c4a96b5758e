import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useLocations } from '../../shared/data/locations.js';
import { type MapPoint, StoreMap } from '../../shared/map/store-map.js';
import { useFormats } from '../../shared/i18n/formats.js';
import classes from './network-map.module.css';

/** Where the listed items are: units of all of them together, store by store. The biggest are named beside the map. */
export function NetworkMap({
  levels,
  onSelect,
}: {
  levels: readonly LiveLevel[];
  onSelect: (locationId: string) => void;
}) {
  const { t } = useTranslation('live-stock');
  const { number } = useFormats();
  const { data: locations = [] } = useLocations();
  const points = useMemo(() => {
    const byLocation = Map.groupBy(levels, ({ locationId }) => locationId);
    return locations.flatMap((location): MapPoint[] => {
      if (location.latitude === null || location.longitude === null) return [];
      const there = byLocation.get(location.locationId) ?? [];
      const value = there.reduce((n, { available }) => n + available, 0);
      const changes = there.flatMap(({ change }) => (change === undefined ? [] : [change.at]));
      return [
        {
          id: location.locationId,
          title: `${location.name}: ${value}`,
          latitude: location.latitude,
          longitude: location.longitude,
          value,
          status: value > 0 ? 'in_stock' : 'out_of_stock',
          changedAt: changes.length === 0 ? undefined : Math.max(...changes),
        },
      ];
    });
  }, [levels, locations]);
  const stocked = points.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const names = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  return (
    <div className={classes.layout}>
      <StoreMap
        points={points}
        label={t('mapOf', { stocked: stocked.length, all: points.length })}
        height={520}
        onSelect={onSelect}
      />
      <Stack gap={0} component="ul" className={classes.list!} aria-label={t('mapList')}>
        {stocked.slice(0, 40).map((point) => (
          <li key={point.id}>
            <UnstyledButton className={classes.row!} onClick={() => onSelect(point.id)}>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <Text size="sm" truncate>
                  {names.get(point.id)}
                </Text>
                <Text size="sm" fw={600}>
                  {number(point.value)}
                </Text>
              </Group>
            </UnstyledButton>
          </li>
        ))}
      </Stack>
    </div>
  );
}
