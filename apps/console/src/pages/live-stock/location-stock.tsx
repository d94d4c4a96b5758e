import { Box, Button, Group, Select, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Item, useItems } from '../../shared/data/items.js';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useLevels } from '../../shared/data/levels.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import { useNow } from '../../shared/data/use-now.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Figure } from '../../shared/ui/figure.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { StockBadge } from '../../shared/ui/stock-badge.js';
import { ItemLink } from './item-link.js';
import { matches } from './matches.js';

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
          <Rows levels={found.slice(0, shown)} items={items} />
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

function Rows({ levels, items }: { levels: readonly LiveLevel[]; items: ReadonlyMap<string, Item> }) {
  const { t } = useTranslation('live-stock');
  const { number, fromNow } = useFormats();
  const now = useNow(15_000);
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('item')}</Table.Th>
          <Table.Th ta="right">{t('available')}</Table.Th>
          <Table.Th ta="right" visibleFrom="sm">
            {t('onHand')}
          </Table.Th>
          <Table.Th ta="right" visibleFrom="md">
            {t('reserved')}
          </Table.Th>
          <Table.Th ta="right" visibleFrom="md">
            {t('committed')}
          </Table.Th>
          <Table.Th visibleFrom="xs">{t('status')}</Table.Th>
          <Table.Th ta="right" visibleFrom="sm">
            {t('changed')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {levels.map((level) => {
          const item = items.get(level.sku);
          return (
            <Table.Tr key={level.sku}>
              <Table.Td>
                <ItemLink sku={level.sku} item={item} />
              </Table.Td>
              <Table.Td ta="right">
                <Figure value={level.available} change={level.change} of="available" />
              </Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {number(level.onHand)}
              </Table.Td>
              <Table.Td ta="right" visibleFrom="md">
                {number(level.reserved)}
              </Table.Td>
              <Table.Td ta="right" visibleFrom="md">
                {number(level.committed)}
              </Table.Td>
              <Table.Td visibleFrom="xs">
                <StockBadge status={stockStatus(level.available, item?.lowStockThreshold ?? null)} />
              </Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                <Text size="sm" c="dimmed">
                  {fromNow(level.updatedAt, now)}
                </Text>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function compare(order: Order, a: LiveLevel, b: LiveLevel, items: ReadonlyMap<string, Item>): number {
  if (order === 'least' && a.available !== b.available) return a.available - b.available;
  if (order === 'changed' && a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  const [left, right] = [items.get(a.sku)?.name ?? a.sku, items.get(b.sku)?.name ?? b.sku];
  return left.localeCompare(right);
}
