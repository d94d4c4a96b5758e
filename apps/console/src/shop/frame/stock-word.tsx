import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StockStatus } from '../model/offer.js';

const COLORS: Readonly<Record<StockStatus, string>> = {
  in_stock: 'shelf',
  low_stock: 'orange',
  out_of_stock: 'gray',
};

/** In stock, few left with how many, or out. */
export function StockWord({ status, available }: { status: StockStatus; available: number }) {
  const { t } = useTranslation('shop');
  return <Badge color={COLORS[status]}>{t(`stock.${status}`, { count: available })}</Badge>;
}
