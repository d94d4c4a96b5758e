import type {
  EventData,
  FulfillmentReadyForPickup,
  LowStock,
  OrderAllocated,
  OrderLinesCancelled,
  OrderRefundDue,
  Oversold,
  RefundIssued,
  ReturnReceived,
  StoreCreditIssued,
} from '#contracts';
import type { BackInStock } from '../rendering/view.js';

const ofOrder = { orderId: 'o-1', customerId: 'c-1' };
const ofReturn = {
  returnId: 'r-1',
  orderId: 'o-1',
  saleId: null,
  saleLocationId: null,
  customerId: 'c-1',
  resolution: 'refund',
} as const;

const fulfillment: EventData<typeof FulfillmentReadyForPickup> = {
  ...ofOrder,
  fulfillmentId: 'f-1',
  locationId: 'store-1',
  pickupLocationId: 'store-1',
  method: 'pickup',
  status: 'ready_for_pickup',
  version: 5,
  reservationId: 'res-1',
  promisedAt: '2026-11-25T10:00:00Z',
  pickupBy: '2026-11-28T10:00:00Z',
  pickupCodeVersion: 2,
  carrier: 'SF Express',
  trackingNumber: 'SF123',
  reason: null,
  lines: [
    { lineId: '1', sku: 'milk', quantity: 2, picked: 2 },
    { lineId: '2', sku: 'milk', quantity: 1, picked: 1 },
    { lineId: '3', sku: 'bread', quantity: 2, picked: 1 },
  ],
};
const allocated: EventData<typeof OrderAllocated> = {
  ...ofOrder,
  fulfillments: [
    {
      fulfillmentId: 'f-1',
      locationId: 'store-1',
      method: 'pickup',
      promisedAt: null,
      lines: [{ lineId: '1', sku: 'milk', quantity: 2 }],
    },
  ],
};
const cancelled: EventData<typeof OrderLinesCancelled> = {
  ...ofOrder,
  reason: 'short_pick',
  status: 'allocated',
  lines: [{ lineId: '1', sku: 'milk', quantity: 2 }],
};
const refundDue: EventData<typeof OrderRefundDue> = {
  ...ofOrder,
  refundId: 'refund-1',
  reason: 'oversold',
  amount: '1234.50',
  currency: 'EUR',
  lines: [{ lineId: '1', sku: 'milk', quantity: 2, amount: '1234.50' }],
};
const received: EventData<typeof ReturnReceived> = {
  ...ofReturn,
  receiptId: 'receipt-1',
  locationId: 'store-1',
  lines: [{ lineId: '1', sku: 'milk', quantity: 2, disposition: 'restock' }],
  complete: true,
};
const credit: EventData<typeof StoreCreditIssued> = {
  ...ofReturn,
  resolution: 'store_credit',
  refundId: 'refund-1',
  amount: '12.50',
  currency: 'CNY',
};
const issued: EventData<typeof RefundIssued> = {
  ...credit,
  resolution: 'refund',
  settledAt: '2026-11-25T10:00:00Z',
};
const back: BackInStock = { sku: 'milk', locationId: 'store-1', askedAt: '2026-11-01T00:00:00Z' };
const oversold: EventData<typeof Oversold> = {
  sku: 'milk',
  locationId: 'store-1',
  shortage: 2,
  onHand: 1,
  reserved: 0,
  committed: 3,
  sequence: 9,
  atRisk: [{ reservationId: 'res-1', reference: 'o-1', status: 'committed', quantity: 2 }],
};
const low: EventData<typeof LowStock> = {
  sku: 'milk',
  locationId: 'store-1',
  available: 2,
  threshold: 3,
  sequence: 9,
};

/** The data of one event for each template. */
export const EXAMPLES = {
  order_confirmed: allocated,
  ready_for_pickup: fulfillment,
  pickup_reminder: fulfillment,
  pickup_expired: { ...fulfillment, status: 'expired' as const },
  shipped: { ...fulfillment, method: 'ship' as const, status: 'shipped' as const },
  lines_cancelled: cancelled,
  refund_due: refundDue,
  return_received: received,
  refund_issued: issued,
  store_credit_issued: credit,
  back_in_stock: back,
  new_work: { ...fulfillment, status: 'open' as const },
  work_rejected: { ...fulfillment, status: 'rejected' as const, reason: 'The shelf is empty' },
  oversold,
  low_stock: low,
};
