import type { Fulfillment, FulfillmentPage, FulfillmentQuery } from '#contracts';
import type { Querying } from '#persistence';
import { Where } from '#persistence';
import { boundLocations, decodeMomentCursor, page, requireLocation } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';
import { notFound } from '../refuse.js';

/**
 * Reads fulfillments as stores see them, with what each item is called. Refused: `fulfillment_not_found`; `forbidden` to a
 * caller of a location that neither prepares it nor hands it over.
 */
@Injectable()
export class Fulfillments {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  async find(fulfillmentId: string): Promise<Fulfillment> {
    const [row] = await read(this.dataSource, new Where().and('f.fulfillment_id = ?', fulfillmentId), 1);
    if (row === undefined) throw notFound('fulfillment', fulfillmentId);
    requireLocation(row.locationId, row.pickupLocationId);
    return viewOf(row);
  }

  /** Throws 403 `forbidden` to a caller who is bound to other locations than the one that has the goods, whose turn it is. */
  async requireTurn(fulfillmentId: string): Promise<void> {
    if (boundLocations() === undefined) return;
    const [row] = (await this.dataSource.query(
      `SELECT CASE WHEN method = 'ship_to_store' AND has_left THEN pickup_location_id ELSE location_id END AS "hasIt"
       FROM orders.fulfillment WHERE fulfillment_id = $1`,
      [fulfillmentId],
    )) as { hasIt: string }[];
    if (row === undefined) throw notFound('fulfillment', fulfillmentId);
    requireLocation(row.hasIt);
  }

  /** Those of one order, oldest first. */
  async ofOrder(db: Querying, orderId: string): Promise<Fulfillment[]> {
    const rows = await read(db, new Where().and('f.order_id = ?', orderId), null);
    return rows.map(viewOf).sort((a, b) => (a.fulfillmentId < b.fulfillmentId ? -1 : 1));
  }

  /** A page of the work list, oldest promise first. Orders on hold are no work yet: they show with `orderId` alone. */
  async list({ locationId, orderId, status, limit, cursor }: FulfillmentQuery): Promise<FulfillmentPage> {
    const where = new Where();
    if (orderId === undefined) where.and('NOT o.on_hold');
    else where.and('f.order_id = ?', orderId);
    if (status !== undefined && status.length > 0) where.and('f.status = ANY(?)', status);
    if (locationId !== undefined) {
      where.and(
        `(f.location_id = ? OR (f.method = 'ship_to_store' AND f.pickup_location_id = ? AND f.has_left))`,
        locationId,
        locationId,
      );
    }
    if (cursor !== undefined) {
      const [at, id] = decodeMomentCursor(cursor);
      where.and('(f.work_at, f.fulfillment_id) > (to_timestamp(?::float8 / 1000), ?)', at, id);
    }
    const rows = await read(this.dataSource, where, limit + 1);
    return page(rows, limit, viewOf, (row) => [row.workAt, row.fulfillmentId]);
  }
}

interface Row extends Omit<Fulfillment, 'promisedAt' | 'pickupBy' | 'createdAt' | 'updatedAt'> {
  readonly workAt: number;
  readonly promisedAt: number | null;
  readonly pickupBy: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

async function read(db: Querying, where: Where, limit: number | null): Promise<Row[]> {
  const most = limit === null ? '' : `LIMIT ${limit}`;
  const rows = (await db.query(
    `SELECT row_to_json(s) AS row FROM (
       SELECT f.fulfillment_id AS "fulfillmentId", f.order_id AS "orderId", f.location_id AS "locationId",
         f.pickup_location_id AS "pickupLocationId", f.method, f.status, f.version,
         f.reservation_id AS "reservationId", ${ms('f.promised_at')} AS "promisedAt",
         (f.promised_at < now() AND (f.status IN ('open', 'accepted', 'picking', 'packed')
           OR (f.status = 'shipped' AND f.method = 'ship_to_store'))) IS TRUE AS overdue,
         ${ms('f.pickup_by')} AS "pickupBy", f.carrier, f.tracking_number AS "trackingNumber", f.reason,
         (SELECT COALESCE(json_agg(json_build_object('lineId', l.line_id, 'sku', l.sku, 'name', i.name, 'gtin', i.gtin,
             'quantity', l.quantity, 'picked', l.picked) ORDER BY l.line_no), '[]')
          FROM orders.fulfillment_line l LEFT JOIN orders.item i ON i.sku = l.sku
          WHERE l.fulfillment_id = f.fulfillment_id) AS lines,
         ${ms('f.created_at')} AS "createdAt", ${ms('f.updated_at')} AS "updatedAt", ${ms('f.work_at')} AS "workAt"
       FROM orders.fulfillment f JOIN orders."order" o ON o.order_id = f.order_id
       ${where} ORDER BY f.work_at, f.fulfillment_id ${most}) s`,
    where.values,
  )) as { row: Row }[];
  return rows.map(({ row }) => row);
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;

function viewOf({ workAt: _, ...row }: Row): Fulfillment {
  return {
    ...row,
    promisedAt: iso(row.promisedAt),
    pickupBy: iso(row.pickupBy),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
