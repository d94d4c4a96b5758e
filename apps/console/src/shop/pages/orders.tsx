import { Badge, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPackage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../shared/i18n/formats.js';
import { Answered, Empty } from '../../shared/ui/states.js';
import { useTitle } from '../frame/use-title.js';
import { useOrders } from '../data/orders.js';
import classes from './pages.module.css';

/** What this customer has ordered. */
export default function Orders() {
  const { t } = useTranslation('shop');
  useTitle(`${t('orders.title')} · ${t('name')}`);
  const { dateTime } = useFormats();
  const orders = useOrders();
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Title order={1}>{t('orders.title')}</Title>
      <Answered query={orders}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={IconPackage} title={t('orders.none')} />
          ) : (
            <Stack gap="xs" component="ul" className={classes.list}>
              {list.map((order) => (
                <li key={order.orderId}>
                  <UnstyledButton
                    component={Link}
                    to={`/orders/${order.orderId}`}
                    className={classes.choice!}
                    style={{ gridTemplateColumns: '1fr auto' }}
                  >
                    <div>
                      <Text fw={600}>{t('order.title', { order: order.orderId })}</Text>
                      <Text size="sm" c="dimmed">
                        {dateTime(order.placedAt)} ·{' '}
                        {t('units', { count: order.lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
                      </Text>
                    </div>
                    <Group gap={6} wrap="nowrap">
                      <Badge>{t(`order.status.${order.status}`)}</Badge>
                      <IconChevronRight size={18} aria-hidden />
                    </Group>
                  </UnstyledButton>
                </li>
              ))}
            </Stack>
          )
        }
      </Answered>
    </Stack>
  );
}
