import { CustomerErased, type EventData } from '#contracts';
import { type ReceivedEvent, Subscribe, Transaction } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { QueryRunner } from 'typeorm';
import { eraseCustomer } from '../features/erase-customer/erase-customer.js';

/** `customers.v1`: a person is to be forgotten. */
@Controller()
export class OnCustomerErased {
  @Subscribe({
    topic: 'customers.v1',
    group: 'inventory.erase-customer',
    poison: 'parkKey',
    transactional: true,
    event: CustomerErased,
  })
  async erase(
    @Payload() { data }: ReceivedEvent<EventData<typeof CustomerErased>>,
    @Transaction() tx: QueryRunner,
  ): Promise<void> {
    await eraseCustomer(tx, data.customerId);
  }
}
