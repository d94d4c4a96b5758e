import { Table, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../shared/data/items.js';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import { useNow } from '../../shared/data/use-now.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Figure } from '../../shared/ui/figure.js';
import { StockBadge } from '../../shared/ui/stock-badge.js';
import { ItemLink } from './item-link.js';

/** Levels of one location, item by item. */
export function LevelRows({
  levels,
  items,
}: {
  levels: readonly LiveLevel[];
  items: ReadonlyMap<string, Item>;
}) {
  const { t } = useTranslation('live-stock');
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
        {levels.map((level) => (
          <Row key={level.sku} level={level} item={items.get(level.sku)} now={now} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Drawn anew when its own level changes, and not with every other. */
const Row = memo(function Row({
  level,
  item,
  now,
}: {
  level: LiveLevel;
  item: Item | undefined;
  now: number;
}) {
  const { number, fromNow } = useFormats();
  return (
    <Table.Tr>
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
});
