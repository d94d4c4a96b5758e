import type { ShipTo } from '#contracts';
import { type Querying, sqlArray } from '#persistence';
import type { QueryRunner } from 'typeorm';
import type { OrderState } from '../domain/order/order.js';

/** An order as the database holds it. */
export interface LoadedOrder {
  readonly order: OrderState;
  readonly shipTo: ShipTo | null;
  /** Milliseconds since 1970 by the database's clock. */
  readonly now: number;
}

/** What an order can be found by. */
export type OrderKey =
  | { readonly orderId: string }
  | { readonly fulfillmentId: string }
  | { readonly taskId: string }
  | { readonly reservationId: string };

/**
 * Locks the order until the transaction ends, and reads it whole: lines, fulfillments, reservations and open tasks (and the
 * task it was found by, open or not). Whoever changes anything of an order holds this lock first. Undefined when there is
 * no such order or, with `skipLocked`, when somebody else is at it.
 *
 * One statement, for most orders wait for nobody. One that did wait may have read what the last holder has changed since:
 * then its row is a newer one than the statement began with, and the order is read again under the lock.
 */
export async function lockOrder(
  tx: QueryRunner,
  key: OrderKey,
  { skipLocked = false } = {},
): Promise<LoadedOrder | undefined> {
  const [condition, value] = conditionOf(key);
  const taskId = 'taskId' in key ? key.taskId : null;
  const rows = (await tx.query(load(condition, `FOR UPDATE OF o${skipLocked ? ' SKIP LOCKED' : ''}`), [
    value,
    taskId,
  ])) as { loaded: Row }[];
  const [row] = rows;
  if (row === undefined) return undefined;
  return row.loaded.fresh ? loadedOf(row.loaded) : loadOrder(tx, row.loaded.orderId, taskId);
}

/** The same for the orders of many reservations at once, locked in the order of their ids. */
export async function lockOrdersOf(
  tx: QueryRunner,
  reservationIds: readonly string[],
): Promise<LoadedOrder[]> {
  const rows = (await tx.query(
    load(
      'ANY (ARRAY(SELECT order_id FROM orders.reservation WHERE reservation_id = ANY ($1::text[])))',
      'ORDER BY o.order_id FOR UPDATE OF o',
    ),
    [sqlArray(reservationIds), null],
  )) as { loaded: Row }[];
  const orders: LoadedOrder[] = [];
  for (const { loaded } of rows) {
    orders.push(loaded.fresh ? loadedOf(loaded) : await loadOrder(tx, loaded.orderId));
  }
  return orders;
}

/** Reads an order without locking it. */
export async function loadOrder(
  db: Querying,
  orderId: string,
  taskId: string | null = null,
): Promise<LoadedOrder> {
  const [row] = (await db.query(load('$1', ''), [orderId, taskId])) as { loaded: Row }[];
  if (row === undefined) throw new Error(`Order ${orderId} is gone`);
  return loadedOf(row.loaded);
}

export async function orderExists(db: Querying, orderId: string): Promise<boolean> {
  const rows = (await db.query('SELECT FROM orders."order" WHERE order_id = $1', [orderId])) as unknown[];
  return rows.length > 0;
}

/** The orders that the reservations are for, in the order in which they are to be locked. */
export async function ordersOf(
  tx: QueryRunner,
  reservationIds: readonly string[],
): Promise<{ reservationId: string; orderId: string }[]> {
  return (await tx.query(
    `SELECT reservation_id AS "reservationId", order_id AS "orderId" FROM orders.reservation
     WHERE reservation_id = ANY($1::text[]) ORDER BY order_id, reservation_id`,
    [sqlArray(reservationIds)],
  )) as { reservationId: string; orderId: string }[];
}

type Row = OrderState & { now: number; shipTo: ShipTo | null; fresh: boolean };

function loadedOf({ now, shipTo, fresh: _, ...order }: Row): LoadedOrder {
  return { order, shipTo, now };
}

