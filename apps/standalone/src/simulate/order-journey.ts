import type { OrdersSchemas } from '#client';
import { ask, type Errand, pause } from './errand.js';
import type { Random } from './random.js';
import type { ReturnGoods } from './returns.js';

type Order = OrdersSchemas['Order'];
type Fulfillment = OrdersSchemas['Fulfillment'];

/** Follows an order to its end. */
export type FollowOrder = (orderId: string, random: Random) => Promise<void>;

/** Units that have left a location with a customer or a carrier. */
export type UnitsLeft = (locationId: string, lines: readonly { sku: string; quantity: number }[]) => void;

export interface OrderJourneyOptions {
  /** How long a step takes on average, in milliseconds. */
  readonly stepMs: number;
  readonly returnGoods: ReturnGoods;
  readonly unitsLeft?: UnitsLeft;
}

const ENDED = new Set(['fulfilled', 'cancelled', 'unfillable']);
const OUT_OF_HAND = new Set(['picked_up', 'rejected', 'cancelled', 'expired']);

/**
 * One order after it was placed: associates accept it, pick it, now and then find less than they should or nothing at all,
 * pack it, and hand it over or send it; the customer collects it, thinks better of it, or brings some of it back.
 */
export const followOrder =
  (errand: Errand, { stepMs, returnGoods, unitsLeft = () => {} }: OrderJourneyOptions): FollowOrder =>
  async (orderId, random) => {
    const { shop, tally, signal } = errand;
    const params = { path: { orderId } };
    const cancelledByCustomer = random.chance(0.02);
    const told = new Set<string>();
    let stage: string | undefined;
    for (;;) {
      await pause(random.exponential(stepMs), signal);
      const order = await ask(errand, shop.orders.GET('/orders/v1/orders/{orderId}', { params }));
      if (order === undefined) continue;
      const now = stageOf(order);
      tally.moved(stage, now);
      stage = now;
      for (const { fulfillmentId, locationId, status, lines } of order.fulfillments) {
        if ((status !== 'picked_up' && status !== 'shipped') || told.has(fulfillmentId)) continue;
        told.add(fulfillmentId);
        unitsLeft(
          locationId,
          lines.map(({ sku, picked }) => ({ sku, quantity: picked })),
        );
      }
      if (ENDED.has(order.status)) {
        if (order.status === 'fulfilled' && random.chance(0.08)) await returnGoods(order, random);
        return;
      }
      if (cancelledByCustomer && order.status === 'allocated') await cancel(errand, orderId);
      else for (const fulfillment of order.fulfillments) await nextStep(errand, fulfillment, random);
    }
  };

/** Where it stands: in a store's hands, else as a whole. */
function stageOf({ status, fulfillments }: Order): string {
  if (ENDED.has(status)) return status;
  const atWork = fulfillments.find((fulfillment) => !OUT_OF_HAND.has(fulfillment.status));
  return atWork?.status ?? status;
}

async function nextStep(errand: Errand, fulfillment: Fulfillment, random: Random): Promise<void> {
  const { shop, tally } = errand;
  const params = { path: { fulfillmentId: fulfillment.fulfillmentId } };
  const step = <T>(call: Promise<{ data?: T; error?: OrdersSchemas['Problem'] }>) =>
    ask(errand, call, 'store step');
  switch (fulfillment.status) {
    case 'open':
      if (random.chance(0.015)) {
        const body = { reason: 'shelf_empty' };
        await step(shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/reject', { params, body }));
        tally.add('rejections');
      } else await step(shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/accept', { params }));
      return;
    case 'accepted': {
      const short = random.chance(0.03) ? random.below(fulfillment.lines.length) : undefined;
      const lines = fulfillment.lines.map(({ lineId, quantity }, index) => ({
        lineId,
        picked: index === short ? quantity - 1 : quantity,
      }));
      if (short !== undefined) tally.add('shortPicks');
      await step(
        shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/pick', { params, body: { lines } }),
      );
      return;
    }
    case 'picking':
      await step(shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/pack', { params }));
      return;
    case 'packed':
      if (fulfillment.method === 'pickup') {
        await step(shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/ready', { params }));
      } else {
        const body = { carrier: 'Simulated Parcels', trackingNumber: `SP-${random.below(1_000_000_000)}` };
        await step(shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/ship', { params, body }));
      }
      return;
    case 'ready_for_pickup':
      if (random.chance(0.03)) await cancel(errand, fulfillment.orderId);
      else await collect(errand, fulfillment);
      return;
    default:
  }
}

async function collect(errand: Errand, { orderId, fulfillmentId }: Fulfillment): Promise<void> {
  const { shop } = errand;
  const shown = await ask(
    errand,
    shop.orders.GET('/orders/v1/orders/{orderId}/pickup-code', {
      params: { path: { orderId }, query: { fulfillmentId } },
    }),
  );
  if (shown === undefined) return;
  const body = { pickupCode: shown.code, collectedBy: 'A simulated customer' };
  const params = { path: { fulfillmentId } };
  await ask(
    errand,
    shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/handover', { params, body }),
    'store step',
  );
}

async function cancel(errand: Errand, orderId: string): Promise<void> {
  const params = { path: { orderId } };
  await ask(errand, errand.shop.orders.POST('/orders/v1/orders/{orderId}/cancel', { params }));
}
