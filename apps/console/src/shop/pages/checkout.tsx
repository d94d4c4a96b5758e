import { Alert, Button, Group, Radio, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconClockHour4, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { ProblemError } from '#client';
import { useNow } from '../../shared/data/use-now.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { currentLanguage } from '../../shared/i18n/i18n.js';
import { Card } from '../../shared/ui/card.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { Answered } from '../../shared/ui/states.js';
import { OrderLines } from '../frame/order-lines.js';
import { useTitle } from '../frame/use-title.js';
import { EmailField, NameField } from '../frame/who-fields.js';
import { useBasket } from '../data/basket.js';
import {
  NothingToHold,
  type OrderInput,
  orderOf,
  type Reservation,
  useHold,
  usePlaceOrder,
  useRelease,
  useShipPromise,
  type Way,
} from '../data/buying.js';
import { useContact } from '../data/contact.js';
import { useOwnOrders } from '../data/customer.js';
import { usePlace } from '../data/place.js';
import { useAvailability, useProductsOf } from '../data/products.js';
import { total } from '../model/basket.js';
import { storesForAll } from '../model/offer.js';
import classes from './pages.module.css';

/** A basket that is held, and the order that it becomes. */
interface Held {
  readonly order: OrderInput;
  readonly reservation: Reservation;
}

/** First how the customer wants it; then it is held, with the clock running, while they say who they are. */
export default function Checkout() {
  const { t } = useTranslation('shop');
  useTitle(`${t('checkout.title')} · ${t('name')}`);
  const { money } = useFormats();
  const { basket, empty } = useBasket();
  const { place } = usePlace();
  const products = useProductsOf(basket.map(({ sku }) => sku));
  const hold = useHold();
  const release = useRelease();
  const [held, setHeld] = useState<Held | null>(null);
  const navigate = useNavigate();
  const [, remember] = useOwnOrders();
  const priceOf = (sku: string) => products.get(sku)?.price;
  const currency = products.values().next().value?.currency ?? 'USD';
  const sum = total(basket, priceOf);
  const holdFor = (way: Way) => {
    const order = orderOf(basket, way, place, {
      orderId: `web-${crypto.randomUUID().slice(0, 13)}`,
      currency,
      priceOf,
    });
    hold.mutate(order, { onSuccess: (reservation) => setHeld({ order, reservation }) });
  };
  const letGo = () => {
    if (held !== null) release.mutate(held.reservation.reservationId);
    setHeld(null);
    hold.reset();
  };
  if (basket.length === 0 && held === null) return <Navigate to="/basket" replace />;
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Title order={1}>{t('checkout.title')}</Title>
      <Card>
        <OrderLines lines={basket} products={products} />
        {sum !== null && (
          <Group justify="space-between" mt="xs">
            <Text>{t('basket.sum')}</Text>
            <Text fw={700}>{money(sum, currency)}</Text>
          </Group>
        )}
      </Card>
      {held === null ? (
        <ChooseWay pending={hold.isPending} error={hold.error} onChoose={holdFor} />
      ) : (
        <WhileHeld
          key={held.reservation.reservationId}
          held={held}
          onBack={letGo}
          onPlaced={(orderId) => {
            remember(orderId);
            void navigate(`/orders/${orderId}`);
            empty();
          }}
        />
      )}
    </Stack>
  );
}

