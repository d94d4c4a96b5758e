import { Anchor, Group, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useItems } from '../../shared/data/items.js';
import { useFormats } from '../../shared/i18n/formats.js';
import type { Order } from './data.js';

const STATES = ['sourcing', 'allocated', 'fulfilled', 'cancelled'] as const;

/** What was ordered, and what has become of each unit. */
export function Lines({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  const { money, number } = useFormats();
  const items = useItems(useMemo(() => order.lines.map(({ sku }) => sku), [order.lines]));
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('lines.item')}</Table.Th>
          <Table.Th ta="right">{t('lines.units')}</Table.Th>
          <Table.Th>{t('lines.state')}</Table.Th>
          <Table.Th ta="right" visibleFrom="xs">
            {t('lines.price')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {order.lines.map((line) => (
          <Table.Tr key={line.lineId}>
            <Table.Td>
              <Anchor
                component={Link}
                to={`/stock/${encodeURIComponent(line.sku)}`}
                c="inherit"
                fw={550}
                size="sm"
              >
                {items.get(line.sku)?.name ?? line.sku}
              </Anchor>
              <Text size="xs" c="dimmed">
                {line.sku}
              </Text>
            </Table.Td>
            <Table.Td ta="right">{number(line.quantity)}</Table.Td>
            <Table.Td>
              <Group gap={6}>
                {STATES.filter((state) => line[state] > 0).map((state) => (
                  <Text size="sm" key={state}>
                    {t(`lines.${state}`, { count: line[state] })}
                  </Text>
                ))}
              </Group>
            </Table.Td>
            <Table.Td ta="right" visibleFrom="xs">
              {line.unitPrice === null ? '' : money(line.unitPrice, order.currency)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
