import { FulfillmentPicked, OrderPlaced, TaskRaised } from '#contracts';
import { newsFrame } from '#platform';
import { concerns, newsOf } from './news.js';

const fulfillment = {
  orderId: 'o-1',
  customerId: 'c-1',
  fulfillmentId: 'f-1',
  locationId: 'mall',
  pickupLocationId: 'corner',
  method: 'ship_to_store',
  status: 'picking',
  version: 3,
  reservationId: 'r-1',
  promisedAt: null,
  pickupBy: null,
  pickupCodeVersion: null,
  carrier: null,
  trackingNumber: null,
  reason: null,
  lines: [],
};

describe('News of orders', () => {
  const picked = newsOf(FulfillmentPicked.type, fulfillment)!;

  it('tells which fulfillment took which step, and nothing about its customer', () => {
    expect(picked).toMatchObject({
      event: 'fulfillment',
      data: { fulfillmentId: 'f-1', status: 'picking', version: 3 },
    });
    expect(newsFrame(picked)).not.toContain('c-1');
    expect(newsFrame(picked)).toMatch(/^event: fulfillment\ndata: \{.*\}\n\n$/);
  });

  it('concerns the store that prepares it and the store where it is collected', () => {
    expect(concerns(picked, { locationId: 'mall' })).toBe(true);
    expect(concerns(picked, { locationId: 'corner' })).toBe(true);
    expect(concerns(picked, { locationId: 'harbour' })).toBe(false);
    expect(concerns(picked, { orderId: 'o-2' })).toBe(false);
    expect(concerns(picked, { orderId: 'o-1', locationId: 'mall' })).toBe(true);
  });

  it('of an order as a whole is no business of a store', () => {
    const placed = newsOf(OrderPlaced.type, {
      orderId: 'o-1',
      customerId: 'c-1',
      channel: 'web',
      method: 'ship',
      pickupLocationId: null,
      currency: null,
      returnId: null,
      lines: [],
    })!;
    expect(placed.data).toEqual({ orderId: 'o-1', status: 'placed' });
    expect(concerns(placed, {})).toBe(true);
    expect(concerns(placed, { locationId: 'mall' })).toBe(false);
  });

  it('tells a store of its tasks', () => {
    const task = { taskId: 't-1', type: 'cycle_count', orderId: 'o-1', locationId: 'mall' };
    const news = newsOf(TaskRaised.type, { ...task, fulfillmentId: null, reason: 'rejected', lines: [] })!;
    expect(news).toEqual({ event: 'task', id: 't-1', data: task });
    expect(concerns(news, { locationId: 'mall' })).toBe(true);
  });

  it('says nothing of what is nobody’s list', () => {
    expect(newsOf('orders.refund-due.v1', {})).toBeUndefined();
    expect(newsOf(null, {})).toBeUndefined();
  });
});
