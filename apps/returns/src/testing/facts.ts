import {
  type EventData,
  type FulfillmentPickedUp,
  type ItemChanged,
  type LocationChanged,
  type OrderPlaced,
  type SaleRecorded,
} from '#contracts';
import { uniqueId } from '#testing';
import type { ReturnsShop } from './returns-app.js';

/** Facts that other services publish, as tests of this one need them. */

const NOW = '2026-01-01T00:00:00.000Z';

export const aLocation = (
  locationId: string,
  more: Partial<EventData<typeof LocationChanged>> = {},
): EventData<typeof LocationChanged> => ({
  locationId,
  name: locationId,
  kind: 'store',
  latitude: null,
  longitude: null,
  timeZone: 'UTC',
  address: null,
  capabilities: ['returns'],
  safetyStock: 0,
  dailyOrderCapacity: null,
  openingHours: null,
  markdownRisk: null,
  handlingCost: null,
  createdAt: NOW,
  updatedAt: NOW,
  ...more,
});

export const anItem = (
  sku: string,
  more: Partial<EventData<typeof ItemChanged>> = {},
): EventData<typeof ItemChanged> => ({
  sku,
  name: `Name of ${sku}`,
  gtin: null,
  category: null,
  unit: 'each',
  returnWindowDays: null,
  returnable: true,
  lowStockThreshold: null,
  attributes: {},
  createdAt: NOW,
  updatedAt: NOW,
  ...more,
});

export const anOrder = (
  orderId: string,
  more: Partial<EventData<typeof OrderPlaced>> = {},
): EventData<typeof OrderPlaced> => ({
  orderId,
  customerId: 'customer-1',
  channel: 'web',
  method: 'pickup',
  pickupLocationId: null,
  currency: 'USD',
  returnId: null,
  lines: [{ lineId: '1', sku: 'tea', quantity: 1, unitPrice: '10.00' }],
  ...more,
});

export const aHandover = (
  orderId: string,
  more: Partial<EventData<typeof FulfillmentPickedUp>> = {},
): EventData<typeof FulfillmentPickedUp> => ({
  orderId,
  customerId: 'customer-1',
  fulfillmentId: uniqueId('fulfillment'),
  locationId: 'store-1',
  pickupLocationId: 'store-1',
  method: 'pickup',
  status: 'picked_up',
  version: 5,
  reservationId: uniqueId('reservation'),
  promisedAt: null,
  pickupBy: null,
  pickupCodeVersion: null,
  carrier: null,
  trackingNumber: null,
  reason: null,
  lines: [{ lineId: '1', sku: 'tea', quantity: 1, picked: 1 }],
  ...more,
});

export const aSale = (
  saleId: string,
  more: Partial<EventData<typeof SaleRecorded>> = {},
): EventData<typeof SaleRecorded> => ({
  saleId,
  locationId: 'store-1',
  occurredAt: new Date().toISOString(),
  currency: 'USD',
  lines: [{ lineId: '1', sku: 'tea', quantity: 1, amount: '10.00' }],
  ...more,
});

/** One of the service's answers to what may come back. */
export interface ReturnableAnswer {
  readonly lines: readonly {
    readonly lineId: string;
    readonly sold: number;
    readonly returned: number;
    readonly authorized: number;
    readonly returnable: number;
    readonly reason: string | null;
    readonly returnableUntil: string | null;
  }[];
}

export const returnableOf = (shop: ReturnsShop, query: string): Promise<ReturnableAnswer> =>
  shop.ask<ReturnableAnswer>('GET', `/returnable?${query}`);
