import { LocationChanged, type ReturnKpis, SaleRecorded } from '#contracts';
import { uniqueId } from '#testing';
import { aLocation, aSale } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

describe('The figures of returns', () => {
  let shop: ReturnsShop;

  beforeAll(async () => {
    shop = await ReturnsShop.open();
    await shop.publish(LocationChanged, aLocation('store-1'));
    await shop.quiet();
  });
  afterAll(() => shop?.close());

  const sold = async (quantity: number, occurredAt: string): Promise<string> => {
    const saleId = uniqueId('sale');
    const lines = [{ lineId: '1', sku: 'tea', quantity, unitPrice: '10.00' }];
    await shop.publish(SaleRecorded, aSale(saleId, { lines, occurredAt }));
    await shop.quiet();
    return saleId;
  };
  const broughtBack = async (saleId: string, quantity: number, reason: string): Promise<void> => {
    const returnId = uniqueId('return');
    await shop.ask('POST', '/returns', {
      returnId,
      saleId,
      method: 'store',
      resolution: 'refund',
      lines: [{ lineId: '1', quantity, reason }],
    });
    await shop.ask('POST', `/returns/${returnId}/receive`, {
      locationId: 'store-1',
      lines: [{ lineId: '1', quantity, condition: 'as new', disposition: 'restock' }],
    });
  };

  it('tell how much of what was sold on each day has come back, and why', async () => {
    const now = Date.now();
    const yesterday = new Date(now - 86_400_000).toISOString();
    const from = new Date(now - 2 * 86_400_000).toISOString();
    await broughtBack(await sold(4, yesterday), 1, 'too_many');
    await broughtBack(await sold(6, new Date(now - 1_000).toISOString()), 2, 'Grandma Ada did not like it');
    await sold(50, new Date(now - 5 * 86_400_000).toISOString());

    const to = new Date().toISOString();
    const kpis = await shop.ask<ReturnKpis>('GET', `/kpis?from=${from}&to=${to}`);
    expect(kpis).toMatchObject({
      period: { from, to },
      soldUnits: 10,
      returnedUnits: 3,
      returnRate: 0.3,
      returns: 2,
      reasons: [
        { reason: 'other', units: 2 },
        { reason: 'too_many', units: 1 },
      ],
    });
    expect(kpis.days).toHaveLength(3);
    expect(kpis.days.find(({ day }) => day === yesterday.slice(0, 10))).toMatchObject({
      soldUnits: 4,
      returnedUnits: 1,
    });
  });
});
