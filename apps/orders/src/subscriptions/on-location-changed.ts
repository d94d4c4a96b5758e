import { LocationChanged } from '#contracts';
import { eventsOf, type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { saveLocations } from '../network/save-locations.js';
import { SCHEMA } from '../persistence/schema.js';

/** `inventory.locations.v1`: keeps the view of locations. Guarded by `updatedAt`, so it needs no inbox row. */
@Controller()
export class OnLocationChanged {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.locations.v1', group: 'orders.view-locations', poison: 'skip' })
  async save(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = eventsOf(messages, LocationChanged);
    await saveLocations(
      this.dataSource,
      events.map((event) => event.data),
    );
    return outcomes;
  }
}
