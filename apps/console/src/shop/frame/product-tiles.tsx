import { SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLevels } from '../../shared/data/levels.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { nearestStores, usePlace } from '../data/place.js';
import { nearbyStock } from '../model/offer.js';
import type { Product } from '../model/product.js';
import { ProductArt } from './product-art.js';
import classes from './product-tiles.module.css';

/** Around the customer: how many stores a tile speaks of. */
const STORES_NEAR = 12;

/** Products side by side, each with what the stores around have of it at this moment. */
export function ProductTiles({ products }: { products: readonly Product[] }) {
  const { stores, place } = usePlace();
  const near = nearestStores(stores, place, STORES_NEAR).map(({ locationId }) => locationId);
  // The stream takes so many levels at once; what is further down says nothing rather than something old.
  const watched = products.slice(0, Math.floor(1_000 / STORES_NEAR)).map(({ sku }) => sku);
  const { levels, list } = useLevels({ skus: watched, locationIds: near });
  return (
    <SimpleGrid
      cols={{ base: 2, sm: 3, md: 4 }}
      spacing={{ base: 'sm', sm: 'md' }}
      component="ul"
      className={classes.list}
    >
      {products.map((product) => (
        <li key={product.sku}>
          <Tile
            product={product}
            stock={
              levels === undefined || !watched.includes(product.sku)
                ? undefined
                : nearbyStock(list, product.sku)
            }
          />
        </li>
      ))}
    </SimpleGrid>
  );
}

function Tile({
  product,
  stock,
}: {
  product: Product;
  stock: { readonly stores: number; readonly units: number } | undefined;
}) {
  const { t } = useTranslation('shop');
  const { money } = useFormats();
  return (
    <Link to={`/products/${encodeURIComponent(product.sku)}`} className={classes.tile}>
      <ProductArt product={product} size="tile" />
      <div className={classes.text}>
        <Text fw={600} lineClamp={2} lh={1.3}>
          {product.title}
        </Text>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {product.details}
        </Text>
      </div>
      <div className={classes.foot}>
        <Text fw={700} fz="lg">
          {product.price === null ? ' ' : money(product.price, product.currency)}
        </Text>
        {stock !== undefined && (
          <span className={classes.stock} data-out={stock.stores === 0 || undefined}>
            {stock.stores === 0 ? t('tile.out') : t('tile.near', { count: stock.stores })}
          </span>
        )}
      </div>
    </Link>
  );
}
