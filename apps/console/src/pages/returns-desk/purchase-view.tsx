import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconBuildingStore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { Answered } from '../../shared/ui/states.js';
import { useNewsOf, useReturnable, useReturnsOf } from './data.js';
import type { PurchaseRef } from './model/request.js';
import { RequestForm } from './request-form.js';
import { ReturnCard } from './return-card.js';

/** One order or receipt: what of it may come back, and what has. */
export function PurchaseView({
  purchase,
  deskId,
  onBack,
}: {
  purchase: PurchaseRef;
  /** The location of this desk; null until somebody has chosen it. */
  deskId: string | null;
  onBack?: () => void;
}) {
  const { t } = useTranslation('returns-desk');
  const nameOf = useLocationName();
  const returnable = useReturnable(purchase);
  const returns = useReturnsOf(purchase);
  const stream = useNewsOf(purchase);
  return (
    <Stack gap="md">
      <Group gap="sm">
        {onBack !== undefined && (
          <Button variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />} onClick={onBack}>
            {t('back')}
          </Button>
        )}
        <Text fw={650} fz="lg">
          {'orderId' in purchase
            ? t('purchase.order', { number: purchase.orderId })
            : t('purchase.receipt', { number: purchase.saleId })}
        </Text>
        {'saleId' in purchase && <Text c="dimmed">{nameOf(purchase.locationId)}</Text>}
        {returnable.data?.customerId != null && (
          <Text c="dimmed">{t('purchase.customer', { customer: returnable.data.customerId })}</Text>
        )}
        <LiveBadge status={stream} />
      </Group>
      {deskId === null && (
        <Alert color="orange" icon={<IconBuildingStore />}>
          {t('chooseDesk')}
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Answered query={returnable}>
            {(data) => <RequestForm purchase={purchase} returnable={data} deskId={deskId} />}
          </Answered>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Answered query={returns} rows={3}>
            {(list) => (
              <Stack gap="md">
                {list.map((one) => (
                  <ReturnCard
                    // Its awaited units are laid out anew when some have come.
                    key={`${one.returnId} ${one.updatedAt}`}
                    ret={one}
                    deskId={deskId}
                    nameOf={(sku) => returnable.data?.lines.find((line) => line.sku === sku)?.name ?? sku}
                  />
                ))}
              </Stack>
            )}
          </Answered>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
