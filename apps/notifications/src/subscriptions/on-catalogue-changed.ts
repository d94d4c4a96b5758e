import { ItemChanged, LocationChanged } from '#contracts';
import { type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { sqlArray } from '#persistence';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { NOTIFICATIONS } from '../persistence/schema.js';
import { newest, readBatch } from './read-batch.js';

/**
 * What messages show of places and items, kept from what the inventory service tells. Guarded by `updatedAt`, so a
 * message that comes late or twice does no harm and no inbox row is needed.
 */
@Controller()
export class OnCatalogueChanged {
  constructor(@InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.locations.v1', group: 'notifications.keep-locations', poison: 'skip' })
  async onLocations(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = readBatch(messages, LocationChanged);
    const places = newest(
      events,
      ({ locationId }) => locationId,
      ({ updatedAt }) => updatedAt,
    );
    if (places.length > 0) {
      await this.dataSource.query(
        `INSERT INTO notifications.location AS l (location_id, name, address, latitude, longitude, time_zone,
           opening_hours, updated_at)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::text[], $7::jsonb[],
                              $8::timestamptz[])
         ON CONFLICT (location_id) DO UPDATE SET name = excluded.name, address = excluded.address,
           latitude = excluded.latitude, longitude = excluded.longitude, time_zone = excluded.time_zone,
           opening_hours = excluded.opening_hours, updated_at = excluded.updated_at
         WHERE l.updated_at <= excluded.updated_at`,
        [
          sqlArray(places.map(({ locationId }) => locationId)),
          sqlArray(places.map(({ name }) => name)),
          sqlArray(places.map(({ address }) => address)),
          sqlArray(places.map(({ latitude }) => latitude)),
          sqlArray(places.map(({ longitude }) => longitude)),
          sqlArray(places.map(({ timeZone }) => timeZone)),
          sqlArray(
            places.map(({ openingHours }) => (openingHours === null ? null : JSON.stringify(openingHours))),
          ),
          sqlArray(places.map(({ updatedAt }) => updatedAt)),
        ],
      );
    }
    return outcomes;
  }

  @Subscribe({ topic: 'inventory.items.v1', group: 'notifications.keep-items', poison: 'skip' })
  async onItems(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = readBatch(messages, ItemChanged);
    const items = newest(
      events,
      ({ sku }) => sku,
      ({ updatedAt }) => updatedAt,
    );
    if (items.length > 0) {
      await this.dataSource.query(
        `INSERT INTO notifications.item AS i (sku, name, updated_at)
         SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])
         ON CONFLICT (sku) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at
         WHERE i.updated_at <= excluded.updated_at`,
        [
          sqlArray(items.map(({ sku }) => sku)),
          sqlArray(items.map(({ name }) => name)),
          sqlArray(items.map(({ updatedAt }) => updatedAt)),
        ],
      );
    }
    return outcomes;
  }
}
