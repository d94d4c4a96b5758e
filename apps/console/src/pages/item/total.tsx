import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveLevel } from '../../shared/data/live-level.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Figure } from '../../shared/ui/figure.js';

const FIGURES = ['available', 'onHand', 'reserved', 'committed', 'incoming'] as const;

/** All levels together. */
export function Total({ levels }: { levels: readonly LiveLevel[] }) {
  const { t } = useTranslation('item');
  const { number } = useFormats();
  const last = levels.reduce<LiveLevel['change']>(
    (newest, { change }) => ((change?.at ?? 0) > (newest?.at ?? 0) ? change : newest),
    undefined,
  );
  return (
    <Card py="sm">
      <Group gap={36}>
        {FIGURES.map((figure) => {
          const value = levels.reduce((n, level) => n + level[figure], 0);
          return (
            <div key={figure}>
              <Text size="xs" c="dimmed">
                {t(`figures.${figure}`)}
              </Text>
              <Text fz={figure === 'available' ? 26 : 20} fw={650} lh={1.3} component="div">
                {figure === 'available' || figure === 'onHand' ? (
                  <Figure value={value} change={last} of={figure} />
                ) : (
                  number(value)
                )}
              </Text>
            </div>
          );
        })}
      </Group>
    </Card>
  );
}
