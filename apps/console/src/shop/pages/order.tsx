import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleX, IconTruck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLocations } from '../../shared/data/locations.js';
import { useOrderNews } from '../../shared/data/news.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { OrderLines } from '../frame/order-lines.js';
import { Stages } from '../frame/stages.js';
import { useTitle } from '../frame/use-title.js';
import { useCancelOrder, useOrder, useOrderReturns, usePickupCode } from '../data/orders.js';
import { useProductsOf } from '../data/products.js';
import {
  isLive,
  mayCancel,
  mayReturn,
  type Order,
  promiseOf,
  type Stage,
  stageOf,
  stagesOf,
} from '../model/order-progress.js';
import classes from './pages.module.css';

/** How an order fares, while one looks on. */
export default function OrderPage() {
  const { orderId = '' } = useParams();
  const { t } = useTranslation('shop');
  useTitle(`${t('order.title', { order: orderId })} · ${t('name')}`);
  const order = useOrder(orderId);
  const status = useOrderNews({ orderId }, [
    ['shop-order', orderId],
    ['pickup-code', orderId],
  ]);
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Group justify="space-between">
        <Title order={1}>{t('order.title', { order: orderId })}</Title>
        <LiveBadge status={status} />
      </Group>
      <Answered query={order}>
        {(found) =>
          found === null ? (
            <Empty title={t('order.unknown')}>{t('order.unknownHint')}</Empty>
          ) : (
            <Progress order={found} />
          )
        }
      </Answered>
    </Stack>
  );
}

function Progress({ order }: { order: Order }) {
  const { t } = useTranslation('shop');
  const { dateTime } = useFormats();
  const products = useProductsOf(order.lines.map(({ sku }) => sku));
  const stages = stagesOf(order);
  const stage = stageOf(order);
  const ended = order.status === 'cancelled' || order.status === 'unfillable';
  const promise = promiseOf(order);
  const parcels = order.fulfillments.filter((part) => isLive(part) && part.trackingNumber !== null);
  const missing = order.lines.reduce((sum, { cancelled }) => sum + cancelled, 0);
  return (
    <>
      <Card>
        {ended ? (
          <Alert color="red" icon={<IconCircleX />} title={t(`order.status.${order.status}`)}>
            {t('order.refund')}
          </Alert>
        ) : (
          <Stack gap="md">
            <Text fz="xl" fw={650} role="status">
              {t(`stage.${stage}.title`)}
            </Text>
            <Text c="dimmed">
              {promise !== null && (stage === 'confirmed' || stage === 'preparing')
                ? t(order.method === 'pickup' ? 'order.readyBy' : 'order.leavesBy', {
                    when: dateTime(promise),
                  })
                : t(`stage.${stage}.text`)}
            </Text>
            <Stages stages={stages} stage={stage} />
          </Stack>
        )}
      </Card>
      {order.method === 'pickup' && !ended && <Pickup order={order} stage={stage} />}
      {parcels.map((part) => (
        <Card key={part.fulfillmentId}>
          <Group gap="sm">
            <IconTruck size={22} stroke={1.7} aria-hidden />
            <Text>{t('order.parcel', { carrier: part.carrier, number: part.trackingNumber })}</Text>
          </Group>
        </Card>
      ))}
      <Card title={t('order.items')}>
        <OrderLines lines={order.lines} products={products} />
        {missing > 0 && !ended && (
          <Alert color="orange" mt="sm">
            {t('order.missing', { count: missing })}
          </Alert>
        )}
      </Card>
      <GoneBack orderId={order.orderId} />
      <Actions order={order} />
    </>
  );
}

function Pickup({ order, stage }: { order: Order; stage: Stage }) {
  const { t } = useTranslation('shop');
  const { dateTime } = useFormats();
  const waits = stage !== 'collected';
  const code = usePickupCode(order.orderId, waits && stage !== 'placed');
  const { data: locations } = useLocations();
  const part = order.fulfillments.find(isLive);
  const storeId = order.pickupLocationId ?? part?.pickupLocationId ?? part?.locationId;
  const store = locations?.find(({ locationId }) => locationId === storeId);
  return (
    <Card title={t('pickup.title')}>
      <Stack gap="md">
        {store !== undefined && (
          <div>
            <Text fw={600}>{store.name}</Text>
            <Text size="sm" c="dimmed">
              {store.address}
            </Text>
          </div>
        )}
        {waits && code.data != null && (
          <div className={classes.ticket}>
            <Text size="sm">{t('pickup.code')}</Text>
            <div className={classes.code}>{code.data}</div>
            <Text size="sm" c="dimmed">
              {part?.pickupBy == null
                ? t('pickup.later')
                : t('pickup.until', { when: dateTime(part.pickupBy) })}
            </Text>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function GoneBack({ orderId }: { orderId: string }) {
  const { t } = useTranslation('shop');
  const { dateTime, money } = useFormats();
  const { data } = useOrderReturns(orderId);
  if (data === undefined || data.length === 0) return null;
  return (
    <Card title={t('back.title')}>
      <Stack gap="sm">
        {data.map((one) => (
          <div key={one.returnId}>
            <Text fw={600}>{t(`back.status.${one.status}`)}</Text>
            <Text size="sm" c="dimmed">
              {t('back.number', { number: one.returnId })}
              {one.status === 'authorized' && ` · ${t('back.until', { when: dateTime(one.expiresAt) })}`}
            </Text>
            {one.refunds.map((refund) => (
              <Text key={refund.refundId} size="sm">
                {t(refund.status === 'settled' ? 'back.paid' : 'back.owed', {
                  money: money(refund.amount, refund.currency),
                })}
              </Text>
            ))}
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Actions({ order }: { order: Order }) {
  const { t } = useTranslation('shop');
  const cancel = useCancelOrder(order.orderId);
  return (
    <>
      <Refusal error={cancel.error} namespace="shop" />
      <Group>
        {mayReturn(order) && (
          <Button component={Link} to={`/orders/${order.orderId}/return`} variant="light">
            {t('back.start')}
          </Button>
        )}
        {mayCancel(order) && (
          <Button variant="subtle" color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('order.cancel')}
          </Button>
        )}
        <Anchor component={Link} to="/orders" ms="auto">
          {t('orders.title')}
        </Anchor>
      </Group>
    </>
  );
}
