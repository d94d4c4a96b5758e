import {
  type EventData,
  FulfillmentPickedUp,
  FulfillmentShipped,
  OrderLinesCancelled,
  OrderPlaced,
  OrderRefundDue,
} from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Clock } from '#platform';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { recordCancelledLines, recordHandover, recordOrder } from '../features/record-orders/record-order.js';
import { noteOrderRefund } from '../features/settle-refund/settle-refund.js';

/**
 * `orders.fulfillments.v1`: what was ordered, and what of it the customer has had in hand. A parcel to a store is no
 * handover: its units count when the customer collects them there.
 */
@Controller()
export class OnOrderEvent {
  constructor(private readonly clock: Clock) {}

  @Subscribe({
    topic: 'orders.fulfillments.v1',
    group: 'returns.record-orders',
    poison: 'parkKey',
    transactional: true,
    event: [OrderPlaced, OrderLinesCancelled, OrderRefundDue, FulfillmentPickedUp, FulfillmentShipped],
  })
  async record(@Payload() event: ReceivedEvent, @Transaction() tx: QueryRunner): Promise<void> {
    const now = this.clock.now();
    switch (event.type) {
      case OrderPlaced.type:
        return recordOrder(tx, event.data as EventData<typeof OrderPlaced>, now);
      case OrderLinesCancelled.type:
        return recordCancelledLines(tx, event.data as EventData<typeof OrderLinesCancelled>, now);
      case OrderRefundDue.type: {
        const due = event.data as EventData<typeof OrderRefundDue>;
        return noteOrderRefund(tx, due.refundId, due.orderId);
      }
      default: {
        const fulfillment = event.data as EventData<typeof FulfillmentShipped>;
        if (event.type === FulfillmentShipped.type && fulfillment.method === 'ship_to_store') return;
        return recordHandover(tx, fulfillment, event.time, now);
      }
    }
  }
}
