import { ScrollArea, Table, UnstyledButton } from '@mantine/core';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useLocationName } from '../../shared/data/locations.js';
import { stockStatus } from '../../shared/data/stock-status.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Figure } from '../../shared/ui/figure.js';
import { StockBadge } from '../../shared/ui/stock-badge.js';
import classes from './levels-table.module.css';

/** The item's level at every place, the fullest first. */
export function LevelsTable({
  levels,
  lowStockThreshold,
  selected,
  onSelect,
}: {
  levels: readonly LiveLevel[];
  lowStockThreshold: number | null;
  selected: string | null;
  onSelect: (locationId: string | null) => void;
}) {
  const { t } = useTranslation('item');
  const nameOf = useLocationName();
  const sorted = useMemo(
    () => levels.toSorted((a, b) => b.available - a.available || (a.locationId < b.locationId ? -1 : 1)),
    [levels],
  );
  return (
    <ScrollArea
      h={380}
      type="auto"
      viewportProps={{ tabIndex: 0, 'aria-label': t('levels'), role: 'region' }}
    >
      <Table stickyHeader highlightOnHover horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('location')}</Table.Th>
            <Table.Th ta="right">{t('figures.available')}</Table.Th>
            <Table.Th ta="right">{t('figures.onHand')}</Table.Th>
            <Table.Th ta="right" visibleFrom="xl">
              {t('figures.committed')}
            </Table.Th>
            <Table.Th visibleFrom="xs">{t('status')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((level) => (
            <Row
              key={level.locationId}
              level={level}
              name={nameOf(level.locationId)}
              lowStockThreshold={lowStockThreshold}
              isSelected={level.locationId === selected}
              onSelect={onSelect}
            />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

/** Drawn anew when its own level changes, and not with every other. */
const Row = memo(function Row({
  level,
  name,
  lowStockThreshold,
  isSelected,
  onSelect,
}: {
  level: LiveLevel;
  name: string;
  lowStockThreshold: number | null;
  isSelected: boolean;
  onSelect: (locationId: string | null) => void;
}) {
  const { number } = useFormats();
  return (
    <Table.Tr data-selected={isSelected || undefined} className={classes.row!}>
      <Table.Td>
        <UnstyledButton
          className={classes.name!}
          aria-pressed={isSelected}
          onClick={() => onSelect(isSelected ? null : level.locationId)}
        >
          {name}
        </UnstyledButton>
      </Table.Td>
      <Table.Td ta="right">
        <Figure value={level.available} change={level.change} of="available" />
      </Table.Td>
      <Table.Td ta="right">{number(level.onHand)}</Table.Td>
      <Table.Td ta="right" visibleFrom="xl">
        {number(level.committed)}
      </Table.Td>
      <Table.Td visibleFrom="xs">
        <StockBadge status={stockStatus(level.available, lowStockThreshold)} />
      </Table.Td>
    </Table.Tr>
  );
});
