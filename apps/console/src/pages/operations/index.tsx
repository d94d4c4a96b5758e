import { Button, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useOrderNews } from '../../shared/data/news.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { DeadLetters } from './dead-letters.js';
import { DayCharts } from './day-charts.js';
import { Kpis } from './kpis.js';
import { Messages } from './messages.js';
import { Oversold } from './oversold.js';
import { PERIODS, type PeriodName } from './period.js';
import { Reconciliation } from './reconciliation.js';
import { Rejections } from './rejections.js';
import { ThroughputChart } from './throughput.js';

const ALL = [['operations']];
/** Figures over many orders are counted anew this often at most, in milliseconds. */
const COUNTED_EVERY_MS = 5_000;

/** How the business runs, and how the system does. */
export default function OperationsPage() {
  const { t } = useTranslation('operations');
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const period = (PERIODS.find((name) => name === params.get('period')) ?? 'week') satisfies PeriodName;
  const stream = useOrderNews({}, ALL, undefined, COUNTED_EVERY_MS);
  const reading = useIsFetching({ queryKey: ['operations'] }) > 0;
  return (
    <>
      <PageTitle title={t('title')} hint={t('hint')}>
        <LiveBadge status={stream} />
        <SegmentedControl
          aria-label={t('period.label')}
          value={period}
          onChange={(value) => setParams(value === 'week' ? {} : { period: value }, { replace: true })}
          data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={reading}
          onClick={() => void queries.invalidateQueries({ queryKey: ['operations'] })}
        >
          {t('again')}
        </Button>
      </PageTitle>
      <Stack gap="md">
        <Kpis period={period} />
        <DayCharts period={period} />
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Rejections period={period} />
          <ThroughputChart />
        </SimpleGrid>
        <DeadLetters />
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Oversold />
          <Reconciliation />
        </SimpleGrid>
        <Messages />
      </Stack>
    </>
  );
}
