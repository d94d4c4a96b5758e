import { FulfillmentEntity, FulfillmentLineEntity } from './fulfillment.entity.js';
import { SourcingDecisionEntity, TimelineEntryEntity } from './history.entity.js';
import { OrderEntity, OrderLineEntity } from './order.entity.js';
import { ReservationEntity } from './reservation.entity.js';
import { TaskEntity } from './task.entity.js';

/** The tables of the order process. */
export const ORDER_ENTITIES = [
  FulfillmentEntity,
  FulfillmentLineEntity,
  OrderEntity,
  OrderLineEntity,
  ReservationEntity,
  SourcingDecisionEntity,
  TaskEntity,
  TimelineEntryEntity,
];
