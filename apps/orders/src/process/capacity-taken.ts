import { type Querying, sqlArray } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { CapacityUse } from '../network/capacity-use.js';

/** Orders that a location was given today: every fulfillment, whatever became of it since. */
@Injectable()
export class CapacityTaken implements CapacityUse {
  async ordersSince(
    db: Querying,
    days: readonly { readonly locationId: string; readonly midnight: Date }[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = (await db.query(
      `SELECT d.location_id, (
         SELECT count(*) FROM orders.fulfillment f
         WHERE f.location_id = d.location_id AND f.created_at >= d.midnight)::int AS orders
       FROM unnest($1::text[], $2::timestamptz[]) AS d (location_id, midnight)`,
      [
        sqlArray(days.map(({ locationId }) => locationId)),
        sqlArray(days.map(({ midnight }) => midnight.toISOString())),
      ],
    )) as { location_id: string; orders: number }[];
    return new Map(rows.map((row) => [row.location_id, row.orders]));
  }
}
