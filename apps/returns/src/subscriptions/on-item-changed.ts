import { ItemChanged } from '#contracts';
import { type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { keepItems } from '../features/keep-views/keep-views.js';
import { SCHEMA } from '../persistence/schema.js';
import { readBatch } from './read-batch.js';

/** `inventory.items.v1`: return windows and names. Guarded by `updatedAt`, so it needs no inbox row. */
@Controller()
export class OnItemChanged {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.items.v1', group: 'returns.keep-items', poison: 'skip' })
  async keep(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = readBatch(messages, ItemChanged);
    await keepItems(
      this.dataSource,
      events.map((event) => event.data),
    );
    return outcomes;
  }
}
