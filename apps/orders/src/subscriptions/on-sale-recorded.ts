import { type EventData, SaleRecorded } from '#contracts';
import {
  eventsOf,
  type InboundMessage,
  type MessageOutcome,
  OutboxRelay,
  receive,
  type ReceivedEvent,
  Subscribe,
} from '#messaging';
import { inTransaction, sqlArray } from '#persistence';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { SCHEMA } from '../persistence/schema.js';
import { OrderDesk } from '../process/order-desk.js';

const GROUP = 'orders.follow-sales';

type Sale = ReceivedEvent<EventData<typeof SaleRecorded>>;

/**
 * `inventory.sales.v1`: a pickup that was rung up at the till is handed over. Every sale of every till comes by here, and
 * hardly one names a fulfillment: only those are read, and only those have an inbox row.
 */
@Controller()
export class OnSaleRecorded {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly desk: OrderDesk,
    private readonly relay: OutboxRelay,
  ) {}

  @Subscribe({ topic: 'inventory.sales.v1', group: GROUP, poison: 'skip' })
  async handOver(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const outcomes: MessageOutcome[] = messages.map(() => ({ status: 'done' }));
    const naming = messages.flatMap((message, i) => (namesFulfillment(message) ? [i] : []));
    if (naming.length === 0) return outcomes;
    const read = eventsOf(
      naming.map((i) => messages[i]!),
      SaleRecorded,
    );
    naming.forEach((i, k) => (outcomes[i] = read.outcomes[k]!));
    for (const sale of read.events) await inTransaction(this.dataSource, (tx) => this.apply(tx, sale));
    this.relay.wake();
    return outcomes;
  }

  private async apply(tx: QueryRunner, { id, time, correlationId, data }: Sale): Promise<void> {
    const sold = data.lines.filter((line) => line.quantity > 0).flatMap((line) => line.fulfillmentId ?? []);
    const [fresh] = await receive(tx, SCHEMA, GROUP, [{ messageId: id, occurredAt: time }]);
    if (fresh !== true || sold.length === 0) return;
    const found = (await tx.query(
      `SELECT fulfillment_id AS "fulfillmentId", order_id AS "orderId" FROM orders.fulfillment
       WHERE fulfillment_id = ANY($1::text[]) ORDER BY order_id, fulfillment_id`,
      [sqlArray([...new Set(sold)])],
    )) as { fulfillmentId: string; orderId: string }[];
    const cause = { causationId: id, correlationId: correlationId ?? undefined };
    for (const { fulfillmentId, orderId } of found) {
      const command = { type: 'rung_up', fulfillmentId, locationId: data.locationId } as const;
      await this.desk.handle(tx, { orderId }, command, { cause });
    }
  }
}

const namesFulfillment = ({ value }: InboundMessage): boolean => value.includes('"fulfillmentId":"');
