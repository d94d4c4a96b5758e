import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { PersistentClient } from './persistent-client.js';

const DAY = [{ opens: '00:00', closes: '24:00' }];
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const EVERY_MS = 150;
const OPENING = 1_000_000;
const SETTLED_WITHIN_MS = 300_000;

/**
 * A web shop: places orders for pickup, and cancels every third again. Each goes through both services and two topics and
 * back. In the end every order is where it must be, and the ledger holds exactly their units.
 */
export class OrderLoad {
  private readonly placed: { orderId: string; units: number; cancelled: boolean }[] = [];
  private readonly running: Promise<void>;
  private readonly failures: string[] = [];
  private stopping = false;

  private constructor(
    private readonly orders: PersistentClient,
    private readonly dataSource: DataSource,
    private readonly id: string,
  ) {
    // Told in the end: a shop that gives up must not take the run along.
    this.running = this.shop().catch((error: Error) => void this.failures.push(error.message));
  }

  static async start(
    inventory: PersistentClient,
    orders: PersistentClient,
    dataSource: DataSource,
    id: string,
  ): Promise<OrderLoad> {
    await inventory.ask('PUT', `/inventory/v1/locations/${id}`, {
      name: id,
      kind: 'store',
      latitude: 39.1,
      longitude: -84.5,
      timeZone: 'UTC',
      address: '1 Main Street',
      openingHours: Object.fromEntries(DAYS.map((day) => [day, DAY])),
    });
    await inventory.ask('PUT', `/inventory/v1/items/${id}`, { name: 'Tea' });
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const level = { sku: id, locationId: id, quantity: OPENING, occurredAt };
    await inventory.ask('POST', '/inventory/v1/movements', {
      movements: [{ movementId: `${id}-opening`, type: 'opening', ...level }],
    });
    return new OrderLoad(orders, dataSource, id);
  }

  get operations(): number {
    return this.placed.length;
  }

  /** Takes no more orders, waits until all are where they must be, and says what is not. */
  async end(): Promise<string[]> {
    this.stopping = true;
    await this.running;
    if (this.failures.length > 0) return this.failures;
    const deadline = Date.now() + SETTLED_WITHIN_MS;
    for (;;) {
      const wrong = await this.look();
      if (wrong.length === 0 || Date.now() > deadline) return wrong;
      await pause(250);
    }
  }

  private async shop(): Promise<void> {
    for (let n = 1; !this.stopping; n++) {
      const orderId = `${this.id}-${n}`;
      const units = 1 + (n % 3);
      const cancelled = n % 3 === 0;
      const answer = await this.orders.ask('POST', '/orders/v1/orders', {
        orderId,
        channel: 'web',
        customerId: 'customer-1',
        method: 'pickup',
        pickupLocationId: this.id,
        currency: 'USD',
        lines: [{ lineId: '1', sku: this.id, quantity: units, unitPrice: '10.00' }],
      });
      if (answer.status >= 300)
        throw new Error(`Order ${orderId}: ${answer.status} ${JSON.stringify(answer.body)}`);
      this.placed.push({ orderId, units, cancelled });
      if (cancelled)
        await this.orders.ask('POST', `/orders/v1/orders/${orderId}/cancel`, {}, `cancel-${orderId}`);
      await pause(EVERY_MS);
    }
  }

  private async look(): Promise<string[]> {
    const rows = (await this.dataSource.query(
      `SELECT order_id AS "orderId", status FROM orders."order" WHERE order_id = ANY($1::text[])`,
      [this.placed.map(({ orderId }) => orderId)],
    )) as { orderId: string; status: string }[];
    const statuses = new Map(rows.map(({ orderId, status }) => [orderId, status]));
    const wrong = this.placed.flatMap(({ orderId, cancelled }) => {
      const wanted = cancelled ? 'cancelled' : 'allocated';
      const status = statuses.get(orderId) ?? 'lost';
      return status === wanted ? [] : [`order ${orderId} is ${status}, not ${wanted}`];
    });
    const [level] = (await this.dataSource.query(
      'SELECT on_hand, reserved, committed FROM inventory.stock_level WHERE location_id = $1 AND sku = $1',
      [this.id],
    )) as [{ on_hand: number; reserved: number; committed: number }];
    const promised = this.placed
      .filter(({ cancelled }) => !cancelled)
      .reduce((sum, { units }) => sum + units, 0);
    if (level.on_hand !== OPENING) wrong.push(`${level.on_hand} units are on hand, not ${OPENING}`);
    if (level.reserved !== 0) wrong.push(`${level.reserved} units are reserved, not 0`);
    if (level.committed !== promised) wrong.push(`${level.committed} units are committed, not ${promised}`);
    return wrong;
  }
}
