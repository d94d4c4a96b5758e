import { Badge, type BadgeProps } from '@mantine/core';
import { IconAlarm, IconClock, IconFlame } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { type Fulfillment, urgencyOf } from './model/work.js';

const LOOKS = {
  overdue: { color: 'red', variant: 'filled', icon: IconFlame },
  soon: { color: 'orange', variant: 'light', icon: IconAlarm },
  later: { color: 'gray', variant: 'light', icon: IconClock },
} as const;

/** Until when it is promised, and how pressing that is; at the counter until when it is kept. */
export function Due({
  fulfillment,
  now,
  size = 'lg',
}: { fulfillment: Fulfillment; now: number } & Pick<BadgeProps, 'size'>) {
  const { t } = useTranslation('store-work');
  const { fromNow, dateTime } = useFormats();
  const { promisedAt, pickupBy, status } = fulfillment;
  if (status === 'ready_for_pickup') {
    if (pickupBy === null) return null;
    return (
      <Badge size={size!} color="gray" leftSection={<IconClock size={15} aria-hidden />}>
        {t('due.keepUntil', { when: dateTime(pickupBy) })}
      </Badge>
    );
  }
  const urgency = urgencyOf(fulfillment, now);
  if (promisedAt === null || urgency === 'none') return null;
  const { icon: Icon, ...look } = LOOKS[urgency];
  return (
    <Badge size={size!} {...look} leftSection={<Icon size={15} aria-hidden />} title={dateTime(promisedAt)}>
      {t(`due.${urgency}`, { when: fromNow(promisedAt, now) })}
    </Badge>
  );
}
