import { Anchor, Table, Text } from '@mantine/core';
import { IconMoodCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useItems } from '../../shared/data/items.js';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { useOversold } from './data.js';

/** Levels that have promised more than is there. */
export function Oversold() {
  const { t } = useTranslation('operations');
  const { number } = useFormats();
  const nameOf = useLocationName();
  const oversold = useOversold();
  const skus = useMemo(() => (oversold.data?.items ?? []).map(({ sku }) => sku), [oversold.data]);
  const items = useItems(skus);
  return (
    <Card title={t('oversold.title')} flush>
      <Answered query={oversold} rows={3}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty icon={IconMoodCheck} title={t('oversold.none')} />
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('oversold.item')}</Table.Th>
                  <Table.Th>{t('oversold.location')}</Table.Th>
                  <Table.Th ta="right">{t('oversold.promised')}</Table.Th>
                  <Table.Th ta="right">{t('oversold.missing')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {page.items.map(({ sku, locationId, reserved, committed, shortage }) => (
                  <Table.Tr key={`${locationId}/${sku}`}>
                    <Table.Td>
                      <Anchor
                        component={Link}
                        to={`/stock/${encodeURIComponent(sku)}`}
                        c="inherit"
                        fw={550}
                        size="sm"
                      >
                        {items.get(sku)?.name ?? sku}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{nameOf(locationId)}</Text>
                    </Table.Td>
                    <Table.Td ta="right">{number(reserved + committed)}</Table.Td>
                    <Table.Td ta="right" fw={600}>
                      {number(shortage)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answered>
    </Card>
  );
}
