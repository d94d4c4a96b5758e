import { Badge, Box, Button, Table, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { type Movement, useLedger } from './ledger-lines.js';

const PAGE = 25;

/** Every line of the ledger: what changed, why, and what was there after it. */
export const Ledger = memo(function Ledger({ sku, locationId }: { sku: string; locationId: string | null }) {
  const { t } = useTranslation('item');
  const ledger = useLedger(sku, locationId, PAGE);
  return (
    <Card
      title={t('ledger.title')}
      tools={
        <Button
          variant="subtle"
          size="xs"
          onClick={() => void ledger.refetch()}
          loading={ledger.isRefetching}
        >
          {t('ledger.again')}
        </Button>
      }
    >
      <Answered query={ledger}>
        {({ pages }) => {
          const lines = pages.flatMap(({ items }) => items);
          if (lines.length === 0) return <Empty title={t('ledger.nothing')} />;
          return (
            <>
              <Lines lines={lines} />
              {ledger.hasNextPage && (
                <Box mt="sm" ta="center">
                  <Button
                    variant="default"
                    onClick={() => void ledger.fetchNextPage()}
                    loading={ledger.isFetchingNextPage}
                  >
                    {t('ledger.more')}
                  </Button>
                </Box>
              )}
            </>
          );
        }}
      </Answered>
    </Card>
  );
});

const COLOURS: Readonly<Record<string, string>> = {
  sale: 'orange',
  customer_return: 'shelf',
  receipt: 'shelf',
  opening: 'gray',
  damage: 'red',
  dispose: 'red',
  reserve: 'blue',
  commit: 'blue',
  fulfill: 'grape',
  count: 'yellow',
};

function Lines({ lines }: { lines: readonly Movement[] }) {
  const { t } = useTranslation('item');
  const { dateTime, number, signed } = useFormats();
  const nameOf = useLocationName();
  return (
    <Table.ScrollContainer
      minWidth={520}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('ledger.title') } }}
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ledger.when')}</Table.Th>
            <Table.Th>{t('ledger.what')}</Table.Th>
            <Table.Th>{t('location')}</Table.Th>
            <Table.Th ta="right">{t('ledger.units')}</Table.Th>
            <Table.Th ta="right">{t('ledger.onHandAfter')}</Table.Th>
            <Table.Th ta="right">{t('ledger.availableAfter')}</Table.Th>
            <Table.Th visibleFrom="lg">{t('ledger.reference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={`${line.locationId}/${line.sequence}`}>
              <Table.Td>
                <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                  {dateTime(line.occurredAt)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge color={COLOURS[line.type] ?? 'gray'}>{t(`types.${line.type}`)}</Badge>
              </Table.Td>
              <Table.Td>{nameOf(line.locationId)}</Table.Td>
              <Table.Td ta="right">
                {signed(line.deltas.onHand === 0 ? line.quantity : line.deltas.onHand)}
              </Table.Td>
              <Table.Td ta="right">{number(line.after.onHand)}</Table.Td>
              <Table.Td ta="right">{number(line.after.available)}</Table.Td>
              <Table.Td visibleFrom="lg">
                <Text size="xs" c="dimmed" truncate maw={220} title={line.movementId}>
                  {line.reference ?? line.reason ?? line.movementId}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
