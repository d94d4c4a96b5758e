import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconShoppingBag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Empty } from '../../shared/ui/states.js';
import { OrderLines } from '../frame/order-lines.js';
import { useTitle } from '../frame/use-title.js';
import { useBasket } from '../data/basket.js';
import { useProductsOf } from '../data/products.js';
import { total } from '../model/basket.js';

export default function BasketPage() {
  const { t } = useTranslation('shop');
  useTitle(`${t('basket.title')} · ${t('name')}`);
  const { money } = useFormats();
  const { basket, change } = useBasket();
  const products = useProductsOf(basket.map(({ sku }) => sku));
  const sum = total(basket, (sku) => products.get(sku)?.price);
  const currency = products.values().next().value?.currency ?? 'USD';
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Title order={1}>{t('basket.title')}</Title>
      {basket.length === 0 ? (
        <Empty icon={IconShoppingBag} title={t('basket.empty')}>
          <Button component={Link} to="/" mt="sm">
            {t('basket.look')}
          </Button>
        </Empty>
      ) : (
        <>
          <Card>
            <OrderLines lines={basket} products={products} onChange={change} />
          </Card>
          {sum !== null && (
            <Group justify="space-between">
              <Text fz="lg">{t('basket.sum')}</Text>
              <Text fz="xl" fw={700}>
                {money(sum, currency)}
              </Text>
            </Group>
          )}
          <Button component={Link} to="/checkout" size="xl">
            {t('checkout.go')}
          </Button>
        </>
      )}
    </Stack>
  );
}
