import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { useOrderKpis } from './data.js';
import type { PeriodName } from './period.js';

const SHOWN = 8;

/** Which places reject what they are asked to prepare. */
export function Rejections({ period }: { period: PeriodName }) {
  const { t } = useTranslation('operations');
  const { percent } = useFormats();
  const nameOf = useLocationName();
  const orders = useOrderKpis(period);
  return (
    <Card title={t('rejections.title')}>
      <Answered query={orders} rows={5}>
        {({ locations }) => {
          if (locations.length === 0) return <Empty title={t('rejections.none')} />;
          return (
            <Stack gap="sm">
              {locations.slice(0, SHOWN).map(({ locationId, fulfillments, rejected, rejectionRate }) => (
                <div key={locationId}>
                  <Group justify="space-between" wrap="nowrap" gap="sm">
                    <Text size="sm" truncate>
                      {nameOf(locationId)}
                    </Text>
                    <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                      {t('rejections.of', { rejected, count: fulfillments })}
                      {' · '}
                      <Text span fw={600} c="var(--mantine-color-text)">
                        {percent(rejectionRate)}
                      </Text>
                    </Text>
                  </Group>
                  <Progress
                    value={rejectionRate * 100}
                    color="orange.7"
                    size={6}
                    mt={3}
                    aria-label={t('rejections.rateOf', { name: nameOf(locationId) })}
                  />
                </div>
              ))}
            </Stack>
          );
        }}
      </Answered>
    </Card>
  );
}
