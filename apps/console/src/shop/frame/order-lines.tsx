import { ActionIcon, Anchor, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../shared/i18n/formats.js';
import { type Basket, MOST_OF_ONE } from '../model/basket.js';
import type { Product } from '../model/product.js';
import classes from '../pages/pages.module.css';
import { Amount } from './amount.js';
import { ProductArt } from './product-art.js';

/** What is bought, line by line; to be changed where `onChange` is there. */
export function OrderLines({
  lines,
  products,
  onChange,
}: {
  lines: Basket;
  products: ReadonlyMap<string, Product>;
  onChange?: (sku: string, quantity: number) => void;
}) {
  const { t } = useTranslation('shop');
  const { money } = useFormats();
  return (
    <div>
      {lines.map(({ sku, quantity }) => {
        const product = products.get(sku);
        const title = product?.title ?? sku;
        const price = product?.price == null ? null : Number(product.price) * quantity;
        return (
          <div key={sku} className={classes.row}>
            <ProductArt product={{ title, category: product?.category ?? null }} size="small" />
            <div>
              <Anchor component={Link} to={`/products/${encodeURIComponent(sku)}`} c="inherit" fw={550}>
                {title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {product?.details}
              </Text>
              {price !== null && <Text fw={600}>{money(price, product!.currency)}</Text>}
            </div>
            {onChange === undefined ? (
              <Text fw={600}>{quantity} ×</Text>
            ) : (
              <Group gap={4} wrap="nowrap">
                <Amount
                  value={quantity}
                  item={title}
                  max={MOST_OF_ONE}
                  onChange={(next) => onChange(sku, next)}
                />
                <ActionIcon
                  size={44}
                  variant="subtle"
                  color="gray"
                  aria-label={t('basket.remove', { item: title })}
                  onClick={() => onChange(sku, 0)}
                >
                  <IconTrash size={18} stroke={1.7} />
                </ActionIcon>
              </Group>
            )}
          </div>
        );
      })}
    </div>
  );
}
