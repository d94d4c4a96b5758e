import { type InventorySchemas, type OrdersSchemas, unwrap } from '#client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useShelfstream } from '../../shared/data/shelfstream.js';
import type { Basket } from '../model/basket.js';
import type { Place } from '../model/place.js';
import { customerId } from './customer.js';

export type OrderInput = OrdersSchemas['OrderInput'];
export type Reservation = InventorySchemas['Reservation'];

/** How long a basket is held while the customer checks out, in seconds. */
export const HOLD_SECONDS = 600;

/** How the customer wants it. */
export type Way =
  | { readonly method: 'pickup'; readonly locationId: string }
  | { readonly method: 'ship'; readonly address: string; readonly name: string };

/** An order of the basket, as it would be placed. */
export function orderOf(
  basket: Basket,
  way: Way,
  place: Place | null,
  more: { orderId: string; currency: string; priceOf: (sku: string) => string | null | undefined },
): OrderInput {
  return {
    orderId: more.orderId,
    channel: 'web',
    customerId: customerId(),
    method: way.method,
    currency: more.currency,
    onShortage: 'source_again',
    ...(way.method === 'pickup'
      ? { pickupLocationId: way.locationId }
      : {
          shipTo: {
            address: way.address,
            ...(way.name === '' ? {} : { name: way.name }),
            ...(place === null ? {} : { latitude: place.latitude, longitude: place.longitude }),
          },
        }),
    lines: basket.map(({ sku, quantity }, i) => {
      const unitPrice = more.priceOf(sku);
      return { lineId: String(i + 1), sku, quantity, ...(unitPrice == null ? {} : { unitPrice }) };
    }),
  };
}

/** From where a basket would be sent, and when the carrier has it; nothing is promised by asking. */
export function useShipPromise(basket: Basket, place: Place | null) {
  const { orders } = useShelfstream();
  return useQuery({
    queryKey: ['ship-promise', basket, place],
    enabled: basket.length > 0 && place !== null,
    queryFn: ({ signal }) => {
      const way = { method: 'ship', address: 'Preview', name: '' } as const;
      const ask = { orderId: crypto.randomUUID(), currency: 'USD', priceOf: () => null };
      const body = orderOf(basket, way, place, ask);
      return unwrap(orders.POST('/orders/v1/orders/preview', { body, signal }));
    },
  });
}

/** Holds the basket where it will come from, so that nobody else can buy it meanwhile. */
export function useHold() {
  const { inventory, orders } = useShelfstream();
  return useMutation({
    mutationFn: async (order: OrderInput): Promise<Reservation> => {
      const lines =
        order.pickupLocationId === undefined
          ? (await unwrap(orders.POST('/orders/v1/orders/preview', { body: order }))).assignments.flatMap(
              ({ locationId, lines: parts }) =>
                parts.map(({ sku, quantity }) => ({ sku, locationId, quantity })),
            )
          : order.lines.map(({ sku, quantity }) => ({
              sku,
              quantity,
              locationId: order.pickupLocationId!,
            }));
      if (lines.length === 0) throw new NothingToHold();
      const body = {
        reservationId: crypto.randomUUID(),
        reference: order.orderId,
        ttlSeconds: HOLD_SECONDS,
        allowPartial: false,
        lines,
      };
      return unwrap(inventory.POST('/inventory/v1/reservations', { body }));
    },
  });
}

/** No store can give any of it. */
export class NothingToHold extends Error {
  override readonly name = 'NothingToHold';
}

/** Lets a hold go when the customer thinks better of it; one that is forgotten ends by itself. */
export function useRelease() {
  const { inventory } = useShelfstream();
  return useMutation({
    mutationFn: (reservationId: string) =>
      unwrap(
        inventory.POST('/inventory/v1/reservations/{reservationId}/release', {
          params: { path: { reservationId } },
          body: {},
        }),
      ),
  });
}

/** Places the order on its hold; before that it is known whom to tell about it. */
export function usePlaceOrder() {
  const { orders, notifications } = useShelfstream();
  return useMutation({
    mutationFn: async ({
      order,
      name,
      email,
      locale,
    }: {
      order: OrderInput;
      name: string;
      email: string;
      locale: 'en' | 'zh-CN';
    }) => {
      if (email !== '') {
        await unwrap(
          notifications.PUT('/notifications/v1/contacts/{customerId}', {
            params: { path: { customerId: order.customerId } },
            body: {
              email,
              locale,
              channels: ['email'],
              consents: ['transactional'],
              ...(name === '' ? {} : { name }),
            },
          }),
        );
      }
      return unwrap(orders.POST('/orders/v1/orders', { body: order }));
    },
  });
}
