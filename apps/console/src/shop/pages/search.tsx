import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Empty, Failure, Loading } from '../../shared/ui/states.js';
import { ProductTiles } from '../frame/product-tiles.js';
import { useTitle } from '../frame/use-title.js';
import { useProducts } from '../data/products.js';
import { productOf, spoken } from '../model/product.js';

/** Products by words, or of one category. */
export default function Search() {
  const { t } = useTranslation('shop');
  const [query] = useSearchParams();
  const q = query.get('q') ?? '';
  const category = query.get('category') ?? '';
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useProducts({
    q,
    category,
  });
  const title =
    category !== '' ? spoken(category) : q === '' ? t('search.all') : t('search.for', { words: q });
  useTitle(`${title} · ${t('name')}`);
  const products = data?.pages.flatMap(({ items }) => items.map(productOf));
  return (
    <Stack gap="md">
      <Title order={1}>{title}</Title>
      {products === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : products.length === 0 ? (
        <Empty icon={IconSearchOff} title={t('search.none')}>
          {t('search.noneHint')}
        </Empty>
      ) : (
        <>
          <ProductTiles products={products} />
          {hasNextPage && (
            <Center>
              <Button
                variant="default"
                size="md"
                loading={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                {t('search.more')}
              </Button>
            </Center>
          )}
          {!hasNextPage && (
            <Text ta="center" size="sm" c="dimmed">
              {t('search.end')}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
