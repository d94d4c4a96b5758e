import type { OrdersSchemas } from '#client';

export type Order = OrdersSchemas['Order'];
export type Fulfillment = Order['fulfillments'][number];

/** How far a customer's order has come, in the words that matter to them. */
export const PICKUP_STAGES = ['placed', 'confirmed', 'preparing', 'ready', 'collected'] as const;
export const SHIP_STAGES = ['placed', 'confirmed', 'preparing', 'shipped'] as const;
export type Stage = (typeof PICKUP_STAGES)[number] | (typeof SHIP_STAGES)[number];

export const stagesOf = ({ method }: Pick<Order, 'method'>): readonly Stage[] =>
  method === 'pickup' ? PICKUP_STAGES : SHIP_STAGES;

/** The stage that the slowest part of the order has reached. A parcel to the store of pickup is still being prepared. */
export function stageOf(order: Order): Stage {
  const live = order.fulfillments.filter(isLive);
  const waits = order.lines.some(({ sourcing }) => sourcing > 0);
  if (live.length === 0 || waits)
    return live.length === 0 && order.status === 'allocated' ? 'confirmed' : 'placed';
  const stages = stagesOf(order);
  const reached = live.map((fulfillment) => stages.indexOf(stageOfPart(fulfillment)));
  return stages[Math.max(0, Math.min(...reached))]!;
}

function stageOfPart({ status, method }: Fulfillment): Stage {
  switch (status) {
    case 'open':
      return 'confirmed';
    case 'ready_for_pickup':
      return 'ready';
    case 'picked_up':
      return 'collected';
    case 'shipped':
      return method === 'ship' ? 'shipped' : 'preparing';
    default:
      return 'preparing';
  }
}

/** Parts that count: what a store gave back or the customer cancelled does not. */
export const isLive = ({ status }: Fulfillment): boolean =>
  !['rejected', 'cancelled', 'expired'].includes(status);

/** Whether nothing more will happen to it. */
export const isOver = ({ status }: Pick<Order, 'status'>): boolean =>
  ['fulfilled', 'cancelled', 'unfillable'].includes(status);

/** Whether the customer may still call it off: nothing has been handed over or sent. */
export const mayCancel = (order: Order): boolean =>
  ['placed', 'sourcing', 'allocated'].includes(order.status);

/** What may go back by itself: the customer has it. */
export const mayReturn = (order: Order): boolean => order.lines.some(({ fulfilled }) => fulfilled > 0);

/** When the next thing is promised: the latest of its parts, for a customer comes once. */
export function promiseOf(order: Order): string | null {
  const promises = order.fulfillments
    .filter((part) => isLive(part) && part.promisedAt !== null)
    .map((part) => part.promisedAt!);
  if (promises.length === 0) return null;
  return promises.reduce((a, b) => (new Date(a) > new Date(b) ? a : b));
}
