import type { ShipTo, SourcingDecision } from '#contracts';
import { outboxInsert, outboxParameters, type OutboxRow } from '#messaging';
import type { QueryRunner } from 'typeorm';
import { dueAt } from '../domain/order/due.js';
import { iso } from '../domain/order/draft.js';
import type { Note } from '../domain/order/facts.js';
import type { FulfillmentState, OrderState, ReservationState, TaskState } from '../domain/order/order.js';
import { SCHEMA } from '../persistence/schema.js';

/** What is written besides the state itself. */
export interface Written {
  readonly now: number;
  readonly notes: readonly Note[];
  readonly sourcing: readonly SourcingDecision[];
  readonly outbox: readonly OutboxRow[];
}

/** Of a new order, what its process does not need to know. */
export interface PlacedWith {
  readonly shipTo: ShipTo | null;
  readonly contentHash: string;
  readonly holdId: string | null;
}

/** A new order, with what is written besides. */
export interface NewOrder {
  readonly order: OrderState;
  readonly placed: PlacedWith;
  readonly written: Written;
}

/** An order as it was when it was locked and as it is now. */
export interface ChangedOrder {
  readonly before: OrderState;
  readonly after: OrderState;
  readonly written: Written;
}

/** Writes new orders with everything about them, in one statement. Fails on an id that exists. */
export async function insertOrders(tx: QueryRunner, orders: readonly NewOrder[]): Promise<void> {
  const statement = new Statement();
  statement.add(
    '"order"',
    ORDER_COLUMNS,
    orders.map(({ order, placed, written }) => ({
      ...orderRow(order, written.now),
      ...placedRow(order, placed),
    })),
  );
  statement.add(
    'order_line',
    LINE_COLUMNS,
    orders.flatMap(({ order }) => lineRows(order)),
  );
  addParts(
    statement,
    orders.map(({ order }) => ({ before: undefined, after: order })),
  );
  addHistory(
    statement,
    orders.map(({ order, written }) => ({ ...written, orderId: order.orderId })),
  );
  await statement.run(tx);
}

/** Writes what differs from before, in one statement. The orders are locked. */
export async function updateOrders(tx: QueryRunner, orders: readonly ChangedOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const statement = new Statement();
  statement.update(
    '"order"',
    ORDER_KEY,
    CHANGING_ORDER_COLUMNS,
    orders.map(({ after, written }) => orderRow(after, written.now)),
  );
  statement.update(
    'order_line',
    { order_id: 'text', line_no: 'integer' },
    CHANGING_LINE_COLUMNS,
    orders.flatMap(({ before, after }) => changed(lineRows(before), lineRows(after))),
  );
  addParts(statement, orders);
  addHistory(
    statement,
    orders.map(({ after, written }) => ({ ...written, orderId: after.orderId })),
  );
  await statement.run(tx);
}

type Columns = Readonly<Record<string, string>>;
type Row = Record<string, unknown>;

/** Several writes as the CTEs of one statement: one round trip. Rows travel as JSON, one parameter per table. */
class Statement {
  private readonly ctes: string[] = [];
  private readonly values: unknown[] = [];

  /** Rows that are new, or, with `key`, may be there. */
  add(table: string, columns: Columns, rows: readonly Row[], key?: readonly string[]): void {
    if (rows.length === 0) return;
    const names = Object.keys(columns);
    const others = names.filter((name) => !key?.includes(name));
    const conflict =
      key === undefined
        ? ''
        : ` ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${others.map((n) => `${n} = EXCLUDED.${n}`).join(', ')}`;
    this.cte(
      `INSERT INTO ${SCHEMA}.${table} (${names.join(', ')}) SELECT ${names.join(', ')} ` +
        `FROM ${this.rowsOf(columns, rows)}${conflict}`,
    );
  }

  /** Rows that are there. */
  update(table: string, key: Columns, columns: Columns, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const set = Object.keys(columns).map((name) => `${name} = r.${name}`);
    const where = Object.keys(key).map((name) => `t.${name} = r.${name}`);
    this.cte(
      `UPDATE ${SCHEMA}.${table} t SET ${set.join(', ')} ` +
        `FROM ${this.rowsOf({ ...key, ...columns }, rows)} WHERE ${where.join(' AND ')}`,
    );
  }

  outbox(rows: readonly OutboxRow[]): void {
    if (rows.length === 0) return;
    this.cte(outboxInsert(SCHEMA, this.values.length + 1));
    this.values.push(...outboxParameters(rows));
  }

