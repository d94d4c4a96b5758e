import {
  type EventContract,
  ReservationCommitted,
  ReservationCreated,
  ReservationExpired,
  ReservationExtended,
  ReservationFulfilled,
  ReservationRefused,
  ReservationReleased,
  SaleRecorded,
} from '#contracts';
import { allDone, type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { inTransaction } from '#persistence';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { writeDeliveries } from '../deliveries/write-deliveries.js';
import { wants } from '../domain/event-types.js';
import { NOTIFICATIONS } from '../persistence/schema.js';
import { readBatch } from './read-batch.js';

const RESERVATIONS: readonly EventContract[] = [
  ReservationCreated,
  ReservationExtended,
  ReservationCommitted,
  ReservationFulfilled,
  ReservationReleased,
  ReservationExpired,
  ReservationRefused,
];

/** Events that no message tells of, and endpoints may want. A delivery is there once for its event: no inbox row is needed. */
@Controller()
export class OnOtherEvent {
  constructor(@InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.sales.v1', group: 'notifications.pass-on-sales', poison: 'skip' })
  onSales(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    return this.passOn(messages, [SaleRecorded]);
  }

  @Subscribe({
    topic: 'inventory.reservations.v1',
    group: 'notifications.pass-on-reservations',
    poison: 'skip',
  })
  onReservations(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    return this.passOn(messages, RESERVATIONS);
  }

  private async passOn(
    messages: InboundMessage[],
    contracts: readonly EventContract[],
  ): Promise<MessageOutcome[]> {
    const [row] = (await this.dataSource.query(
      `SELECT ARRAY(SELECT unnest(event_types) FROM notifications.webhook WHERE status = 'enabled') AS patterns`,
    )) as [{ patterns: string[] }];
    const wanted = contracts.filter(({ type }) => wants(row.patterns, type));
    let outcomes = allDone(messages);
    if (wanted.length === 0) return outcomes;
    const batches = wanted.map((contract) => readBatch(messages, contract));
    outcomes = outcomes.map(
      (done, i) => batches.map((batch) => batch.outcomes[i]!).find(({ status }) => status === 'dead') ?? done,
    );
    const events = batches.flatMap((batch) => batch.events);
    if (events.length > 0) {
      await inTransaction(this.dataSource, (tx) =>
        writeDeliveries(
          tx,
          events.map((event) => ({ event, messages: [] })),
        ),
      );
    }
    return outcomes;
  }
}
