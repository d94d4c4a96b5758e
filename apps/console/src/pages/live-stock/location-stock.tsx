import { Box, Button, Group, Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Item, useItems } from '../../shared/data/items.js';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useLevels } from '../../shared/data/levels.js';
import { Card } from '../../shared/ui/card.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { LevelRows } from './level-rows.js';
import { matches } from './matches.js';
import { isTooWide } from './widest-levels.js';
import { WideLocationStock } from './wide-location-stock.js';

const PAGE = 50;

type Order = 'changed' | 'name' | 'least';

/** Every level of a location; what changed last stands first, unless the reader wants another order. */
export function LocationStock({ locationId, words }: { locationId: string; words: string }) {
  const { t } = useTranslation('live-stock');
  const filter = useMemo(() => ({ locationIds: [locationId] }), [locationId]);
  const { levels, list, status, error } = useLevels(filter);
  const items = useItems(useMemo(() => list.map(({ sku }) => sku), [list]));
  const [order, setOrder] = useState<Order>('changed');
  const [shown, setShown] = useState(PAGE);
  const found = useMemo(
    () =>
      list
        .filter(({ sku }) => matches(sku, items.get(sku), words))
        .sort((a, b) => compare(order, a, b, items)),
    [list, items, words, order],
  );
  if (isTooWide(error)) return <WideLocationStock locationId={locationId} words={words} />;
  if (error !== null) return <Failure error={error} />;
  if (levels === undefined) return <Loading rows={10} />;
  return (
    <Card flush>
      <Group justify="space-between" px="md" py="sm" gap="xs">
        <Group gap="sm">
          <LiveBadge status={status} />
          <Text size="sm" c="dimmed">
            {t('items', { count: found.length })}
          </Text>
        </Group>
        <Select
          aria-label={t('order.label')}
          size="xs"
          w={190}
          allowDeselect={false}
          value={order}
          onChange={(chosen) => setOrder((chosen ?? 'changed') as Order)}
          data={(['changed', 'name', 'least'] as const).map((value) => ({
            value,
            label: t(`order.${value}`),
          }))}
        />
      </Group>
      {found.length === 0 ? (
        <Empty title={t('nothing')}>{t('nothingHint')}</Empty>
      ) : (
        <>
          <LevelRows levels={found.slice(0, shown)} items={items} />
          {found.length > shown && (
            <Box p="md" ta="center">
              <Button variant="default" onClick={() => setShown(shown + PAGE)}>
                {t('more')}
              </Button>
            </Box>
          )}
        </>
      )}
    </Card>
  );
}

function compare(order: Order, a: LiveLevel, b: LiveLevel, items: ReadonlyMap<string, Item>): number {
  if (order === 'least' && a.available !== b.available) return a.available - b.available;
  if (order === 'changed' && a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  const [left, right] = [items.get(a.sku)?.name ?? a.sku, items.get(b.sku)?.name ?? b.sku];
  return left.localeCompare(right);
}