  async run(tx: QueryRunner): Promise<void> {
    await tx.query(`WITH ${this.ctes.map((cte, i) => `w${i} AS (${cte})`).join(', ')} SELECT`, this.values);
  }

  private cte(sql: string): void {
    this.ctes.push(sql);
  }

  private rowsOf(columns: Columns, rows: readonly Row[]): string {
    this.values.push(JSON.stringify(rows));
    const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    return `json_to_recordset($${this.values.length}::json) AS r (${types.join(', ')})`;
  }
}

interface Parts {
  readonly before: OrderState | undefined;
  readonly after: OrderState;
}

function addParts(statement: Statement, orders: readonly Parts[]): void {
  const differing = (rowsOf: (order: OrderState) => Row[]): Row[] =>
    orders.flatMap(({ before, after }) => changed(before && rowsOf(before), rowsOf(after)));
  statement.add(
    'fulfillment',
    FULFILLMENT_COLUMNS,
    differing((order) => order.fulfillments.map((f) => fulfillmentRow(order, f))),
    ['fulfillment_id'],
  );
  statement.add(
    'fulfillment_line',
    FULFILLMENT_LINE_COLUMNS,
    differing((order) => order.fulfillments.flatMap(fulfillmentLineRows)),
    ['fulfillment_id', 'line_no'],
  );
  statement.add(
    'reservation',
    RESERVATION_COLUMNS,
    differing((order) => order.reservations.map((r) => reservationRow(order, r))),
    ['reservation_id'],
  );
  statement.add(
    'task',
    TASK_COLUMNS,
    differing((order) => order.tasks.map((task) => taskRow(order, task))),
    ['task_id'],
  );
}

function addHistory(statement: Statement, orders: readonly (Written & { readonly orderId: string })[]): void {
  statement.add(
    'timeline_entry',
    NOTE_COLUMNS,
    orders.flatMap(({ orderId, now, notes }) =>
      notes.map((note) => ({
        order_id: orderId,
        at: iso(now),
        what: note.what,
        detail: note.detail,
        fulfillment_id: note.fulfillmentId,
        location_id: note.locationId,
      })),
    ),
  );
  statement.add(
    'sourcing_decision',
    { order_id: 'text', decision: 'json' },
    orders.flatMap(({ orderId, sourcing }) => sourcing.map((decision) => ({ order_id: orderId, decision }))),
  );
  statement.outbox(orders.flatMap(({ outbox }) => outbox));
}

/** Rows that are new, or not as they were. */
function changed(before: readonly Row[] | undefined, after: readonly Row[]): readonly Row[] {
  if (before === undefined) return after;
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row)));
}

const ORDER_KEY = { order_id: 'text' } as const;

const CHANGING_ORDER_COLUMNS = {
  pickup_location_id: 'text',
  on_hold: 'boolean',
  status: 'text',
  confirmed: 'boolean',
  tries: 'integer',
  source_at: 'timestamptz',
  exclusions: 'json',
  owed: 'json',
  due_at: 'timestamptz',
  updated_at: 'timestamptz',
} as const;

const ORDER_COLUMNS = {
  ...ORDER_KEY,
  ...CHANGING_ORDER_COLUMNS,
  channel: 'text',
  customer_id: 'text',
  method: 'text',
  ship_to: 'json',
  currency: 'text',
  fallbacks: 'json',
  on_shortage: 'text',
  return_id: 'text',
  hold_id: 'text',
  content_hash: 'text',
  placed_at: 'timestamptz',
} as const;

function orderRow(order: OrderState, now: number): Row {
  return {
    order_id: order.orderId,
    pickup_location_id: order.pickupLocationId,
    on_hold: order.onHold,
    status: order.status,
    confirmed: order.confirmed,
    tries: order.tries,
    source_at: iso(order.sourceAt),
    exclusions: order.exclusions,
    owed: order.owed,
    due_at: iso(dueAt(order)),
    updated_at: iso(now),
  };
}

function placedRow(order: OrderState, { shipTo, contentHash, holdId }: PlacedWith): Row {
  return {
    channel: order.channel,
    customer_id: order.customerId,
    method: order.method,
    ship_to: shipTo,
    currency: order.currency,
    fallbacks: order.fallbacks,
    on_shortage: order.onShortage,
    return_id: order.returnId,
    hold_id: holdId,
    content_hash: contentHash,
    placed_at: iso(order.placedAt),
  };
}

const CHANGING_LINE_COLUMNS = {
  sourcing: 'integer',
  allocated: 'integer',
  fulfilled: 'integer',
  cancelled: 'integer',
  unfillable: 'integer',
} as const;

