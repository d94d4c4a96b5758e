import { SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered } from '../../shared/ui/states.js';
import { useOrderKpis, useReturnKpis } from './data.js';
import type { PeriodName } from './period.js';

/** The figures that tell how the period went. */
export function Kpis({ period }: { period: PeriodName }) {
  const { t } = useTranslation('operations');
  const { number, percent, duration } = useFormats();
  const orders = useOrderKpis(period);
  const returns = useReturnKpis(period);
  const rate = (share: number | null) => (share === null ? '–' : percent(share));
  return (
    <Answered query={orders} rows={2}>
      {(kpis) => {
        const { medianMinutes, p90Minutes, count } = kpis.pickupLeadTime;
        const tiles = [
          { name: 'orders', value: number(kpis.orders), hint: t('kpis.ordersHint', { count: kpis.units }) },
          {
            name: 'fillRate',
            value: rate(kpis.fillRate),
            hint: t('kpis.fillRateHint', { count: kpis.unfilledUnits }),
          },
          {
            name: 'cancelRate',
            value: rate(kpis.cancelRate),
            hint: t('kpis.cancelRateHint', { count: kpis.cancelledOrders }),
          },
          {
            name: 'returnRate',
            value: rate(returns.data?.returnRate ?? null),
            hint: t('kpis.returnRateHint', {
              count: returns.data?.returnedUnits ?? 0,
              sold: number(returns.data?.soldUnits ?? 0),
            }),
          },
          {
            name: 'leadTime',
            value: medianMinutes === null ? '–' : duration(medianMinutes),
            hint:
              p90Minutes === null
                ? t('kpis.leadTimeNone')
                : t('kpis.leadTimeHint', { count, p90: duration(p90Minutes) }),
          },
          { name: 'oversells', value: number(kpis.oversells), hint: t('kpis.oversellsHint') },
        ];
        return (
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
            {tiles.map(({ name, value, hint }) => (
              <Card key={name} p="sm">
                <Text size="xs" c="dimmed">
                  {t(`kpis.${name}`)}
                </Text>
                <Text fz={26} fw={680} lh={1.3}>
                  {value}
                </Text>
                <Text size="xs" c="dimmed">
                  {hint}
                </Text>
              </Card>
            ))}
          </SimpleGrid>
        );
      }}
    </Answered>
  );
}
