import { benches, benchOf, type Fulfillment, isPicked, merged, stepsOf, urgencyOf } from './work.js';

const NOW = Date.parse('2026-11-25T10:00:00Z');

const fulfillment = (more: Partial<Fulfillment> = {}): Fulfillment => ({
  fulfillmentId: 'f-1',
  orderId: 'o-1',
  locationId: 'store-1',
  pickupLocationId: 'store-1',
  method: 'pickup',
  status: 'open',
  version: 1,
  reservationId: 'r-1',
  promisedAt: '2026-11-25T12:00:00Z',
  overdue: false,
  pickupBy: null,
  carrier: null,
  trackingNumber: null,
  reason: null,
  lines: [{ lineId: '1', sku: 'tea', name: 'Tea', gtin: null, quantity: 2, picked: 0 }],
  createdAt: '2026-11-25T09:00:00Z',
  updatedAt: '2026-11-25T09:00:00Z',
  ...more,
});
const lines = (picked: number) => [{ lineId: '1', sku: 'tea', name: 'Tea', gtin: null, quantity: 2, picked }];

describe("A store's work", () => {
  it('lies on the bench of its status, and a half-picked bag is still to be picked', () => {
    expect(benchOf(fulfillment(), 'store-1')).toBe('pick');
    expect(benchOf(fulfillment({ status: 'picking', lines: lines(1) }), 'store-1')).toBe('pick');
    expect(benchOf(fulfillment({ status: 'picking', lines: lines(2) }), 'store-1')).toBe('finish');
    expect(benchOf(fulfillment({ status: 'packed' }), 'store-1')).toBe('finish');
    expect(benchOf(fulfillment({ status: 'ready_for_pickup' }), 'store-1')).toBe('counter');
    expect(benchOf(fulfillment({ status: 'picked_up' }), 'store-1')).toBeNull();
  });

  it('of a parcel that goes to another store is done when it has left, and begins there', () => {
    const parcel = fulfillment({ method: 'ship_to_store', pickupLocationId: 'store-2', status: 'shipped' });
    expect(benchOf(parcel, 'store-1')).toBeNull();
    expect(benchOf(parcel, 'store-2')).toBe('arriving');
    expect(stepsOf(parcel, 'store-2')).toEqual(['ready']);
    expect(benchOf({ ...parcel, status: 'ready_for_pickup' }, 'store-2')).toBe('counter');
    expect(benchOf({ ...parcel, status: 'ready_for_pickup' }, 'store-1')).toBeNull();
    expect(benchOf({ ...parcel, method: 'ship' }, 'store-2')).toBeNull();
  });

  it('comes oldest promise first, and what was promised for no time last', () => {
    const { pick } = benches(
      [
        fulfillment({ fulfillmentId: 'none', promisedAt: null }),
        fulfillment({ fulfillmentId: 'late', promisedAt: '2026-11-25T14:00:00Z' }),
        fulfillment({ fulfillmentId: 'early', promisedAt: '2026-11-25T11:00:00+02:00' }),
      ],
      'store-1',
    );
    expect(pick.map(({ fulfillmentId }) => fulfillmentId)).toEqual(['early', 'late', 'none']);
  });

  it('offers the steps that are in turn: a pickup becomes ready, a parcel is shipped', () => {
    expect(stepsOf(fulfillment(), 'store-1')).toEqual(['accept', 'pick', 'reject']);
    const packed = fulfillment({ status: 'packed' });
    expect(stepsOf(packed, 'store-1')).toEqual(['ready', 'reject']);
    expect(stepsOf({ ...packed, method: 'ship' }, 'store-1')).toEqual(['ship', 'reject']);
    expect(stepsOf({ ...packed, method: 'ship_to_store' }, 'store-1')[0]).toBe('ship');
    expect(stepsOf(fulfillment({ status: 'ready_for_pickup' }), 'store-1')).toEqual(['handover']);
  });

  it('is pressing half an hour before its promise, and overdue after it; what waits for its customer is not', () => {
    const at = (promisedAt: string | null, more: Partial<Fulfillment> = {}) =>
      urgencyOf(fulfillment({ promisedAt, ...more }), NOW);
    expect(at('2026-11-25T09:59:59Z')).toBe('overdue');
    expect(at('2026-11-25T10:30:00Z')).toBe('soon');
    expect(at('2026-11-25T10:30:01Z')).toBe('later');
    expect(at(null)).toBe('none');
    expect(at('2026-11-25T09:00:00Z', { status: 'ready_for_pickup' })).toBe('none');
  });

  it('is picked when nothing that is still asked for is missing', () => {
    expect(isPicked(fulfillment({ lines: lines(1) }))).toBe(false);
    expect(isPicked(fulfillment({ lines: [{ ...lines(1)[0]!, quantity: 1 }] }))).toBe(true);
  });

  it('is what was told last, whatever order the news comes in', () => {
    const known = new Map([['f-1', fulfillment({ version: 3, status: 'picking' })]]);
    const after = merged(known, [
      fulfillment({ version: 2, status: 'accepted' }),
      fulfillment({ fulfillmentId: 'f-2' }),
    ]);
    expect(after.get('f-1')?.status).toBe('picking');
    expect(after.has('f-2')).toBe(true);
    expect(merged(after, [fulfillment({ version: 4, status: 'packed' })]).get('f-1')?.status).toBe('packed');
  });
});
