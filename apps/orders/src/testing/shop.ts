import {
  type EventContract,
  type Fulfillment,
  ItemChanged,
  LocationChanged,
  type Order,
  ORDERS_EVENTS,
  type Task,
} from '#contracts';
import { readEvent, type RunningSubscription } from '#messaging';
import { pickupCode } from '#platform';
import { eventually, uniqueId } from '#testing';
import type { OrdersSettings } from '../config.js';
import { LedgerOnTopics } from './ledger-on-topics.js';
import { itemFact, locationFact } from './network-events.js';
import { RunningOrders } from './running-orders.js';
import { PICKUP_CODE_SECRET } from './settings.js';

interface Told {
  readonly type: string;
  readonly data: { readonly orderId: string } & Record<string, unknown>;
}

/** A small retailer: two stores, a warehouse, mugs and lamps; the ledger is played, everything else is real. */
export class Shop {
  readonly told: Told[] = [];
  private tail: RunningSubscription | undefined;

  private constructor(
    readonly orders: RunningOrders,
    readonly ledger: LedgerOnTopics,
  ) {}

  static async open(settings: OrdersSettings): Promise<Shop> {
    const orders = await RunningOrders.start(settings);
    await orders.publish(
      LocationChanged,
      locationFact('mall', { latitude: 51.5, longitude: -0.12 }),
      locationFact('old-town', { latitude: 51.75, longitude: -1.26 }),
      locationFact('warehouse', {
        kind: 'warehouse',
        capabilities: ['ship'],
        latitude: 53.8,
        longitude: -1.55,
      }),
    );
    await orders.publish(
      ItemChanged,
      itemFact('mug', { name: 'Blue mug', gtin: '4006381333931' }),
      itemFact('lamp'),
    );
    const stock = ['mall', 'old-town', 'warehouse'].flatMap((locationId) =>
      ['mug', 'lamp'].map((sku) => ({ locationId, sku, quantity: 1_000 })),
    );
    const shop = new Shop(orders, await LedgerOnTopics.open(orders, stock));
    shop.tail = await orders.transport.tail('orders.fulfillments.v1', (messages) => {
      for (const event of messages.map(readEvent)) {
        const contract = ORDERS_EVENTS.find(({ type }) => type === event.type) as EventContract;
        shop.told.push({ type: event.type, data: contract.data.parse(event.data) as Told['data'] });
      }
    });
    await shop.refill();
    return shop;
  }

  /** Every place has a thousand of everything, and the service knows it. */
  async refill(): Promise<void> {
    await eventually(async () => {
      const [known] = (await this.orders.database.dataSource.query(
        `SELECT (SELECT count(*) FROM orders.stock_level WHERE available = 1000) AS full,
                (SELECT count(*) FROM orders.location) AS locations`,
      )) as [{ full: string; locations: string }];
      if (known.full === '6' && known.locations === '3') return;
      // Again each time: what the test before left under way may still have changed it.
      await this.ledger.refill(1_000);
      throw new Error('the network is not known yet');
    });
  }

  async close(): Promise<void> {
    await this.tail?.close();
    await this.ledger.close();
    await this.orders.stop();
  }

  /** A pickup of two mugs at the mall, unless it says otherwise. */
  orderInput(over: Record<string, unknown> = {}): Record<string, unknown> & { orderId: string } {
    return {
      orderId: uniqueId('order'),
      channel: 'web',
      customerId: 'customer-1',
      method: 'pickup',
      pickupLocationId: 'mall',
      currency: 'GBP',
      lines: [{ lineId: '1', sku: 'mug', quantity: 2, unitPrice: '12.50' }],
      ...over,
    };
  }

  async place(over: Record<string, unknown> = {}): Promise<string> {
    const input = this.orderInput(over);
    const answer = await this.orders.call('POST', '/orders', input);
    if (answer.status !== 201) throw new Error(`not placed: ${JSON.stringify(answer.body)}`);
    return input.orderId;
  }

  /** Placed, and its fulfillments are in the work lists. */
  async allocated(over: Record<string, unknown> = {}): Promise<Order> {
    const orderId = await this.place(over);
    return this.reaches(orderId, (order) => order.status === 'allocated');
  }

  /** An order that waits at the counter of the mall. */
  async readyForPickup(over: Record<string, unknown> = {}): Promise<Fulfillment> {
    const [f] = (await this.allocated(over)).fulfillments;
    await this.step(f!, 'pick');
    return this.step(f!, 'ready');
  }

  async order(orderId: string): Promise<Order> {
    return (await this.orders.call('GET', `/orders/${orderId}`)).body as Order;
  }

  /** The order once it is as expected. */
  reaches(orderId: string, expected: (order: Order) => boolean): Promise<Order> {
    return eventually(async () => {
      const order = await this.order(orderId);
      if (!expected(order)) throw new Error(`order ${orderId} is not so yet: ${JSON.stringify(order)}`);
      return order;
    });
  }

  /** A step that must be taken. */
  async step(
    { fulfillmentId }: { fulfillmentId: string },
    step: string,
    body?: object,
  ): Promise<Fulfillment> {
    const answer = await this.try(fulfillmentId, step, body);
    if (answer.status !== 200) throw new Error(`${step}: ${JSON.stringify(answer.body)}`);
    return answer.body as Fulfillment;
  }

  try(
    fulfillmentId: string,
    step: string,
    body?: object,
    replica: RunningOrders = this.orders,
  ): Promise<{ status: number; body: unknown }> {
    return replica.call('POST', `/fulfillments/${fulfillmentId}/${step}`, body);
  }

  codeOf = (fulfillmentId: string): string => pickupCode(PICKUP_CODE_SECRET, fulfillmentId, 1);

  async tasks(orderId: string): Promise<Task[]> {
    const answer = await this.orders.call('GET', '/tasks?limit=500');
    return (answer.body as { items: Task[] }).items.filter((task) => task.orderId === orderId);
  }

  /** The facts that were told of an order, by the last part of their names. */
  factsOf = (orderId: string): string[] =>
    this.told.filter(({ data }) => data.orderId === orderId).map(({ type }) => type.split('.')[1]!);

  toldOf = (orderId: string, fact: string): Record<string, unknown>[] =>
    this.told
      .filter(({ type, data }) => data.orderId === orderId && type === `orders.${fact}.v1`)
      .map(({ data }) => data);
}
