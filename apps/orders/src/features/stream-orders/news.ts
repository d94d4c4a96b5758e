import {
  type FulfillmentNews,
  FulfillmentOpened,
  OrderLinesCancelled,
  type OrderNews,
  OrderPlaced,
  OrderStatusChanged,
  type OrderStreamQuery,
  TaskRaised,
  type TaskNews,
} from '#contracts';

/** Something that happened, as a stream tells it. */
export type News =
  | { readonly event: 'fulfillment'; readonly id: string; readonly data: FulfillmentNews }
  | { readonly event: 'order'; readonly id: string; readonly data: OrderNews }
  | { readonly event: 'task'; readonly id: string; readonly data: TaskNews };

/** What an event of `orders.fulfillments.v1` is to those who watch; undefined when it tells them nothing new. */
export function newsOf(type: string | null, value: unknown): News | undefined {
  if (type === OrderPlaced.type) return orderNews({ ...OrderPlaced.data.parse(value), status: 'placed' });
  if (type === OrderStatusChanged.type) return orderNews(OrderStatusChanged.data.parse(value));
  if (type === OrderLinesCancelled.type) return orderNews(OrderLinesCancelled.data.parse(value));
  if (type === TaskRaised.type) {
    const { taskId, type: task, orderId, locationId } = TaskRaised.data.parse(value);
    return { event: 'task', id: taskId, data: { taskId, type: task, orderId, locationId } };
  }
  // All facts about a fulfillment have one shape.
  if (type?.startsWith('orders.fulfillment-') !== true) return undefined;
  const { fulfillmentId, orderId, locationId, pickupLocationId, method, status, version } =
    FulfillmentOpened.data.parse(value);
  return {
    event: 'fulfillment',
    id: fulfillmentId,
    data: { fulfillmentId, orderId, locationId, pickupLocationId, method, status, version },
  };
}

const orderNews = ({ orderId, status }: OrderNews): News => ({
  event: 'order',
  id: orderId,
  data: { orderId, status },
});

/** Whether it concerns the location and the order that are asked for. An order as a whole belongs to no location. */
export function concerns({ event, data }: News, { locationId, orderId }: OrderStreamQuery): boolean {
  if (orderId !== undefined && data.orderId !== orderId) return false;
  if (locationId === undefined) return true;
  if (event === 'order') return false;
  return data.locationId === locationId || (event === 'fulfillment' && data.pickupLocationId === locationId);
}
