import { Badge, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconReceipt, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { type Purchase, type PurchaseRef, refOf } from './model/request.js';
import classes from './returns-desk.module.css';

/** Orders and receipts to choose from, newest first. */
export function PurchaseList({
  purchases,
  onOpen,
}: {
  purchases: readonly Purchase[];
  onOpen: (ref: PurchaseRef) => void;
}) {
  const { t } = useTranslation('returns-desk');
  const { dateTime } = useFormats();
  const nameOf = useLocationName();
  return (
    <Stack gap="xs" component="ul" className={classes.list} aria-label={t('purchases')}>
      {purchases.map((purchase) => {
        const ref = refOf(purchase);
        if (ref === null) return null;
        const web = purchase.orderId !== null;
        const back = purchase.lines.reduce((sum, { returned }) => sum + returned, 0);
        const Icon = web ? IconWorld : IconReceipt;
        return (
          <li key={JSON.stringify(ref)}>
            <UnstyledButton className={classes.purchase} onClick={() => onOpen(ref)}>
              <Icon size={24} stroke={1.6} aria-hidden />
              <div>
                <Text fw={600}>
                  {t(web ? 'purchase.order' : 'purchase.receipt', {
                    number: purchase.orderId ?? purchase.saleId,
                  })}
                </Text>
                <Text size="sm" c="dimmed">
                  {purchase.locationId !== null && `${nameOf(purchase.locationId)} · `}
                  {dateTime(purchase.handedOverAt ?? purchase.createdAt)}
                </Text>
                <Text size="sm" lineClamp={1}>
                  {purchase.lines.map((line) => `${line.quantity} × ${line.name ?? line.sku}`).join(', ')}
                </Text>
              </div>
              <Group gap={6} wrap="nowrap">
                {back > 0 && <Badge color="orange">{t('purchase.returned', { count: back })}</Badge>}
                <IconChevronRight size={20} aria-hidden />
              </Group>
            </UnstyledButton>
          </li>
        );
      })}
    </Stack>
  );
}
