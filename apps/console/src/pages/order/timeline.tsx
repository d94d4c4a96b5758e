import { Text, ThemeIcon, Timeline } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconHandGrab,
  IconMapPin,
  IconPackage,
  IconShoppingCart,
  IconTruck,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import type { TimelineEntry } from './data.js';

type Look = readonly [icon: ComponentType<{ size?: number | string }>, colour: string];

const LOOKS: Readonly<Record<string, Look>> = {
  placed: [IconShoppingCart, 'blue'],
  reserved: [IconMapPin, 'shelf'],
  allocated: [IconCheck, 'shelf'],
  picked: [IconHandGrab, 'yellow'],
  packed: [IconPackage, 'yellow'],
  ready_for_pickup: [IconPackage, 'shelf'],
  picked_up: [IconCheck, 'green'],
  shipped: [IconTruck, 'green'],
  cancelled: [IconX, 'gray'],
  unfillable: [IconX, 'red'],
  oversold: [IconAlertTriangle, 'red'],
  fulfillment_rejected: [IconAlertTriangle, 'red'],
  short_pick: [IconAlertTriangle, 'orange'],
  reservation_refused: [IconAlertTriangle, 'orange'],
  overdue: [IconAlertTriangle, 'orange'],
  pickup_expired: [IconClock, 'orange'],
};
const PLAIN: Look = [IconClock, 'gray'];

/** Everything that happened to the order, oldest first. */
export function OrderTimeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, i18n } = useTranslation('order');
  const { dateTime } = useFormats();
  const nameOf = useLocationName();
  return (
    <Timeline bulletSize={26} lineWidth={2} active={entries.length} color="gray">
      {entries.map(({ at, what, detail, locationId }, i) => {
        const [Icon, colour] = LOOKS[what] ?? PLAIN;
        const known = i18n.exists(`happened.${what}`, { ns: 'order' });
        return (
          <Timeline.Item
            key={`${i}/${at}`}
            bullet={
              <ThemeIcon size={26} radius="xl" variant="light" color={colour}>
                <Icon size={15} />
              </ThemeIcon>
            }
            title={
              <Text size="sm" fw={600} component="span">
                {known ? t(`happened.${what}`) : detail}
              </Text>
            }
          >
            <Text size="xs" c="dimmed">
              {[dateTime(at), locationId === null ? null : nameOf(locationId)]
                .filter((part) => part !== null)
                .join(' · ')}
            </Text>
            {known && i18n.language === 'en' && locationId === null && (
              <Text size="xs" c="dimmed">
                {detail}
              </Text>
            )}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