function conditionOf(key: OrderKey): [string, string] {
  if ('orderId' in key) return ['$1', key.orderId];
  if ('fulfillmentId' in key) {
    return ['(SELECT order_id FROM orders.fulfillment WHERE fulfillment_id = $1)', key.fulfillmentId];
  }
  if ('taskId' in key) return ['(SELECT order_id FROM orders.task WHERE task_id = $1)', key.taskId];
  return ['(SELECT order_id FROM orders.reservation WHERE reservation_id = $1)', key.reservationId];
}

/** A time in milliseconds since 1970. */
const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;

/** The rows of a query as a JSON array. */
const array = (query: string): string =>
  `COALESCE((SELECT json_agg(row_to_json(x)) FROM (${query}) x), '[]')`;

const load = (condition: string, lock: string): string => `
  SELECT row_to_json(s) AS loaded FROM (
    SELECT o.order_id AS "orderId", o.channel, o.customer_id AS "customerId", o.method,
      o.pickup_location_id AS "pickupLocationId", o.currency, o.fallbacks, o.on_shortage AS "onShortage",
      o.return_id AS "returnId", o.on_hold AS "onHold", o.status, o.confirmed, o.tries,
      ${ms('o.source_at')} AS "sourceAt", o.exclusions, o.owed, ${ms('o.placed_at')} AS "placedAt",
      ${array(`
        SELECT line_id AS "lineId", sku, quantity, unit_price::text AS "unitPrice", sourcing, allocated, fulfilled,
          cancelled, unfillable
        FROM orders.order_line WHERE order_id = o.order_id ORDER BY line_no`)} AS lines,
      ${array(`
        SELECT f.fulfillment_id AS "fulfillmentId", f.location_id AS "locationId",
          f.pickup_location_id AS "pickupLocationId", f.method, f.reservation_id AS "reservationId", f.status,
          f.version, ${ms('f.promised_at')} AS "promisedAt", ${ms('f.remind_at')} AS "remindAt",
          ${ms('f.pickup_by')} AS "pickupBy", ${ms('f.attention_at')} AS "attentionAt", f.carrier,
          f.tracking_number AS "trackingNumber", f.reason, f.code_tries AS "codeTries",
          ${ms('f.code_locked_until')} AS "codeLockedUntil", f.collected_by AS "collectedBy", f.has_left AS "left",
          ${array(`
            SELECT line_id AS "lineId", sku, quantity, picked FROM orders.fulfillment_line
            WHERE fulfillment_id = f.fulfillment_id ORDER BY line_no`)} AS lines,
          ${ms('f.created_at')} AS "createdAt", ${ms('f.updated_at')} AS "updatedAt"
        FROM orders.fulfillment f WHERE f.order_id = o.order_id ORDER BY f.fulfillment_id`)} AS fulfillments,
      ${array(`
        SELECT reservation_id AS "reservationId", is_hold AS hold, place, lines, status, asks,
          ${ms('ask_again_at')} AS "askAgainAt", keep_at_most AS "keepAtMost", releasing
        FROM orders.reservation WHERE order_id = o.order_id ORDER BY reservation_id`)} AS reservations,
      ${array(`
        SELECT task_id AS "taskId", type, location_id AS "locationId", fulfillment_id AS "fulfillmentId", reason, lines,
          ${ms('created_at')} AS "createdAt", ${ms('completed_at')} AS "completedAt"
        FROM orders.task WHERE order_id = o.order_id AND (completed_at IS NULL OR task_id = $2)
        ORDER BY task_id`)} AS tasks,
      o.ship_to AS "shipTo",
      o.ctid = (SELECT c.ctid FROM orders."order" c WHERE c.order_id = o.order_id) AS fresh,
      floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now
    FROM orders."order" o WHERE o.order_id = ${condition} ${lock}) s`;
