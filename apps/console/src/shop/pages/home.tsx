import { Group, Stack, Text, Title } from '@mantine/core';
import { IconBolt, IconBuildingStore, IconTruck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '../frame/use-title.js';
import { Loading } from '../../shared/ui/states.js';
import { ProductTiles } from '../frame/product-tiles.js';
import { nearestStores, usePlace } from '../data/place.js';
import { useCategories, usePlentyAt, useProductsOf } from '../data/products.js';
import { spoken } from '../model/product.js';
import classes from './pages.module.css';

/** The front page: what the shop can do, its shelves, and what the nearest store has plenty of. */
export default function Home() {
  const { t } = useTranslation('shop');
  useTitle(t('name'));
  const { stores, place } = usePlace();
  const nearest = nearestStores(stores, place, 1)[0];
  const { data: categories } = useCategories(14);
  const { data: skus } = usePlentyAt(nearest?.locationId, 12);
  const products = useProductsOf(skus ?? []);
  return (
    <Stack gap="xl">
      <section className={classes.hero}>
        <Title order={1} className={classes.claim}>
          {t('hero.title')}
        </Title>
        <Text fz="lg" maw={560}>
          {t('hero.text')}
        </Text>
        <Group gap="lg" mt="md">
          <Point icon={IconBolt}>{t('hero.live')}</Point>
          <Point icon={IconBuildingStore}>{t('hero.pickup')}</Point>
          <Point icon={IconTruck}>{t('hero.ship')}</Point>
        </Group>
      </section>
      {categories !== undefined && categories.length > 0 && (
        <nav aria-label={t('categories')} className={classes.categories}>
          {categories.map((category) => (
            <Link
              key={category}
              to={`/search?category=${encodeURIComponent(category)}`}
              className={classes.category}
            >
              {spoken(category)}
            </Link>
          ))}
        </nav>
      )}
      <section>
        <Title order={2} mb="md">
          {nearest === undefined ? t('plenty') : t('plentyAt', { store: nearest.name })}
        </Title>
        {skus === undefined ? (
          nearest !== undefined && <Loading />
        ) : (
          <ProductTiles products={skus.flatMap((sku) => products.get(sku) ?? [])} />
        )}
      </section>
    </Stack>
  );
}

function Point({ icon: Icon, children }: { icon: typeof IconBolt; children: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Icon size={20} stroke={1.7} aria-hidden />
      <Text fw={550}>{children}</Text>
    </Group>
  );
}