const LINE_COLUMNS = {
  order_id: 'text',
  line_no: 'integer',
  line_id: 'text',
  sku: 'text',
  quantity: 'integer',
  unit_price: 'numeric',
  ...CHANGING_LINE_COLUMNS,
} as const;

const lineRows = (order: OrderState): Row[] =>
  order.lines.map(
    ({ lineId, sku, quantity, unitPrice, sourcing, allocated, fulfilled, cancelled, unfillable }, index) => ({
      order_id: order.orderId,
      line_no: index + 1,
      line_id: lineId,
      sku,
      quantity,
      unit_price: unitPrice,
      ...{ sourcing, allocated, fulfilled, cancelled, unfillable },
    }),
  );

const FULFILLMENT_COLUMNS = {
  fulfillment_id: 'text',
  order_id: 'text',
  location_id: 'text',
  pickup_location_id: 'text',
  method: 'text',
  reservation_id: 'text',
  status: 'text',
  version: 'integer',
  promised_at: 'timestamptz',
  work_at: 'timestamptz',
  remind_at: 'timestamptz',
  pickup_by: 'timestamptz',
  attention_at: 'timestamptz',
  carrier: 'text',
  tracking_number: 'text',
  reason: 'text',
  code_tries: 'integer',
  code_locked_until: 'timestamptz',
  collected_by: 'text',
  has_left: 'boolean',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
} as const;

function fulfillmentRow(order: OrderState, f: FulfillmentState): Row {
  return {
    fulfillment_id: f.fulfillmentId,
    order_id: order.orderId,
    location_id: f.locationId,
    pickup_location_id: f.pickupLocationId,
    method: f.method,
    reservation_id: f.reservationId,
    status: f.status,
    version: f.version,
    promised_at: iso(f.promisedAt),
    work_at: iso(f.promisedAt ?? f.createdAt),
    remind_at: iso(f.remindAt),
    pickup_by: iso(f.pickupBy),
    attention_at: iso(f.attentionAt),
    carrier: f.carrier,
    tracking_number: f.trackingNumber,
    reason: f.reason,
    code_tries: f.codeTries,
    code_locked_until: iso(f.codeLockedUntil),
    collected_by: f.collectedBy,
    has_left: f.left,
    created_at: iso(f.createdAt),
    updated_at: iso(f.updatedAt),
  };
}

const FULFILLMENT_LINE_COLUMNS = {
  fulfillment_id: 'text',
  line_no: 'integer',
  line_id: 'text',
  sku: 'text',
  quantity: 'integer',
  picked: 'integer',
} as const;

const fulfillmentLineRows = (f: FulfillmentState): Row[] =>
  f.lines.map(({ lineId, sku, quantity, picked }, index) => ({
    fulfillment_id: f.fulfillmentId,
    line_no: index + 1,
    line_id: lineId,
    sku,
    quantity,
    picked,
  }));

const RESERVATION_COLUMNS = {
  reservation_id: 'text',
  order_id: 'text',
  is_hold: 'boolean',
  place: 'json',
  lines: 'json',
  status: 'text',
  asks: 'integer',
  ask_again_at: 'timestamptz',
  keep_at_most: 'json',
  releasing: 'json',
} as const;

const reservationRow = (order: OrderState, r: ReservationState): Row => ({
  reservation_id: r.reservationId,
  order_id: order.orderId,
  is_hold: r.hold,
  place: r.place,
  lines: r.lines,
  status: r.status,
  asks: r.asks,
  ask_again_at: iso(r.askAgainAt),
  keep_at_most: r.keepAtMost,
  releasing: r.releasing,
});

const TASK_COLUMNS = {
  task_id: 'text',
  order_id: 'text',
  type: 'text',
  location_id: 'text',
  fulfillment_id: 'text',
  reason: 'text',
  lines: 'json',
  created_at: 'timestamptz',
  completed_at: 'timestamptz',
} as const;

const taskRow = (order: OrderState, task: TaskState): Row => ({
  task_id: task.taskId,
  order_id: order.orderId,
  type: task.type,
  location_id: task.locationId,
  fulfillment_id: task.fulfillmentId,
  reason: task.reason,
  lines: task.lines,
  created_at: iso(task.createdAt),
  completed_at: iso(task.completedAt),
});

const NOTE_COLUMNS = {
  order_id: 'text',
  at: 'timestamptz',
  what: 'text',
  detail: 'text',
  fulfillment_id: 'text',
  location_id: 'text',
} as const;
