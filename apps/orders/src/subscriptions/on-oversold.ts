import { type EventData, Oversold } from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { OrderDesk } from '../process/order-desk.js';
import { ordersOf } from '../process/order-reader.js';

/** `inventory.alerts.v1`: tills took promised units. Those that give way are sourced again before the customer notices. */
@Controller()
export class OnOversold {
  constructor(private readonly desk: OrderDesk) {}

  @Subscribe({
    topic: 'inventory.alerts.v1',
    group: 'orders.follow-oversold',
    transactional: true,
    poison: 'parkKey',
    event: Oversold,
  })
  async follow(
    @Payload() event: ReceivedEvent<EventData<typeof Oversold>>,
    @Transaction() tx: QueryRunner,
  ): Promise<void> {
    const { sku, locationId } = event.data;
    const givingWay = claimsThatGiveWay(event.data);
    const cause = { causationId: event.id, correlationId: event.correlationId ?? undefined };
    for (const { reservationId, orderId } of await ordersOf(tx, [...givingWay.keys()])) {
      const claim = givingWay.get(reservationId)!;
      const command = { type: 'at_risk', reservationId, sku, locationId, ...claim } as const;
      await this.desk.handle(tx, { orderId }, command, { cause });
    }
  }
}

/** How much of each claim has to go until the shortage is covered: they are named in the order in which they give way. */
function claimsThatGiveWay({
  shortage,
  atRisk,
}: EventData<typeof Oversold>): Map<string, { held: number; missing: number }> {
  const claims = new Map<string, { held: number; missing: number }>();
  let left = shortage;
  for (const { reservationId, quantity } of atRisk) {
    const missing = Math.min(quantity, left);
    left -= missing;
    if (missing > 0) claims.set(reservationId, { held: quantity, missing });
  }
  return claims;
}
