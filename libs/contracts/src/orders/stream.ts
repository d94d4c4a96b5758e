import { z } from 'zod';
import { Identifier } from '../primitives.js';
import { FulfillmentMethod, FulfillmentStatus } from './fulfillments.js';
import { OrderStatus } from './orders.js';
import { TaskType } from './tasks.js';

/** Query of `GET /stream`: what concerns one location, or one order; everything without them. */
export const OrderStreamQuery = z.object({
  locationId: Identifier.optional(),
  orderId: Identifier.optional(),
});
export type OrderStreamQuery = z.infer<typeof OrderStreamQuery>;

/** Data of `event: fulfillment`: a step was taken. */
export const FulfillmentNews = z
  .object({
    fulfillmentId: Identifier,
    orderId: Identifier,
    locationId: Identifier,
    pickupLocationId: Identifier.nullable(),
    method: FulfillmentMethod,
    status: FulfillmentStatus,
    version: z.int(),
  })
  .meta({ id: 'FulfillmentNews' });
export type FulfillmentNews = z.infer<typeof FulfillmentNews>;

/** Data of `event: order`: it was placed, or is in another status, or units of it were cancelled. */
export const OrderNews = z.object({ orderId: Identifier, status: OrderStatus }).meta({ id: 'OrderNews' });
export type OrderNews = z.infer<typeof OrderNews>;

/** Data of `event: task`: somebody has something to do. */
export const TaskNews = z
  .object({ taskId: Identifier, type: TaskType, orderId: Identifier, locationId: Identifier.nullable() })
  .meta({ id: 'TaskNews' });
export type TaskNews = z.infer<typeof TaskNews>;
