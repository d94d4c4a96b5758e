import { type EventData, ExchangeRequested, ReturnCancelled, ReturnReceived } from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { PlaceExchanges } from '../features/place-exchange/place-exchanges.js';

type Fact =
  EventData<typeof ExchangeRequested> | EventData<typeof ReturnReceived> | EventData<typeof ReturnCancelled>;

/** `returns.v1`: an exchange is an order that waits for the returned goods. */
@Controller()
export class OnReturn {
  constructor(private readonly exchanges: PlaceExchanges) {}

  @Subscribe({
    topic: 'returns.v1',
    group: 'orders.follow-returns',
    transactional: true,
    poison: 'parkKey',
    event: [ExchangeRequested, ReturnReceived, ReturnCancelled],
  })
  async follow(@Payload() event: ReceivedEvent<Fact>, @Transaction() tx: QueryRunner): Promise<void> {
    const cause = { causationId: event.id, correlationId: event.correlationId ?? undefined };
    switch (event.type) {
      case ExchangeRequested.type:
        return this.exchanges.place(tx, event.data as EventData<typeof ExchangeRequested>, cause);
      case ReturnReceived.type: {
        const received = event.data as EventData<typeof ReturnReceived>;
        return received.complete ? this.exchanges.goodsCameBack(tx, received.returnId, cause) : undefined;
      }
      case ReturnCancelled.type:
        return this.exchanges.returnCancelled(tx, event.data.returnId, cause);
    }
  }
}
