import { LocationChanged } from '#contracts';
import { type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { keepLocations } from '../features/keep-views/keep-views.js';
import { SCHEMA } from '../persistence/schema.js';
import { readBatch } from './read-batch.js';

/** `inventory.locations.v1`: who takes returns, and where the warehouses are. Guarded by `updatedAt`. */
@Controller()
export class OnLocationChanged {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.locations.v1', group: 'returns.keep-locations', poison: 'skip' })
  async keep(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = readBatch(messages, LocationChanged);
    await keepLocations(
      this.dataSource,
      events.map((event) => event.data),
    );
    return outcomes;
  }
}
