import { BarChart } from '@mantine/charts';
import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered } from '../../shared/ui/states.js';
import { useOrderKpis, useReturnKpis } from './data.js';
import type { PeriodName } from './period.js';

const HEIGHT = 220;

/** Orders, and returns, day by day. */
export function DayCharts({ period }: { period: PeriodName }) {
  const { t } = useTranslation('operations');
  const { day, number } = useFormats();
  const orders = useOrderKpis(period);
  const returns = useReturnKpis(period);
  const noon = (date: string) => day(`${date}T12:00:00`);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Card title={t('days.orders')}>
        <Answered query={orders} rows={5}>
          {(kpis) => (
            <BarChart
              h={HEIGHT}
              role="img"
              aria-label={t('days.ordersLabel', { count: kpis.orders, cancelled: kpis.cancelledOrders })}
              data={kpis.days.map((figures) => ({
                day: noon(figures.day),
                kept: figures.orders - figures.cancelledOrders,
                cancelled: figures.cancelledOrders,
              }))}
              dataKey="day"
              type="stacked"
              series={[
                { name: 'kept', label: t('days.kept'), color: 'shelf.6' },
                { name: 'cancelled', label: t('days.cancelled'), color: 'orange.6' },
              ]}
              withLegend
              maxBarWidth={44}
              valueFormatter={number}
              yAxisProps={{ allowDecimals: false }}
              barProps={{ isAnimationActive: false }}
              tooltipProps={{ isAnimationActive: false }}
            />
          )}
        </Answered>
      </Card>
      <Card title={t('days.returns')}>
        <Answered query={returns} rows={5}>
          {(kpis) => (
            <BarChart
              h={HEIGHT}
              role="img"
              aria-label={t('days.returnsLabel', { count: kpis.soldUnits, returned: kpis.returnedUnits })}
              data={kpis.days.map(({ day: date, soldUnits, returnedUnits }) => ({
                day: noon(date),
                soldUnits,
                returnedUnits,
              }))}
              dataKey="day"
              series={[
                { name: 'soldUnits', label: t('days.sold'), color: 'blue.6' },
                { name: 'returnedUnits', label: t('days.returned'), color: 'grape.6' },
              ]}
              withLegend
              maxBarWidth={32}
              valueFormatter={number}
              yAxisProps={{ allowDecimals: false }}
              barProps={{ isAnimationActive: false }}
              tooltipProps={{ isAnimationActive: false }}
            />
          )}
        </Answered>
      </Card>
    </SimpleGrid>
  );
}
