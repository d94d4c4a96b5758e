import {
  type EventContract,
  ItemChanged,
  LocationChanged,
  ReceiveRequested,
  ReserveRequested,
  type TopicName,
} from '#contracts';
import { type InboundMessage, readEvent, type ReceivedEvent } from '#messaging';
import { eventually } from '#testing';
import type { z } from 'zod';
import { requestMessage } from '../src/testing/requests.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

/** The whole service, with messages through PostgreSQL: what others send, and what they are told. */
describe('another service that asks by messages', () => {
  let inventory: RunningInventory;
  const events: ReceivedEvent[] = [];

  beforeAll(async () => {
    inventory = await RunningInventory.start();
    const topics: TopicName[] = ['inventory.reservations.v1', 'inventory.items.v1', 'inventory.locations.v1'];
    for (const topic of topics) {
      await inventory.transport.tail(topic, (messages: InboundMessage[]) => {
        events.push(...messages.map(readEvent));
      });
    }
    await inventory.stock('store-1', { milk: 10 });
  });
  afterAll(() => inventory.stop());

  it('gets units for an order, and is told so', async () => {
    const request = requestMessage(ReserveRequested, {
      reservationId: 'r-1',
      reference: 'order-1',
      lines: [{ sku: 'milk', locationId: 'store-1', quantity: 4 }],
    });
    await inventory.transport.publish([request, request]);
    const [answer] = await told('inventory.reservation-committed.v1', 'r-1');
    expect(answer).toMatchObject({
      causationId: request.headers['ce_id'],
      data: { reference: 'order-1', status: 'committed', lines: [{ sku: 'milk', quantity: 4 }] },
    });
    expect(await level('milk')).toMatchObject({ onHand: 10, committed: 4, available: 6 });
    expect(await call('GET', '/reservations/r-1')).toMatchObject({
      status: 'committed',
      lines: [{ quantity: 4, fulfilled: 0, staged: 0 }],
    });

    await inventory.transport.publish([
      requestMessage(ReserveRequested, {
        reservationId: 'r-2',
        reference: 'order-2',
        lines: [{ sku: 'milk', locationId: 'store-1', quantity: 7 }],
      }),
    ]);
    expect(await told('inventory.reservation-refused.v1', 'r-2')).toMatchObject([
      {
        data: {
          reference: 'order-2',
          request: 'reserve',
          code: 'insufficient_stock',
          lines: [{ available: 6 }],
        },
      },
    ]);
  });

  it('and sends back an item that nobody knows finds it waiting, and taken in once it is known', async () => {
    await inventory.transport.publish([
      requestMessage(ReceiveRequested, {
        receiptId: 'receipt-1',
        reference: 'return-1',
        locationId: 'store-1',
        occurredAt: new Date().toISOString(),
        reason: 'customer_return',
        lines: [{ lineId: '1', sku: 'oat-drink', quantity: 2, disposition: 'restock' }],
      }),
    ]);
    const letter = await eventually(async () => {
      const letters = await call('GET', '/dead-letters?group=inventory.serve-requests');
      const [first] = (letters as { items: { deadLetterId: string; reason: { code: string } }[] }).items;
      expect(first?.reason.code).toBe('unknown_sku');
      return first as { deadLetterId: string };
    });
    await call('PUT', '/items/oat-drink', {});
    await call('POST', `/dead-letters/${letter.deadLetterId}/replay`);
    await eventually(async () => expect(await level('oat-drink')).toMatchObject({ onHand: 2 }));
  });

  it('keeps its own view of places and items: it is told of each that is created or changed', async () => {
    for (const name of ['Tea', 'Tea', 'Green tea']) {
      await call('POST', '/items/batch', { items: [{ sku: 'tea', name }, { sku: 'tea-pot' }] });
    }
    const names = await toldOf(ItemChanged, 'tea', 2);
    expect(names.map(({ name }) => name)).toEqual(['Tea', 'Green tea']);
    expect(Date.parse(names[1]!.updatedAt)).toBeGreaterThan(Date.parse(names[0]!.updatedAt));
    await toldOf(ItemChanged, 'tea-pot', 1);

    const store = { name: 'Harbour', kind: 'store', markdownRisk: 0.25, handlingCost: 3.5 };
    const puts = Array.from({ length: 10 }, () => call('PUT', '/locations/store-2', store));
    const [shown] = await Promise.all(puts);
    expect(shown).toMatchObject({ markdownRisk: 0.25, handlingCost: 3.5 });
    const told = await toldOf(LocationChanged, 'store-2', 10);
    expect(told[0]).toMatchObject({ ...store, locationId: 'store-2' });
    const moments = told.map(({ updatedAt }) => Date.parse(updatedAt));
    expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
  });

  /** The events of the type about that key, once there is one. */
  const told = (type: string, key: string): Promise<ReceivedEvent[]> =>
    eventually(() => {
      const found = events.filter((event) => event.type === type && event.key === key);
      expect(found).not.toEqual([]);
      return found;
    });

  /** What the events about that key say, once there are so many. */
  async function toldOf<S extends z.ZodType>(
    contract: EventContract<S>,
    key: string,
    times: number,
  ): Promise<z.infer<S>[]> {
    return eventually(() => {
      const found = events.filter((event) => event.type === contract.type && event.key === key);
      expect(found).toHaveLength(times);
      return found.map(({ data }) => contract.data.parse(data));
    });
  }

  const level = (sku: string) => inventory.level('store-1', sku);

  const call = async (method: 'GET' | 'PUT' | 'POST', path: string, body?: object) =>
    (await good(inventory.call(method, path, body))).body;
});
