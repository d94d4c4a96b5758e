import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const COLOURS: Readonly<Record<string, string>> = {
  placed: 'blue',
  sourcing: 'yellow',
  allocated: 'shelf',
  partially_fulfilled: 'grape',
  fulfilled: 'green',
  cancelled: 'gray',
  unfillable: 'red',
};

/** Where an order stands. */
export function OrderStatusBadge({ status, size = 'md' }: { status: string; size?: 'md' | 'lg' }) {
  const { t } = useTranslation('common');
  return (
    <Badge color={COLOURS[status] ?? 'gray'} size={size}>
      {t(`orderStatus.${status}`)}
    </Badge>
  );
}