function ChooseWay({
  pending,
  error,
  onChoose,
}: {
  pending: boolean;
  error: Error | null;
  onChoose: (way: Way) => void;
}) {
  const { t } = useTranslation('shop');
  const { dateTime, kilometres } = useFormats();
  const { basket } = useBasket();
  const { place } = usePlace();
  const availability = useAvailability(
    basket.map(({ sku }) => sku),
    place,
  );
  const ship = useShipPromise(basket, place);
  const [method, setMethod] = useState<Way['method']>('pickup');
  const [store, setStore] = useState<string | null>(null);
  const address = useForm({ initialValues: { name: '', address: '' } });
  const leaves = ship.data?.assignments.at(0)?.promisedAt;
  return (
    <Card title={t('checkout.how')}>
      <Stack gap="md">
        <SegmentedControl
          size="md"
          fullWidth
          aria-label={t('checkout.how')}
          value={method}
          onChange={(next) => setMethod(next as Way['method'])}
          data={(['pickup', 'ship'] as const).map((one) => ({ value: one, label: t(`checkout.${one}`) }))}
        />
        {method === 'pickup' ? (
          <Answered query={availability}>
            {(answers) => {
              const stores = storesForAll(answers, basket).slice(0, 6);
              const [nearest] = stores;
              if (nearest === undefined) return <Alert color="orange">{t('checkout.noStore')}</Alert>;
              const chosen = stores.find(({ locationId }) => locationId === store) ?? nearest;
              return (
                <>
                  <Radio.Group label={t('checkout.store')} value={chosen.locationId} onChange={setStore}>
                    <Stack gap="xs" mt="xs">
                      {stores.map((offer) => (
                        <Radio.Card
                          key={offer.locationId}
                          value={offer.locationId}
                          className={classes.choice!}
                        >
                          <Radio.Indicator />
                          <div>
                            <Text fw={600}>{offer.name}</Text>
                            <Text size="sm" c="dimmed">
                              {t('near.pickupAt', { when: dateTime(offer.pickupPromise!) })}
                              {offer.distanceKm !== null && ` · ${kilometres(offer.distanceKm)}`}
                            </Text>
                          </div>
                        </Radio.Card>
                      ))}
                    </Stack>
                  </Radio.Group>
                  <HoldRefusal error={error} />
                  <Button
                    size="xl"
                    leftSection={<IconLock aria-hidden />}
                    loading={pending}
                    onClick={() => onChoose({ method: 'pickup', locationId: chosen.locationId })}
                  >
                    {t('checkout.hold')}
                  </Button>
                </>
              );
            }}
          </Answered>
        ) : (
          <form onSubmit={address.onSubmit((to) => onChoose({ method: 'ship', ...to }))}>
            <Stack gap="md">
              <Text size="sm" c="dimmed">
                {leaves == null ? t('promise.noShip') : t('promise.shipAt', { when: dateTime(leaves) })}
              </Text>
              <NameField required {...address.getInputProps('name')} />
              <TextInput
                size="md"
                label={t('checkout.address')}
                autoComplete="street-address"
                maxLength={500}
                required
                {...address.getInputProps('address')}
              />
              <HoldRefusal error={error} />
              <Button type="submit" size="xl" leftSection={<IconLock aria-hidden />} loading={pending}>
                {t('checkout.hold')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Card>
  );
}

function HoldRefusal({ error }: { error: Error | null }) {
  const { t } = useTranslation('shop');
  if (error instanceof NothingToHold) return <Alert color="orange">{t('checkout.nobody')}</Alert>;
  return <Refusal error={error} namespace="shop" />;
}

/** Nobody else can buy it while the clock runs. */
function WhileHeld({
  held,
  onBack,
  onPlaced,
}: {
  held: Held;
  onBack: () => void;
  onPlaced: (orderId: string) => void;
}) {
  const { t } = useTranslation('shop');
  const contact = useContact();
  const placing = usePlaceOrder();
  const now = useNow(500);
  const left = Math.max(0, Math.ceil((new Date(held.reservation.expiresAt).getTime() - now) / 1_000));
  const expired = left === 0;
  if (contact.isPending) return null;
  const forbidden = placing.error instanceof ProblemError && placing.error.status === 403;
  return (
    <Card title={t('checkout.who')}>
      <Stack gap="md">
        {expired ? (
          <Alert color="orange" role="alert">
            <Stack gap="sm" align="flex-start">
              {t('checkout.expired')}
              <Button onClick={onBack}>{t('checkout.again')}</Button>
            </Stack>
          </Alert>
        ) : (
          <Alert color="shelf" icon={<IconClockHour4 />}>
            {t('checkout.held')} <span className={classes.clock}>{clock(left)}</span>
          </Alert>
        )}
        <WhoForm
          name={contact.data?.name ?? held.order.shipTo?.name ?? ''}
          email={contact.data?.email ?? ''}
          disabled={expired}
          pending={placing.isPending}
          onPlace={(who) => {
            const order = { ...held.order, reservationId: held.reservation.reservationId };
            placing.mutate(
              { order, ...who, locale: currentLanguage() },
              { onSuccess: ({ orderId }) => onPlaced(orderId) },
            );
          }}
        />
        {forbidden ? (
          <Alert color="orange">{t('checkout.closed')}</Alert>
        ) : (
          <Refusal error={placing.error} namespace="shop" />
        )}
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('checkout.back')}
        </Button>
      </Stack>
    </Card>
  );
}

function WhoForm({
  name,
  email,
  disabled,
  pending,
  onPlace,
}: {
  name: string;
  email: string;
  disabled: boolean;
  pending: boolean;
  onPlace: (who: { name: string; email: string }) => void;
}) {
  const { t } = useTranslation('shop');
  const form = useForm({ initialValues: { name, email } });
  return (
    <form onSubmit={form.onSubmit((who) => onPlace({ name: who.name.trim(), email: who.email.trim() }))}>
      <Stack gap="md">
        <NameField {...form.getInputProps('name')} />
        <EmailField hint={t('checkout.emailHint')} {...form.getInputProps('email')} />
        <Button type="submit" size="xl" disabled={disabled} loading={pending}>
          {t('checkout.place')}
        </Button>
      </Stack>
    </form>
  );
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
