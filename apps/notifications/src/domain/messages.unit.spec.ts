import { messagesOf, overtakenBy } from './messages.js';
import { isTemplate } from './templates.js';

const fulfillment = {
  customerId: 'c-1',
  orderId: 'o-1',
  fulfillmentId: 'f-1',
  locationId: 's-1',
  method: 'pickup',
};

describe('What an event has to tell', () => {
  it.each([
    ['orders.order-allocated.v1', { customerId: 'c-1' }, ['order_confirmed to c-1']],
    ['orders.fulfillment-ready-for-pickup.v1', fulfillment, ['ready_for_pickup to c-1']],
    ['orders.fulfillment-pickup-reminder-due.v1', fulfillment, ['pickup_reminder to c-1']],
    ['orders.fulfillment-expired.v1', fulfillment, ['pickup_expired to c-1']],
    ['orders.fulfillment-shipped.v1', { ...fulfillment, method: 'ship' }, ['shipped to c-1']],
    ['orders.fulfillment-shipped.v1', { ...fulfillment, method: 'ship_to_store' }, []],
    ['orders.fulfillment-opened.v1', fulfillment, ['new_work to s-1']],
    ['orders.fulfillment-rejected.v1', fulfillment, ['work_rejected to s-1']],
    ['orders.fulfillment-accepted.v1', fulfillment, []],
    [
      'orders.order-lines-cancelled.v1',
      { customerId: 'c-1', reason: 'short_pick' },
      ['lines_cancelled to c-1'],
    ],
    ['orders.order-lines-cancelled.v1', { customerId: 'c-1', reason: 'pickup_expired' }, []],
    ['orders.refund-due.v1', { customerId: 'c-1' }, ['refund_due to c-1']],
    ['returns.return-received.v1', { customerId: 'c-1' }, ['return_received to c-1']],
    ['returns.return-received.v1', { customerId: null }, []],
    ['returns.refund-issued.v1', { customerId: 'c-1' }, ['refund_issued to c-1']],
    ['returns.store-credit-issued.v1', { customerId: 'c-1' }, ['store_credit_issued to c-1']],
    ['inventory.low-stock.v1', { locationId: 's-1' }, ['low_stock to s-1']],
    ['inventory.oversold.v1', { locationId: 's-1' }, ['oversold to s-1']],
    ['somebody.else.v1', {}, []],
  ])('%s: %j gives %j', (type, data, expected) => {
    const told = messagesOf({ type, data }).map(
      ({ template, audience }) =>
        `${template} to ${audience.kind === 'customer' ? audience.customerId : audience.locationId}`,
    );
    expect(told).toEqual(expected);
  });

  it('is for a customer, who may be told later that it is over, or for a store', () => {
    expect(messagesOf({ type: 'orders.fulfillment-ready-for-pickup.v1', data: fulfillment })).toEqual([
      { template: 'ready_for_pickup', audience: { kind: 'customer', customerId: 'c-1' }, about: 'f-1' },
    ]);
    expect(messagesOf({ type: 'inventory.oversold.v1', data: { locationId: 's-1' } })).toEqual([
      { template: 'oversold', audience: { kind: 'store', locationId: 's-1' }, about: null },
    ]);
  });

  it('is written by a template that there is', () => {
    expect(['ready_for_pickup', 'oversold', 'greeting', ''].map(isTemplate)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is not to come any more once a pickup is over', () => {
    for (const end of ['picked-up', 'expired', 'cancelled', 'rejected']) {
      const overtaken = overtakenBy({ type: `orders.fulfillment-${end}.v1`, data: fulfillment });
      expect(overtaken).toEqual({ about: 'f-1', templates: ['ready_for_pickup', 'pickup_reminder'] });
    }
    expect(overtakenBy({ type: 'orders.fulfillment-packed.v1', data: fulfillment })).toBeUndefined();
  });
});
