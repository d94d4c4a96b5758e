import { CustomerErased, type EventData } from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { EraseCustomer } from '../features/erase-customer/erase-customer.js';

/** `customers.v1`: a person is to be forgotten. */
@Controller()
export class OnCustomerErased {
  constructor(private readonly customers: EraseCustomer) {}

  @Subscribe({
    topic: 'customers.v1',
    group: 'orders.erase-customer',
    transactional: true,
    poison: 'parkKey',
    event: CustomerErased,
  })
  erase(
    @Payload() event: ReceivedEvent<EventData<typeof CustomerErased>>,
    @Transaction() tx: QueryRunner,
  ): Promise<void> {
    const cause = { causationId: event.id, correlationId: event.correlationId ?? undefined };
    return this.customers.erase(tx, event.data.customerId, cause);
  }
}
