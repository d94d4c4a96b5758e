import type { Order, OrderPage, OrderQuery, OrderSummary, PickupCode, SourcingDecision } from '#contracts';
import { inTransaction, type Querying, Where } from '#persistence';
import { boundLocations, decodeMomentCursor, page, pickupCode, requireLocation } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { OrdersSettings } from '../../config.js';
import { PICKUP_CODE_VERSION } from '../../domain/order/draft.js';
import { isLive } from '../../domain/order/order.js';
import { SCHEMA } from '../../persistence/schema.js';
import { loadOrder, orderExists } from '../../process/order-reader.js';
import { SETTINGS } from '../../settings.js';
import { notFound, problemOfRefusal } from '../refuse.js';
import { Fulfillments } from '../show-fulfillments/fulfillments.js';

/**
 * Reads orders as shops see them. Refused: `order_not_found`, `no_pickup_code`; `forbidden` to a caller of locations that have
 * no part in the order.
 */
@Injectable()
export class Orders {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly fulfillments: Fulfillments,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'pickupCodeSecret'>,
  ) {}

  /** All of one moment: lines and fulfillments that do not add up would look like lost units. */
  find(orderId: string): Promise<Order> {
    return inTransaction(this.dataSource, async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return this.findIn(tx, orderId);
    });
  }

  private async findIn(db: Querying, orderId: string): Promise<Order> {
    const [summary] = await read(db, new Where().and('o.order_id = ?', orderId), 1);
    if (summary === undefined) throw notFound('order', orderId);
    const fulfillments = await this.fulfillments.ofOrder(db, orderId);
    requireLocation(
      summary.pickupLocationId,
      ...fulfillments.flatMap((f) => [f.locationId, f.pickupLocationId]),
    );
    const [history] = (await db.query(HISTORY, [orderId])) as [History];
    const { shipTo, sourcing, timeline } = history;
    return {
      ...summaryOf(summary),
      shipTo,
      fulfillments,
      sourcing: sourcing ?? [],
      timeline: (timeline ?? []).map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
    };
  }

  /** Newest first; of callers who are bound to locations, those in which theirs have a part. */
  async list({ orderId, customerId, status, limit, cursor }: OrderQuery): Promise<OrderPage> {
    const where = new Where();
    // Ids are compared byte by byte, so those that begin so stand together in the primary key.
    if (orderId !== undefined) where.and('starts_with(o.order_id, ?)', orderId);
    where.equals('o.customer_id', customerId);
    where.equals('o.status', status);
    const bound = boundLocations();
    if (bound !== undefined) {
      where.and(
        `(o.pickup_location_id = ANY(?) OR EXISTS (SELECT FROM orders.fulfillment f WHERE f.order_id = o.order_id
           AND (f.location_id = ANY(?) OR f.pickup_location_id = ANY(?))))`,
        bound,
        bound,
        bound,
      );
    }
    if (cursor !== undefined) {
      const [at, id] = decodeMomentCursor(cursor);
      where.and('(o.placed_at, o.order_id) < (to_timestamp(?::float8 / 1000), ?)', at, id);
    }
    const rows = await read(this.dataSource, where, limit + 1);
    return page(rows, limit, summaryOf, (row) => [row.placedAt, row.orderId]);
  }

  /** Of what waits at the counter first; before that, of what is on its way there. */
  async pickupCode(orderId: string, fulfillmentId: string | undefined): Promise<PickupCode> {
    if (!(await orderExists(this.dataSource, orderId))) throw notFound('order', orderId);
    const { order } = await loadOrder(this.dataSource, orderId);
    const collected = order.fulfillments.filter((f) => isLive(f) && f.method !== 'ship');
    const chosen = collected
      .filter((f) => fulfillmentId === undefined || f.fulfillmentId === fulfillmentId)
      .sort((a, b) => Number(b.status === 'ready_for_pickup') - Number(a.status === 'ready_for_pickup'))
      .at(0);
    if (chosen === undefined) {
      throw problemOfRefusal({
        code: 'no_pickup_code',
        detail: 'Nothing of this order is to be collected at the moment.',
      });
    }
    const code = pickupCode(this.settings.pickupCodeSecret, chosen.fulfillmentId, PICKUP_CODE_VERSION);
    return { fulfillmentId: chosen.fulfillmentId, code };
  }
}

async function read(db: Querying, where: Where, limit: number): Promise<Row[]> {
  const rows = (await db.query(
    `SELECT row_to_json(s) AS row FROM (
       SELECT o.order_id AS "orderId", o.channel, o.customer_id AS "customerId", o.method, o.status,
         o.pickup_location_id AS "pickupLocationId", o.hold_id AS "reservationId", o.currency, o.fallbacks,
         o.on_shortage AS "onShortage", o.return_id AS "returnId", o.on_hold AS "onHold",
         (SELECT json_agg(json_build_object('lineId', l.line_id, 'sku', l.sku, 'quantity', l.quantity,
             'unitPrice', l.unit_price::text, 'sourcing', l.sourcing, 'allocated', l.allocated,
             'fulfilled', l.fulfilled, 'cancelled', l.cancelled) ORDER BY l.line_no)
          FROM orders.order_line l WHERE l.order_id = o.order_id) AS lines,
         (extract(epoch FROM o.placed_at) * 1000)::bigint AS "placedAt",
         (extract(epoch FROM o.updated_at) * 1000)::bigint AS "updatedAt"
       FROM orders."order" o ${where} ORDER BY o.placed_at DESC, o.order_id DESC LIMIT ${limit}) s`,
    where.values,
  )) as { row: Row }[];
  return rows.map(({ row }) => row);
}

interface Row extends Omit<OrderSummary, 'placedAt' | 'updatedAt'> {
  readonly placedAt: number;
  readonly updatedAt: number;
}

interface History {
  readonly shipTo: Order['shipTo'];
  readonly sourcing: SourcingDecision[] | null;
  readonly timeline: Order['timeline'] | null;
}

const HISTORY = `
  SELECT o.ship_to AS "shipTo",
    (SELECT json_agg(decision ORDER BY id) FROM orders.sourcing_decision WHERE order_id = o.order_id) AS sourcing,
    (SELECT json_agg(json_build_object('at', at, 'what', what, 'detail', detail, 'fulfillmentId', fulfillment_id,
        'locationId', location_id) ORDER BY id)
     FROM orders.timeline_entry WHERE order_id = o.order_id) AS timeline
  FROM orders."order" o WHERE o.order_id = $1`;

const summaryOf = (row: Row): OrderSummary => ({
  ...row,
  placedAt: new Date(row.placedAt).toISOString(),
  updatedAt: new Date(row.updatedAt).toISOString(),
});
