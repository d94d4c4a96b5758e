import {
  type Fulfillment,
  mayCancel,
  mayReturn,
  type Order,
  promiseOf,
  stageOf,
  stagesOf,
} from './order-progress.js';

const part = (status: Fulfillment['status'], more: Partial<Fulfillment> = {}): Fulfillment => ({
  fulfillmentId: 'f-1',
  orderId: 'o-1',
  locationId: 'store-1',
  pickupLocationId: 'store-1',
  method: 'pickup',
  status,
  version: 1,
  reservationId: 'r-1',
  promisedAt: '2026-11-25T12:00:00Z',
  overdue: false,
  pickupBy: null,
  carrier: null,
  trackingNumber: null,
  reason: null,
  lines: [],
  createdAt: '',
  updatedAt: '',
  ...more,
});
const order = (fulfillments: Fulfillment[], more: Partial<Order> = {}): Order => ({
  orderId: 'o-1',
  channel: 'web',
  customerId: 'c-1',
  method: 'pickup',
  status: 'allocated',
  pickupLocationId: 'store-1',
  shipTo: null,
  reservationId: null,
  currency: 'USD',
  fallbacks: [],
  onShortage: 'source_again',
  returnId: null,
  onHold: false,
  lines: [
    {
      lineId: '1',
      sku: 'tea',
      quantity: 1,
      unitPrice: null,
      sourcing: 0,
      allocated: 1,
      fulfilled: 0,
      cancelled: 0,
    },
  ],
  fulfillments,
  sourcing: [],
  timeline: [],
  placedAt: '',
  updatedAt: '',
  ...more,
});

describe("A customer's order", () => {
  it('goes from placed to collected, step by step', () => {
    expect(stageOf(order([], { status: 'placed' }))).toBe('placed');
    expect(stageOf(order([part('open')]))).toBe('confirmed');
    expect(stageOf(order([part('picking')]))).toBe('preparing');
    expect(stageOf(order([part('ready_for_pickup')]))).toBe('ready');
    expect(stageOf(order([part('picked_up')]))).toBe('collected');
  });

  it('in two parts is as far as the slower one; what a store gave back does not count', () => {
    expect(stageOf(order([part('ready_for_pickup'), part('accepted')]))).toBe('preparing');
    expect(stageOf(order([part('rejected'), part('ready_for_pickup')]))).toBe('ready');
  });

  it('that comes from another store is being prepared until it is there', () => {
    expect(stageOf(order([part('shipped', { method: 'ship_to_store' })]))).toBe('preparing');
    const sent = order([part('shipped', { method: 'ship' })], { method: 'ship' });
    expect(stageOf(sent)).toBe('shipped');
    expect(stagesOf(sent)).not.toContain('ready');
  });

  it('is looked for again while some of it has no place', () => {
    const line = { ...order([]).lines[0]!, sourcing: 1, allocated: 0 };
    expect(stageOf(order([part('picking')], { lines: [line] }))).toBe('placed');
  });

  it('is promised for when its last part is ready', () => {
    const later = '2026-11-25T15:00:00Z';
    expect(promiseOf(order([part('open'), part('open', { promisedAt: later })]))).toBe(later);
    expect(promiseOf(order([part('rejected')]))).toBeNull();
  });

  it('may be called off until it was handed over, and goes back from then on', () => {
    expect(mayCancel(order([part('packed')]))).toBe(true);
    expect(mayCancel(order([part('picked_up')], { status: 'fulfilled' }))).toBe(false);
    expect(mayReturn(order([]))).toBe(false);
    expect(mayReturn(order([], { lines: [{ ...order([]).lines[0]!, fulfilled: 1 }] }))).toBe(true);
  });
});
