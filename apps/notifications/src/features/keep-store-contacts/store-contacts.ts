import type { StoreContact, StoreContactInput } from '#contracts';
import { Clock } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { NOTIFICATIONS } from '../../persistence/schema.js';

interface StoreContactRow {
  location_id: string;
  email: string | null;
  phone: string | null;
  locale: StoreContact['locale'];
  updated_at: Date;
}

const COLUMNS = 'location_id, email, phone, locale, updated_at';

/** Who is told of what happens at a location; each address that is given is used. */
@Injectable()
export class StoreContacts {
  constructor(
    @InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async put(
    locationId: string,
    { email, phone, locale }: StoreContactInput,
  ): Promise<{ contact: StoreContact; created: boolean }> {
    const [row] = (await this.dataSource.query(
      `INSERT INTO notifications.store_contact (${COLUMNS}) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (location_id) DO UPDATE SET email = excluded.email, phone = excluded.phone, locale = excluded.locale,
         updated_at = excluded.updated_at
       RETURNING ${COLUMNS}, xmax = 0 AS created`,
      [locationId, email ?? null, phone ?? null, locale, this.clock.now()],
    )) as (StoreContactRow & { created: boolean })[];
    if (row === undefined) throw new Error('A store contact that was saved is not there');
    return { contact: storeContactView(row), created: row.created };
  }

  async find(locationId: string): Promise<StoreContact | undefined> {
    const [row] = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.store_contact WHERE location_id = $1`,
      [locationId],
    )) as StoreContactRow[];
    return row && storeContactView(row);
  }

  async remove(locationId: string): Promise<void> {
    await this.dataSource.query('DELETE FROM notifications.store_contact WHERE location_id = $1', [
      locationId,
    ]);
  }
}

const storeContactView = (row: StoreContactRow): StoreContact => ({
  locationId: row.location_id,
  email: row.email,
  phone: row.phone,
  locale: row.locale,
  updatedAt: row.updated_at.toISOString(),
});
