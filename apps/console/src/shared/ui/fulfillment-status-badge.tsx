import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const COLOURS: Readonly<Record<string, string>> = {
  open: 'blue',
  accepted: 'blue',
  picking: 'yellow',
  packed: 'yellow',
  ready_for_pickup: 'shelf',
  picked_up: 'green',
  shipped: 'green',
  rejected: 'red',
  cancelled: 'gray',
  expired: 'orange',
};

/** Where a fulfillment stands. */
export function FulfillmentStatusBadge({ status }: { status: string }) {
  const { t } = useTranslation('common');
  return <Badge color={COLOURS[status] ?? 'gray'}>{t(`fulfillmentStatus.${status}`)}</Badge>;
}
