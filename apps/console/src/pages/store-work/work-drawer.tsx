import { Badge, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Due } from './due.js';
import type { Fulfillment } from './model/work.js';
import { NextStep } from './next-step.js';

/** One order with its next step. It stays, with its last word, when the order has left the store. */
export function WorkDrawer({
  fulfillment,
  locationId,
  now,
  onClose,
}: {
  fulfillment: Fulfillment | undefined;
  locationId: string;
  now: number;
  onClose: () => void;
}) {
  const { t } = useTranslation('store-work');
  const small = useMediaQuery('(max-width: 48em)', false);
  // Closing slides the last one out of view instead of an empty drawer.
  const [shown, setShown] = useState(fulfillment);
  useEffect(() => {
    if (fulfillment !== undefined) setShown(fulfillment);
  }, [fulfillment]);
  const content = fulfillment ?? shown;
  return (
    <Drawer
      opened={fulfillment !== undefined}
      onClose={onClose}
      position={small ? 'bottom' : 'right'}
      size={small ? '100%' : 560}
      padding="md"
      closeButtonProps={{ size: 'xl', 'aria-label': t('close') }}
      title={
        content && (
          <Title order={2} fz="lg" component="span">
            {t('order', { order: content.orderId })}
          </Title>
        )
      }
    >
      {content && (
        <Stack gap="md">
          <Group gap="xs">
            <Due fulfillment={content} now={now} />
            <Badge size="lg" color="gray">
              {t(`method.${content.method}`)}
            </Badge>
            <Badge size="lg" role="status">
              {t(`status.${content.status}`)}
            </Badge>
          </Group>
          <NextStep
            key={content.fulfillmentId}
            fulfillment={content}
            locationId={locationId}
            onDone={onClose}
          />
          {content.carrier !== null && (
            <Text size="sm" c="dimmed">
              {content.carrier} · {content.trackingNumber}
            </Text>
          )}
        </Stack>
      )}
    </Drawer>
  );
}
