import { LevelChanged } from '#contracts';
import { eventsOf, type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { saveLevels } from '../network/save-levels.js';
import { SCHEMA } from '../persistence/schema.js';

/** `inventory.levels.v1`: keeps the view of what can be promised. Guarded by `sequence`, so it needs no inbox row. */
@Controller()
export class OnLevelChanged {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Subscribe({
    topic: 'inventory.levels.v1',
    group: 'orders.view-levels',
    poison: 'skip',
    batchSize: 1_000,
    together: true,
    concurrency: 12,
  })
  async save(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = eventsOf(messages, LevelChanged);
    await saveLevels(
      this.dataSource,
      events.map((event) => event.data),
    );
    return outcomes;
  }
}
