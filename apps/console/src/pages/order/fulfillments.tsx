import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { FulfillmentStatusBadge } from '../../shared/ui/fulfillment-status-badge.js';
import type { Order } from './data.js';

/** Who prepares which units, and how far they are. */
export function Fulfillments({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  const { dateTime } = useFormats();
  const nameOf = useLocationName();
  if (order.fulfillments.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('fulfillments.none')}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      {order.fulfillments.map((f) => (
        <Paper
          key={f.fulfillmentId}
          withBorder
          p="sm"
          bg="transparent"
          style={{ borderColor: 'var(--shelf-line)' }}
        >
          <Group justify="space-between" gap="xs">
            <Text fw={600} size="sm">
              {nameOf(f.locationId)}
            </Text>
            <Group gap={6}>
              {f.overdue && <Badge color="red">{t('fulfillments.overdue')}</Badge>}
              <FulfillmentStatusBadge status={f.status} />
            </Group>
          </Group>
          <Text size="sm">
            {f.lines
              .filter(({ quantity }) => quantity > 0)
              .map(({ name, sku, quantity }) => `${quantity} × ${name ?? sku}`)
              .join(', ')}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              t(`methods.${f.method}`),
              f.method === 'ship_to_store' && f.pickupLocationId !== null ? nameOf(f.pickupLocationId) : null,
              f.promisedAt === null ? null : t('fulfillments.promised', { at: dateTime(f.promisedAt) }),
              f.carrier === null ? null : `${f.carrier} ${f.trackingNumber ?? ''}`,
              f.reason,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </Text>
        </Paper>
      ))}
    </Stack>
  );
}
