import type { Fulfillment, Order, OrderInput, Return, SourcingDecision, StockLevel, Task } from '#contracts';
import { eventually, uniqueId } from '#testing';

/** Patience for what happens in its own time, in milliseconds. */
export const PATIENCE = { timeoutMs: 20_000 };

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
}

/** A retailer on a running system, through HTTP alone: what its stores, its shop and its associates do. */
export class Retailer {
  /** Where each service is reached: one address for all, or one for each; and the key to say, where one is asked for. */
  constructor(
    private readonly urlOf: (service: string) => string,
    private readonly key?: string,
  ) {}

  async send<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const service = path.split('/')[1] ?? '';
    const answer = await fetch(`${this.urlOf(service)}${path}`, {
      method,
      headers: {
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as T };
  }

  /** As `send`; anything but a success is an error that says what was answered. */
  async ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send<T>(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** A store that never closes, at so many kilometres east of the shop's usual customer. */
  async store(km: number, more: object = {}, locationId = uniqueId('store')): Promise<string> {
    const day = [{ opens: '00:00', closes: '24:00' }];
    await this.ask('PUT', `/inventory/v1/locations/${locationId}`, {
      name: `Store ${locationId}`,
      kind: 'store',
      latitude: CUSTOMER.latitude,
      longitude: CUSTOMER.longitude + km / 111.32,
      timeZone: 'UTC',
      address: `${km} Market Road`,
      openingHours: {
        monday: day,
        tuesday: day,
        wednesday: day,
        thursday: day,
        friday: day,
        saturday: day,
        sunday: day,
      },
      ...more,
    });
    return locationId;
  }

  async item(more: object = {}): Promise<string> {
    const sku = uniqueId('sku');
    await this.ask('PUT', `/inventory/v1/items/${sku}`, {
      name: `Tea ${sku}`,
      returnWindowDays: 30,
      ...more,
    });
    return sku;
  }

  async stock(locationId: string, sku: string, quantity: number): Promise<void> {
    const movementId = uniqueId('opening');
    const occurredAt = new Date(Date.now() - 1_000).toISOString();
    const movement = { movementId, type: 'opening', sku, locationId, quantity, occurredAt };
    await this.ask('POST', '/inventory/v1/movements', { movements: [movement] });
  }

  async contact(name: string, more: object = {}): Promise<{ customerId: string; email: string }> {
    const customerId = uniqueId('customer');
    const email = `${customerId}@customers.example`;
    await this.ask('PUT', `/notifications/v1/contacts/${customerId}`, { name, email, locale: 'en', ...more });
    return { customerId, email };
  }

  async level(locationId: string, sku: string): Promise<StockLevel | undefined> {
    const path = `/inventory/v1/levels?locationId=${locationId}&sku=${sku}`;
    return (await this.ask<{ items: StockLevel[] }>('GET', path)).items[0];
  }

  /** Waits until the level has these figures. */
  levelIs(locationId: string, sku: string, figures: Partial<StockLevel>): Promise<void> {
    return eventually(async () => {
      const level = await this.level(locationId, sku);
      expect(level).toMatchObject(figures);
    }, PATIENCE);
  }

  /** Waits until orders knows the stock, so that a test's order is judged on what the test has set up. */
  async ordersKnow(locationId: string, sku: string): Promise<void> {
    await eventually(async () => {
      const order = this.order([{ lineId: '1', sku, quantity: 1 }], { method: 'ship' });
      const decision = await this.ask<SourcingDecision>('POST', '/orders/v1/orders/preview', order);
      const candidate = decision.candidates.find((considered) => considered.locationId === locationId);
      expect(candidate?.score).toEqual(expect.any(Number));
    }, PATIENCE);
  }

  order(lines: OrderInput['lines'], more: Partial<OrderInput> = {}): Record<string, unknown> {
    return {
      orderId: uniqueId('order'),
      channel: 'web',
      customerId: uniqueId('customer'),
      method: 'ship',
      ...(more.method === 'pickup' ? {} : { shipTo: { ...CUSTOMER, address: '1 Main Street' } }),
      currency: 'USD',
      lines: lines.map((line) => ({ unitPrice: '10.00', ...line })),
      ...more,
    };
  }

  async place(lines: OrderInput['lines'], more: Partial<OrderInput> = {}): Promise<string> {
    const order = this.order(lines, more);
    const placed = await this.ask<{ orderId: string }>('POST', '/orders/v1/orders', order);
    expect(placed).toEqual({ orderId: order['orderId'], status: 'placed' });
    return placed.orderId;
  }

  orderOf(orderId: string): Promise<Order> {
    return this.ask<Order>('GET', `/orders/v1/orders/${orderId}`);
  }

  /** Waits until the order has the status. */
  orderIs(orderId: string, status: Order['status']): Promise<Order> {
    return eventually(async () => {
      const order = await this.orderOf(orderId);
      if (order.status !== status) {
        throw new Error(`${orderId} is ${order.status}, not ${status}: ${JSON.stringify(order.timeline)}`);
      }
      return order;
    }, PATIENCE);
  }

  /** Waits until the store has work on the order, and gives it. */
  work(locationId: string, orderId: string, status: Fulfillment['status'] = 'open'): Promise<Fulfillment> {
    return eventually(async () => {
      const path = `/orders/v1/fulfillments?locationId=${locationId}&status=${status}&limit=500`;
      const { items } = await this.ask<{ items: Fulfillment[] }>('GET', path);
      const found = items.find((fulfillment) => fulfillment.orderId === orderId);
      if (found === undefined) throw new Error(`${locationId} has no ${status} work on ${orderId}`);
      return found;
    }, PATIENCE);
  }

  step(fulfillment: { fulfillmentId: string }, step: string, body: object = {}): Promise<Fulfillment> {
    return this.ask<Fulfillment>(
      'POST',
      `/orders/v1/fulfillments/${fulfillment.fulfillmentId}/${step}`,
      body,
    );
  }

  /** Accepts, picks everything and packs. */
  async prepare(fulfillment: Fulfillment): Promise<void> {
    await this.step(fulfillment, 'accept');
    const lines = fulfillment.lines.map(({ lineId, quantity }) => ({ lineId, picked: quantity }));
    await this.step(fulfillment, 'pick', { lines });
    await this.step(fulfillment, 'pack');
  }

  /** Prepares a pickup and hands it over with the code that the shop shows its customer. */
  async collect(locationId: string, orderId: string): Promise<Fulfillment> {
    const work = await this.work(locationId, orderId);
    await this.prepare(work);
    await this.step(work, 'ready');
    return this.handOver(work);
  }

  /** To the customer, with the code that the shop shows. */
  async handOver(work: Fulfillment): Promise<Fulfillment> {
    const { code } = await this.ask<{ code: string }>('GET', `/orders/v1/orders/${work.orderId}/pickup-code`);
    return this.step(work, 'handover', { pickupCode: code, collectedBy: 'The customer' });
  }

  task(type: Task['type'], about: { orderId: string }): Promise<Task> {
    return eventually(async () => {
      const { items } = await this.ask<{ items: Task[] }>('GET', `/orders/v1/tasks?type=${type}&limit=500`);
      const found = items.find((task) => task.orderId === about.orderId);
      if (found === undefined) throw new Error(`There is no ${type} task for ${about.orderId}`);
      return found;
    }, PATIENCE);
  }

  async sell(locationId: string, sku: string, quantity: number, line: object = {}): Promise<string> {
    const saleId = uniqueId('sale');
    const sale = {
      saleId,
      locationId,
      occurredAt: new Date().toISOString(),
      currency: 'USD',
      lines: [{ lineId: '1', sku, quantity, amount: '10.00', ...line }],
    };
    const result = await this.ask('POST', '/inventory/v1/sales', { sales: [sale] });
    expect(result).toMatchObject({ accepted: 1, rejected: [] });
    return saleId;
  }

  returnOf(returnId: string): Promise<Return> {
    return this.ask<Return>('GET', `/returns/v1/returns/${returnId}`);
  }

  returnIs(returnId: string, status: Return['status']): Promise<Return> {
    return eventually(async () => {
      const found = await this.returnOf(returnId);
      expect(found.status).toBe(status);
      return found;
    }, PATIENCE);
  }
}

/** Where the shop's usual customer lives. */
export const CUSTOMER = { latitude: 39.1, longitude: -84.5 };
