import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { Figure } from '../../shared/ui/figure.js';

export function LocationStock({ levels }: { levels: readonly LiveLevel[] }) {
  const { t } = useTranslation('live-stock');
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('sku')}</Table.Th>
          <Table.Th>{t('available')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {levels.map((level) => (
          <Table.Tr key={level.sku}>
            <Table.Td>{level.sku}</Table.Td>
            <Table.Td>
              <Figure value={level.available} change={level.change} of="available" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
