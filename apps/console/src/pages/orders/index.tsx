import { Anchor, Box, Button, Group, Select, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLocationName } from '../../shared/data/locations.js';
import { useOrderNews } from '../../shared/data/news.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { LiveBadge } from '../../shared/ui/live-badge.js';
import { OrderStatusBadge } from '../../shared/ui/order-status-badge.js';
import { PageTitle } from '../../shared/ui/page-title.js';
import { SearchBox } from '../../shared/ui/search-box.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { ORDER_STATUSES, type OrderStatus, type OrderSummary, useOrders } from './data.js';

const LISTS = [['orders']];
const wholeOrders = ({ event }: { event: string }) => event === 'order';

/** Orders, newest first, found by their id, their customer or their status. */
export default function OrdersPage() {
  const { t } = useTranslation('orders');
  const [params, setParams] = useSearchParams();
  const words = params.get('q') ?? '';
  const status = ORDER_STATUSES.find((known) => known === params.get('status')) ?? null;
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        if (value === null || value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const stream = useOrderNews({}, LISTS, wholeOrders);
  const orders = useOrders(words, status);
  return (
    <>
      <PageTitle title={t('title')} hint={t('hint')}>
        <LiveBadge status={stream} />
      </PageTitle>
      <Group mb="md" gap="sm">
        <SearchBox
          words={words}
          onSearch={(q) => set('q', q)}
          label={t('search.label')}
          placeholder={t('search.placeholder')}
        />
        <Select
          aria-label={t('status.label')}
          placeholder={t('status.all')}
          clearable
          w={200}
          value={status}
          onChange={(chosen) => set('status', chosen)}
          data={ORDER_STATUSES.map((value) => ({ value, label: t(`common:orderStatus.${value}`) }))}
        />
      </Group>
      <Card flush>
        <Answered query={orders} rows={10}>
          {({ pages }) => {
            const found = unique(pages.flatMap(({ items }) => items));
            if (found.length === 0) return <Empty title={t('nothing')}>{t('nothingHint')}</Empty>;
            return (
              <>
                <Rows orders={found} />
                {orders.hasNextPage && (
                  <Box p="md" ta="center">
                    <Button
                      variant="default"
                      onClick={() => void orders.fetchNextPage()}
                      loading={orders.isFetchingNextPage}
                    >
                      {t('more')}
                    </Button>
                  </Box>
                )}
              </>
            );
          }}
        </Answered>
      </Card>
    </>
  );
}

/** An order that was placed while pages were read may stand on two of them. */
const unique = (orders: readonly OrderSummary[]): OrderSummary[] => [
  ...new Map(orders.map((order) => [order.orderId, order])).values(),
];

function Rows({ orders }: { orders: readonly OrderSummary[] }) {
  const { t } = useTranslation('orders');
  const { dateTime, number } = useFormats();
  const nameOf = useLocationName();
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('order')}</Table.Th>
          <Table.Th>{t('status.label')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('method')}</Table.Th>
          <Table.Th ta="right" visibleFrom="xs">
            {t('units')}
          </Table.Th>
          <Table.Th visibleFrom="md">{t('customer')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('placed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => (
          <Table.Tr key={order.orderId}>
            <Table.Td>
              <Anchor
                component={Link}
                to={`/orders/${encodeURIComponent(order.orderId)}`}
                c="inherit"
                fw={550}
                size="sm"
              >
                {order.orderId}
              </Anchor>
              <Text size="xs" c="dimmed">
                {order.channel}
              </Text>
            </Table.Td>
            <Table.Td>
              <OrderStatusBadge status={order.status as OrderStatus} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Text size="sm">{t(`methods.${order.method}`)}</Text>
              {order.pickupLocationId !== null && (
                <Text size="xs" c="dimmed">
                  {nameOf(order.pickupLocationId)}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right" visibleFrom="xs">
              {number(order.lines.reduce((n, { quantity }) => n + quantity, 0))}
            </Table.Td>
            <Table.Td visibleFrom="md">{order.customerId}</Table.Td>
            <Table.Td visibleFrom="sm">
              <Text size="sm" c="dimmed">
                {dateTime(order.placedAt)}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
