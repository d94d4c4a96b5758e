import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconChevronLeft } from '@tabler/icons-react';
import { ProblemError } from '#client';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useOrderNews } from '../../shared/data/news.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { OrderStatusBadge } from '../../shared/ui/order-status-badge.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { Empty, Failure, Loading, wordsOf } from '../../shared/ui/states.js';
import { type Order, useCancelOrder, useOrder } from './data.js';
import { Fulfillments } from './fulfillments.js';
import { Lines } from './lines.js';
import { Sourcing } from './sourcing.js';
import { OrderTimeline } from './timeline.js';

/** An order: what was ordered, who prepares it, why they were chosen, and everything that happened to it. */
export default function OrderPage() {
  const { t } = useTranslation('order');
  const { orderId = '' } = useParams();
  const keys = useMemo(() => [['order', orderId]], [orderId]);
  const stream = useOrderNews({ orderId }, keys);
  const { data: order, error, refetch } = useOrder(orderId);
  if (error instanceof ProblemError && error.status === 404) {
    return (
      <>
        <Back />
        <Empty title={t('unknown', { orderId })} />
      </>
    );
  }
  return (
    <>
      <Back />
      <PageTitle title={orderId} hint={order === undefined ? undefined : <Facts order={order} />}>
        <LiveBadge status={stream} />
        {order !== undefined && <Cancel order={order} />}
      </PageTitle>
      {error !== null && <Failure error={error} again={() => void refetch()} />}
      {order === undefined ? (
        error === null && <Loading rows={10} />
      ) : (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <Stack gap="md" miw={0}>
            <Card title={t('lines.title')} flush>
              <Lines order={order} />
            </Card>
            <Card title={t('fulfillments.title')}>
              <Fulfillments order={order} />
            </Card>
            <Card title={t('sourcing.title')}>
              <Sourcing order={order} />
            </Card>
          </Stack>
          <Card title={t('timeline.title')}>
            <OrderTimeline entries={order.timeline} />
          </Card>
        </SimpleGrid>
      )}
    </>
  );
}

function Back() {
  const { t } = useTranslation('order');
  return (
    <Anchor component={Link} to="/orders" size="sm" c="dimmed">
      <Group gap={2} component="span">
        <IconChevronLeft size={15} />
        {t('back')}
      </Group>
    </Anchor>
  );
}

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  const { dateTime } = useFormats();
  return (
    <Group gap="xs" mt={4}>
      <OrderStatusBadge status={order.status} />
      <Text size="sm">
        {t('facts', {
          method: t(`methods.${order.method}`),
          channel: order.channel,
          customer: order.customerId,
          at: dateTime(order.placedAt),
        })}
      </Text>
    </Group>
  );
}

/** Whether anything is left that could be called off. */
const canCancel = (order: Order): boolean =>
  order.lines.some(({ sourcing, allocated }) => sourcing + allocated > 0);

function Cancel({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  const cancel = useCancelOrder(order.orderId);
  if (!canCancel(order)) return null;
  const ask = () =>
    modals.openConfirmModal({
      title: t('cancel.title', { orderId: order.orderId }),
      children: <Text size="sm">{t('cancel.what')}</Text>,
      labels: { confirm: t('cancel.yes'), cancel: t('cancel.no') },
      confirmProps: { color: 'red' },
      onConfirm: () =>
        cancel.mutate(undefined, {
          onSuccess: () => notifications.show({ color: 'shelf', message: t('cancel.done') }),
          onError: (refused) =>
            notifications.show({ color: 'red', title: t('cancel.refused'), message: wordsOf(refused, t) }),
        }),
    });
  return (
    <Button color="red" variant="light" onClick={ask} loading={cancel.isPending}>
      {t('cancel.button')}
    </Button>
  );
}
