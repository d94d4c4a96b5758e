import { AreaChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered } from '../../shared/ui/states.js';
import { useThroughput } from './data.js';

const KINDS = [
  { name: 'sales', color: 'shelf.6' },
  { name: 'promises', color: 'blue.6' },
  { name: 'other', color: 'gray.6' },
] as const;

/** What the ledger recorded in each minute of the last hour. */
export function ThroughputChart() {
  const { t } = useTranslation('operations');
  const { number } = useFormats();
  const throughput = useThroughput();
  return (
    <Card title={t('throughput.title')}>
      <Answered query={throughput} rows={5}>
        {({ minutes }) => (
          <AreaChart
            h={230}
            role="img"
            aria-label={t('throughput.label', {
              count: minutes.reduce((n, { sales, promises, other }) => n + sales + promises + other, 0),
            })}
            data={minutes.map((minute) => ({
              ...minute,
              minute: new Date(minute.minute).toLocaleTimeString(undefined, {
                hour: '2-digit',
                minute: '2-digit',
                hour12: false,
              }),
            }))}
            dataKey="minute"
            type="stacked"
            series={KINDS.map(({ name, color }) => ({ name, color, label: t(`throughput.${name}`) }))}
            withLegend
            withDots={false}
            curveType="monotone"
            valueFormatter={number}
            yAxisProps={{ allowDecimals: false }}
            areaProps={{ isAnimationActive: false }}
            tooltipProps={{ isAnimationActive: false }}
          />
        )}
      </Answered>
    </Card>
  );
}
