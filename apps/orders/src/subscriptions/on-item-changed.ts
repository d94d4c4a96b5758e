import { ItemChanged } from '#contracts';
import { eventsOf, type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { saveItems } from '../network/save-items.js';
import { SCHEMA } from '../persistence/schema.js';

/** `inventory.items.v1`: keeps the view of what SKUs are called. Guarded by `updatedAt`, so it needs no inbox row. */
@Controller()
export class OnItemChanged {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.items.v1', group: 'orders.view-items', poison: 'skip' })
  async save(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = eventsOf(messages, ItemChanged);
    await saveItems(
      this.dataSource,
      events.map((event) => event.data),
    );
    return outcomes;
  }
}
