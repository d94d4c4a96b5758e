import { AreaChart } from '@mantine/charts';
import { SegmentedControl, Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered } from '../../shared/ui/states.js';
import { useLedger } from './ledger-lines.js';
import { busySpan, onHandOverTime, type Span, SPANS } from './on-hand-over-time.js';

/** How many lines of the ledger the curve looks back. */
const LOOKS_BACK = 500;

/** The curve is drawn anew this often at most, in milliseconds: it is no clock, and costs a reading of the ledger. */
const DRAWN_EVERY_MS = 2_000;

interface Shown {
  readonly sku: string;
  readonly locationId: string | null;
  readonly levels: readonly LiveLevel[];
}

/** What was on hand over time, of one place or of all together, from the ledger. */
export function OnHandChart({ levels, ...of }: Shown) {
  return <Curve {...of} levels={useThrottledValue(levels, DRAWN_EVERY_MS)} />;
}

const Curve = memo(function Curve({ sku, locationId, levels }: Shown) {
  const { t } = useTranslation('item');
  const { dateTime, day, time, number } = useFormats();
  const shown = levels.filter((level) => locationId === null || level.locationId === locationId);
  const moved = shown.reduce((n, { sequence }) => n + sequence, 0);
  const ledger = useLedger(sku, locationId, LOOKS_BACK, moved);
  const onHand = shown.reduce((n, level) => n + level.onHand, 0);
  const movements = ledger.data?.pages[0]?.items;
  const [chosen, setChosen] = useState<Span | null>(null);
  const fitting = useMemo(() => busySpan(Date.now(), movements ?? []), [movements]);
  const span = chosen ?? fitting;
  const points = useMemo(() => {
    const [now, back] = [Date.now(), SPANS[span]];
    if (movements === undefined) return [];
    return onHandOverTime(now, onHand, movements, back === null ? -Infinity : now - back);
  }, [movements, onHand, span]);
  const short = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0) < 2 * 86_400_000;
  return (
    <Card
      title={t('chart.title')}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('chart.span')}
          value={span}
          onChange={(value) => setChosen(value as Span)}
          data={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: t(`chart.spans.${value}`) }))}
        />
      }
    >
      <Answered query={ledger}>
        {() => (
          <>
            <AreaChart
              h={240}
              data={points.map(({ at, onHand: units }) => ({ at, units }))}
              dataKey="at"
              series={[{ name: 'units', label: t('figures.onHand'), color: 'shelf.6' }]}
              curveType="stepAfter"
              withDots={false}
              strokeWidth={2}
              gridAxis="xy"
              valueFormatter={number}
              xAxisProps={{
                type: 'number',
                scale: 'time',
                domain: ['dataMin', 'dataMax'],
                tickFormatter: (at: number) => (short ? time(at) : day(at)),
              }}
              tooltipProps={{
                // Drawn once with nothing under the pointer, too.
                labelFormatter: (at) => (Number.isFinite(at) ? dateTime(Number(at)) : ''),
                isAnimationActive: false,
              }}
              areaProps={{ isAnimationActive: false }}
              role="img"
              aria-label={t('chart.label', {
                from: number(points[0]?.onHand ?? 0),
                to: number(onHand),
                since: points[0] === undefined ? '' : dateTime(points[0].at),
              })}
            />
            <Text size="xs" c="dimmed" mt="xs">
              {t('chart.hint', { count: movements?.length ?? 0 })}
            </Text>
          </>
        )}
      </Answered>
    </Card>
  );
});
