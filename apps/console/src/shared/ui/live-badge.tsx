import type { StreamStatus } from '#client';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './live-badge.module.css';

/** Whether what is shown is of this moment. */
export function LiveBadge({ status }: { status: StreamStatus }) {
  const { t } = useTranslation('common');
  const live = status === 'live';
  return (
    <Badge
      size="lg"
      color={live ? 'shelf' : 'yellow'}
      leftSection={<span className={classes.dot} data-live={live || undefined} />}
      role="status"
    >
      {t(`live.${status}`)}
    </Badge>
  );
}
