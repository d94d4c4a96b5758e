import { requestOf, type ReturnableLine, wantedUnits, worth } from './request.js';

const line = (lineId: string, unitPrice: string | null = '10.00'): ReturnableLine => ({
  lineId,
  sku: `sku-${lineId}`,
  name: null,
  sold: 3,
  returned: 0,
  authorized: 0,
  returnable: 3,
  unitPrice,
  returnableUntil: null,
  reason: null,
  detail: null,
});
const LINES = [line('1'), line('2', '4.50')];
const WANTED = { 1: { quantity: 2, reason: 'too_many' }, 2: { quantity: 0, reason: 'damaged' } };
const request = {
  returnId: 'r-1',
  purchase: { orderId: 'web-1' },
  lines: LINES,
  wanted: WANTED,
  resolution: 'refund' as const,
  instead: {},
  locationId: 'store-1',
};

describe('A return at the desk', () => {
  it('asks for the lines of which units come back, and for nothing else', () => {
    expect(wantedUnits(WANTED)).toBe(2);
    expect(requestOf(request)).toEqual({
      returnId: 'r-1',
      orderId: 'web-1',
      method: 'store',
      resolution: 'refund',
      lines: [{ lineId: '1', quantity: 2, reason: 'too_many' }],
    });
  });

  it('names the location of a receipt, for two may have given the same number', () => {
    const purchase = { saleId: '4711', locationId: 'store-9' };
    expect(requestOf({ ...request, purchase })).toMatchObject({ saleId: '4711', locationId: 'store-9' });
  });

  it('swaps for the same item at the price of then, unless another one is wanted', () => {
    const swap = { ...request, resolution: 'exchange' as const };
    expect(requestOf(swap).exchange).toEqual({
      method: 'pickup',
      pickupLocationId: 'store-1',
      lines: [{ lineId: '1', sku: 'sku-1', quantity: 2, unitPrice: '10.00' }],
    });
    const instead = { 1: { sku: 'mug', unitPrice: null } };
    expect(requestOf({ ...swap, instead }).exchange?.lines).toEqual([
      { lineId: '1', sku: 'mug', quantity: 2 },
    ]);
  });

  it('is worth what was paid, if that is known', () => {
    expect(worth(LINES, { 1: { quantity: 2, reason: '' }, 2: { quantity: 1, reason: '' } })).toBe(24.5);
    expect(worth([line('1', null)], WANTED)).toBeNull();
    expect(worth(LINES, {})).toBe(0);
  });
});
