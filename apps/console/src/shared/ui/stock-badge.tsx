import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StockStatus } from '../data/stock-status.js';

const COLOURS = { in_stock: 'shelf', low_stock: 'orange', out_of_stock: 'gray' } as const;

/** Whether there is something to sell: in a word, and in a colour. */
export function StockBadge({ status }: { status: StockStatus }) {
  const { t } = useTranslation('common');
  return (
    <Badge color={COLOURS[status]} miw="max-content">
      {t(`stock.${status}`)}
    </Badge>
  );
}
