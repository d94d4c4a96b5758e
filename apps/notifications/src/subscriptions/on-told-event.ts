import { LowStock, ORDERS_EVENTS, Oversold, RETURNS_EVENTS } from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { endDeliveries } from '../deliveries/end-deliveries.js';
import { writeDeliveries } from '../deliveries/write-deliveries.js';
import { messagesOf, overtakenBy } from '../domain/messages.js';

/**
 * What happened to orders, returns and stock: writes the messages and webhooks that tell of it, in the transaction of the
 * event's inbox row. A broken event tells nobody anything, and the next of its key may still be news: it is skipped.
 */
@Controller()
export class OnToldEvent {
  @Subscribe({
    topic: 'orders.fulfillments.v1',
    group: 'notifications.tell-orders',
    transactional: true,
    event: [...ORDERS_EVENTS],
    poison: 'skip',
  })
  async onOrderEvent(@Payload() event: ReceivedEvent, @Transaction() tx: QueryRunner): Promise<void> {
    const overtaken = overtakenBy(event);
    if (overtaken !== undefined) {
      await endDeliveries(
        tx,
        { status: 'suppressed', reason: 'overtaken' },
        {
          where: 'about = $3 AND template = ANY($4::text[])',
          parameters: [overtaken.about, [...overtaken.templates]],
        },
        event.time,
      );
    }
    await this.tell(event, tx);
  }

  @Subscribe({
    topic: 'returns.v1',
    group: 'notifications.tell-returns',
    transactional: true,
    event: [...RETURNS_EVENTS],
    poison: 'skip',
  })
  onReturnEvent(@Payload() event: ReceivedEvent, @Transaction() tx: QueryRunner): Promise<void> {
    return this.tell(event, tx);
  }

  @Subscribe({
    topic: 'inventory.alerts.v1',
    group: 'notifications.tell-alerts',
    transactional: true,
    event: [LowStock, Oversold],
    poison: 'skip',
  })
  onStockAlert(@Payload() event: ReceivedEvent, @Transaction() tx: QueryRunner): Promise<void> {
    return this.tell(event, tx);
  }

  private async tell(event: ReceivedEvent, tx: QueryRunner): Promise<void> {
    await writeDeliveries(tx, [{ event, messages: messagesOf(event) }]);
  }
}
