import { Badge, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBuildingStore, IconChevronRight, IconTruck, IconTruckDelivery } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Due } from './due.js';
import { type Fulfillment, unitsOf, urgencyOf } from './model/work.js';
import classes from './store-work.module.css';

export const METHOD_ICONS = {
  pickup: IconBuildingStore,
  ship: IconTruck,
  ship_to_store: IconTruckDelivery,
} as const;

const SHOWN_LINES = 3;

/** One order on a bench, to be touched anywhere. */
export function WorkCard({
  fulfillment,
  now,
  onOpen,
}: {
  fulfillment: Fulfillment;
  now: number;
  onOpen: () => void;
}) {
  const { t } = useTranslation('store-work');
  const { lines, method, orderId, status } = fulfillment;
  const MethodIcon = METHOD_ICONS[method];
  const rest = lines.length - SHOWN_LINES;
  return (
    <UnstyledButton className={classes.card} data-urgency={urgencyOf(fulfillment, now)} onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" mb={8}>
        <Due fulfillment={fulfillment} now={now} />
        <Badge
          color="gray"
          variant="transparent"
          leftSection={<MethodIcon size={16} stroke={1.7} aria-hidden />}
          p={0}
        >
          {t(`method.${method}`)}
        </Badge>
      </Group>
      <Stack gap={2} mb={8}>
        {lines.slice(0, SHOWN_LINES).map((line) => (
          <Group key={line.lineId} gap={8} wrap="nowrap" align="baseline">
            <Text component="span" fw={700} miw={28}>
              {line.quantity} ×
            </Text>
            <Text component="span" className={classes.name}>
              {line.name ?? line.sku}
            </Text>
          </Group>
        ))}
        {rest > 0 && (
          <Text component="span" c="dimmed" size="sm" pl={36}>
            +{rest}
          </Text>
        )}
      </Stack>
      <Group justify="space-between" wrap="nowrap">
        <Text component="span" c="dimmed" size="sm" truncate>
          {t('order', { order: orderId })}
        </Text>
        <Group gap={6} wrap="nowrap">
          <Text component="span" size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('units', { count: unitsOf(fulfillment) })}
          </Text>
          <Badge color={status === 'open' ? 'blue' : 'shelf'}>{t(`status.${status}`)}</Badge>
          <IconChevronRight size={18} stroke={1.7} aria-hidden />
        </Group>
      </Group>
    </UnstyledButton>
  );
}
