import { Group, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Item, useItemSearch, useItems } from '../../shared/data/items.js';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useLocations } from '../../shared/data/locations.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Figure } from '../../shared/ui/figure.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { ItemLink } from './item-link.js';
import { NetworkMap } from './network-map.js';
import { useRecentlySold } from './recently-sold.js';
import { StoreStrip } from './store-strip.js';
import { useWidestLevels } from './widest-levels.js';

/** Rows that are shown at most. */
const MOST_ROWS = 24;

/** Stock of SKUs in all places: of those that were searched for, else of those that sold last. */
export function NetworkStock({
  words,
  view,
  onSelect,
}: {
  words: string;
  view: 'list' | 'map';
  onSelect: (locationId: string) => void;
}) {
  const { t } = useTranslation('live-stock');
  const search = useItemSearch(words, MOST_ROWS);
  const recent = useRecentlySold(words === '');
  const asked = words === '' ? recent : search;
  const wanted = useMemo(
    () =>
      words === ''
        ? (recent.data ?? []).slice(0, MOST_ROWS)
        : (search.data?.pages[0]?.items ?? []).map(({ sku }) => sku),
    [words, recent.data, search.data],
  );
  const { skus, levels } = useWidestLevels(wanted);
  const items = useItems(skus);
  if (asked.error !== null) return <Failure error={asked.error} again={() => void asked.refetch()} />;
  if (asked.data === undefined) return <Loading rows={8} />;
  if (wanted.length === 0) return <Empty title={t('nothing')}>{t('nothingHint')}</Empty>;
  if (levels.error !== null) return <Failure error={levels.error} />;
  return (
    <Card flush>
      <Group px="md" py="sm" gap="sm">
        <LiveBadge status={levels.status} />
        <Text size="sm" c="dimmed">
          {words === '' ? t('recentlySold', { count: skus.length }) : t('items', { count: skus.length })}
        </Text>
      </Group>
      {view === 'map' ? (
        <NetworkMap levels={levels.list} onSelect={onSelect} />
      ) : (
        <Rows skus={skus} levels={levels.list} items={items} />
      )}
    </Card>
  );
}

function Rows({
  skus,
  levels,
  items,
}: {
  skus: readonly string[];
  levels: readonly LiveLevel[];
  items: ReadonlyMap<string, Item>;
}) {
  const { t } = useTranslation('live-stock');
  const { number } = useFormats();
  const locations = useLocations();
  const bySku = useMemo(() => Map.groupBy(levels, ({ sku }) => sku), [levels]);
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('item')}</Table.Th>
          <Table.Th ta="right">{t('available')}</Table.Th>
          <Table.Th ta="right" visibleFrom="xs">
            {t('places')}
          </Table.Th>
          <Table.Th visibleFrom="sm" w="50%">
            {t('strip')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {skus.map((sku) => {
          const there = bySku.get(sku) ?? [];
          const total = there.reduce((n, level) => n + level.available, 0);
          const last = there.reduce<LiveLevel['change']>(
            (newest, { change }) => ((change?.at ?? 0) > (newest?.at ?? 0) ? change : newest),
            undefined,
          );
          const low = items.get(sku)?.lowStockThreshold ?? null;
          const stocked = there.filter((level) => stockStatus(level.available, low) !== 'out_of_stock');
          return (
            <Table.Tr key={sku}>
              <Table.Td>
                <ItemLink sku={sku} item={items.get(sku)} />
              </Table.Td>
              <Table.Td ta="right">
                <Figure value={total} change={last} of="available" />
              </Table.Td>
              <Table.Td ta="right" visibleFrom="xs">
                <Text size="sm" span>
                  {number(stocked.length)}
                </Text>
                <Text size="sm" c="dimmed" span>
                  {' / '}
                  {number(there.length)}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <StoreStrip
                  levels={there}
                  lowStockThreshold={low}
                  locations={locations.data ?? []}
                  label={t('stripOf', { stocked: stocked.length, all: there.length })}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
