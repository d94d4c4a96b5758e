import { Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuildingStore, IconShoppingBagPlus, IconTruck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useLevels } from '../../shared/data/levels.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered } from '../../shared/ui/states.js';
import { Amount } from '../frame/amount.js';
import { ProductArt } from '../frame/product-art.js';
import { StockWord } from '../frame/stock-word.js';
import { useTitle } from '../frame/use-title.js';
import { useBasket } from '../data/basket.js';
import { useShipPromise } from '../data/buying.js';
import { usePlace } from '../data/place.js';
import { useAvailability, useProduct } from '../data/products.js';
import { NearbyMap, type Pin } from '../map/nearby-map.js';
import { MOST_OF_ONE } from '../model/basket.js';
import { type Offer, withLevels } from '../model/offer.js';
import type { Product } from '../model/product.js';
import { TellMe } from './tell-me.js';
import classes from './pages.module.css';

/** How many stores the map and the list show. */
const SHOWN = 20;

/** One product: what it is, what stores around have of it at this moment, and what can be promised. */
export default function ProductPage() {
  const { sku = '' } = useParams();
  const product = useProduct(sku);
  return <Answered query={product}>{(found) => <Details key={sku} product={found} />}</Answered>;
}

function Details({ product }: { product: Product }) {
  const { t } = useTranslation('shop');
  const { money } = useFormats();
  useTitle(`${product.title} · ${t('name')}`);
  const { place, stores } = usePlace();
  const availability = useAvailability([product.sku], place);
  const { list } = useLevels({ skus: [product.sku] });
  const offers = useMemo(
    () =>
      withLevels(availability.data?.[0]?.locations ?? [], list, product.lowStockThreshold).filter(
        ({ kind }) => kind === 'store',
      ),
    [availability.data, list, product.lowStockThreshold],
  );
  const shown = offers.slice(0, SHOWN);
  const pins = useMemo(() => pinsOf(shown, stores), [shown, stores]);
  const [chosen, choose] = useState<string | null>(null);
  const total = offers.reduce((sum, { available }) => sum + available, 0);
  const nearest = offers.find(({ available, pickupPromise }) => available > 0 && pickupPromise !== null);
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="md">
          <ProductArt product={product} size="large" />
          <div>
            <Title order={1} fz="1.7rem" lh={1.2}>
              {product.title}
            </Title>
            <Text c="dimmed">{product.details}</Text>
          </div>
          <Group justify="space-between" align="center">
            <span className={classes.price}>
              {product.price === null ? '' : money(product.price, product.currency)}
            </span>
            {availability.data !== undefined && (
              <StockWord
                status={nearest?.stockStatus ?? (total > 0 ? 'in_stock' : 'out_of_stock')}
                available={nearest?.available ?? total}
              />
            )}
          </Group>
          <Promises product={product} nearest={nearest} />
          {availability.data !== undefined && total === 0 ? (
            <TellMe sku={product.sku} />
          ) : (
            <Buy product={product} />
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Card title={t('near.title')}>
          <Stack gap="sm">
            {place !== null && <NearbyMap place={place} pins={pins} chosen={chosen} onChoose={choose} />}
            <Answered query={availability}>
              {() => <StoreList offers={shown} chosen={chosen} onChoose={choose} />}
            </Answered>
          </Stack>
        </Card>
      </Grid.Col>
    </Grid>
  );
}

function Promises({ product, nearest }: { product: Product; nearest: Offer | undefined }) {
  const { t } = useTranslation('shop');
  const { dateTime, kilometres } = useFormats();
  const { place } = usePlace();
  const basket = useMemo(() => [{ sku: product.sku, quantity: 1 }], [product.sku]);
  const ship = useShipPromise(basket, place);
  const leaves = ship.data?.assignments.at(0)?.promisedAt;
  return (
    <Stack gap="xs">
      <div className={classes.promise}>
        <IconBuildingStore size={22} stroke={1.7} aria-hidden />
        <div>
          <Text fw={600}>{t('promise.pickup')}</Text>
          <Text size="sm" c="dimmed">
            {nearest?.pickupPromise == null
              ? t('promise.noPickup')
              : t('promise.pickupAt', {
                  store: nearest.name,
                  when: dateTime(nearest.pickupPromise),
                  distance: nearest.distanceKm === null ? '' : kilometres(nearest.distanceKm),
                })}
          </Text>
        </div>
      </div>
      <div className={classes.promise}>
        <IconTruck size={22} stroke={1.7} aria-hidden />
        <div>
          <Text fw={600}>{t('promise.ship')}</Text>
          <Text size="sm" c="dimmed">
            {ship.data === undefined
              ? t('promise.asking')
              : leaves == null
                ? t('promise.noShip')
                : t('promise.shipAt', { when: dateTime(leaves) })}
          </Text>
        </div>
      </div>
    </Stack>
  );
}

function Buy({ product }: { product: Product }) {
  const { t } = useTranslation('shop');
  const { add } = useBasket();
  const navigate = useNavigate();
  const [quantity, setQuantity] = useState(1);
  return (
    <Group gap="sm" wrap="nowrap">
      <Amount value={quantity} item={product.title} max={MOST_OF_ONE} onChange={setQuantity} />
      <Button
        size="lg"
        flex={1}
        leftSection={<IconShoppingBagPlus aria-hidden />}
        onClick={() => {
          add(product.sku, quantity);
          notifications.show({ message: t('basket.added', { item: product.title }), color: 'shelf' });
          void navigate('/basket');
        }}
      >
        {t('basket.add')}
      </Button>
    </Group>
  );
}

/** The same as the map shows, in words; touching one finds it on the map. */
function StoreList({
  offers,
  chosen,
  onChoose,
}: {
  offers: readonly Offer[];
  chosen: string | null;
  onChoose: (locationId: string) => void;
}) {
  const { t } = useTranslation('shop');
  const { kilometres, dateTime } = useFormats();
  if (offers.length === 0) return <Text c="dimmed">{t('near.none')}</Text>;
  return (
    <ul className={classes.stores} aria-label={t('near.title')} tabIndex={0}>
      {offers.map((offer) => (
        <li key={offer.locationId}>
          <div
            className={classes.store}
            onMouseEnter={() => onChoose(offer.locationId)}
            style={{
              background: offer.locationId === chosen ? 'var(--mantine-color-default-hover)' : undefined,
            }}
          >
            <Text fw={550}>{offer.name}</Text>
            <StockWord status={offer.stockStatus} available={offer.available} />
            <Text size="sm" c="dimmed">
              {offer.pickupPromise === null
                ? t('near.noPickup')
                : t('near.pickupAt', { when: dateTime(offer.pickupPromise) })}
            </Text>
            <Text size="sm" c="dimmed" ta="right">
              {offer.distanceKm === null ? '' : kilometres(offer.distanceKm)}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}

function pinsOf(
  offers: readonly Offer[],
  stores: readonly { locationId: string; latitude: number | null; longitude: number | null }[],
): readonly Pin[] {
  const places = new Map(stores.map((store) => [store.locationId, store]));
  return offers.flatMap(({ locationId, name, stockStatus }) => {
    const { latitude = null, longitude = null } = places.get(locationId) ?? {};
    return latitude === null || longitude === null
      ? []
      : [{ locationId, name, stockStatus, latitude, longitude }];
  });
}
