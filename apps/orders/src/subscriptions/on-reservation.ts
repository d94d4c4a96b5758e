import { type EventData, ReservationCommitted, ReservationRefused, ReservationReleased } from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { type Answer, OrderDesk } from '../process/order-desk.js';

type Told = EventData<typeof ReservationCommitted> | EventData<typeof ReservationRefused>;

/**
 * `inventory.reservations.v1`: what the stock ledger answers. Reservations that no order asked for, such as carts, are
 * passed over.
 */
@Controller()
export class OnReservation {
  constructor(private readonly desk: OrderDesk) {}

  @Subscribe({
    topic: 'inventory.reservations.v1',
    group: 'orders.follow-reservations',
    transactional: true,
    together: true,
    concurrency: 12,
    poison: 'parkKey',
    event: [ReservationCommitted, ReservationRefused, ReservationReleased],
  })
  async follow(@Payload() events: ReceivedEvent<Told>[], @Transaction() tx: QueryRunner): Promise<void> {
    await this.desk.answer(
      tx,
      events.map((event) => ({
        command: commandOf(event),
        cause: {
          causationId: event.id,
          correlationId: event.correlationId ?? undefined,
          traceparent: event.traceparent ?? undefined,
        },
      })),
    );
  }
}

function commandOf({ type, data }: ReceivedEvent<Told>): Answer['command'] {
  if ('code' in data) return { type: 'refused', ...data };
  const { reservationId, lines } = data;
  return type === ReservationCommitted.type
    ? { type: 'committed', reservationId, lines, plan: null }
    : { type: 'released', reservationId, lines };
}
