import { aLine, aPurchase, at, Scenario } from '../testing/scenario.js';
import type { PurchaseLine, ReturnTerms } from './purchase.js';

const of = (quantity: number, lineId = '1') => ({ lineId, quantity, reason: 'late' });

/** What somebody is told who asks to bring back `quantity` units of such a line. */
function told(line: Partial<PurchaseLine>, terms: ReturnTerms, quantity: number) {
  const shop = new Scenario(aPurchase({ lines: [aLine(line)] }));
  shop.terms = terms;
  return shop.authorize('r-1', { lines: [of(quantity)] });
}
const TERMS = { returnable: true, windowDays: 30 };

describe('Who asks to bring goods back is told why not', () => {
  it.each<[string, Partial<PurchaseLine>, ReturnTerms, string, string, number]>([
    [
      'the item never comes back',
      {},
      { ...TERMS, returnable: false },
      'not_returnable',
      'TEA cannot be returned.',
      0,
    ],
    [
      'nothing was handed over',
      { sold: 0 },
      TERMS,
      'quantity_exceeds_sold',
      'No unit of this line has been handed over yet.',
      0,
    ],
    [
      'nobody knows when it was handed over',
      { handedOverAt: null },
      TERMS,
      'quantity_exceeds_sold',
      'No unit of this line has been handed over yet.',
      0,
    ],
    [
      'the window is over',
      { handedOverAt: at(-31) },
      TERMS,
      'outside_return_window',
      `The return window of 30 days ended at ${at(-1).toISOString()}.`,
      0,
    ],
    [
      'all is back, or on its way back',
      { sold: 4, received: 1, tillReturned: 1, authorized: 2 },
      TERMS,
      'quantity_exceeds_sold',
      'Of 4 sold, 2 came back and 2 are in open returns.',
      0,
    ],
    [
      'it is more than may still come',
      { received: 1 },
      TERMS,
      'quantity_exceeds_sold',
      'Of line 1 2 may still come back; ask for no more than that.',
      2,
    ],
  ])('when %s', (_, line, terms, code, detail, returnable) => {
    expect(told(line, terms, 3)).toEqual({
      ok: false,
      refusal: { code, detail, lines: [{ lineId: '1', code, requested: 3, returnable, detail }] },
    });
  });

  it('when the purchase has no such line, and which it has', () => {
    const shop = new Scenario(aPurchase({ lines: [aLine(), aLine({ lineId: '2' })] }));
    expect(shop.authorize('r-1', { lines: [of(1, '9')] })).toEqual({
      ok: false,
      refusal: { code: 'unknown_line', detail: 'There is no line 9. Its lines are: 1, 2.', lineId: '9' },
    });
  });

  it('without a list that has no end', () => {
    const lines = Array.from({ length: 30 }, (_, i) => aLine({ lineId: `L${i}` }));
    const outcome = new Scenario(aPurchase({ lines })).authorize('r-1', { lines: [of(1, '9')] });
    expect(outcome).toMatchObject({ refusal: { detail: expect.stringMatching(/L18, L19\.$/) } });
  });
});

describe('An authorised return', () => {
  it('has the lines that were asked for, and no others', () => {
    const shop = new Scenario(aPurchase({ lines: [aLine(), aLine({ lineId: '2', sku: 'COFFEE' })] }));
    shop.authorize('r-1', { lines: [of(2, '2')] });
    expect(shop.of('r-1').lines).toMatchObject([{ lineId: '2', sku: 'COFFEE', quantity: 2, reason: 'late' }]);
    expect(shop.line('1').authorized).toBe(0);
    expect(shop.of('r-1').exchangeOrderId).toBeNull();
  });

  it('says a reason once that was given twice', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(1), of(1)] });
    expect(shop.of('r-1').lines).toMatchObject([{ quantity: 2, reason: 'late' }]);
  });

  it.each([
    ['too_small', 'too_small'],
    ['too_small for Ada', ''],
    ['for Ada: too_small', ''],
    ['9_lives', ''],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), ''],
  ])('for the reason "%s" tells others "%s"', (reason, told) => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [{ lineId: '1', quantity: 1, reason }] });
    expect(shop.told('return_authorized')[0]?.lines[0]?.reason).toBe(told);
  });

  it.each([
    ['ship', null, 'ship_to_required'],
    ['ship', 'sealed', undefined],
    ['pickup', null, undefined],
  ] as const)('of a receipt, exchanged by %s to the address %s: %s', (method, sealedShipTo, code) => {
    const shop = new Scenario(aPurchase({ orderId: null, saleId: '1', locationId: 'S' }));
    const exchange = {
      exchangeOrderId: 'x-1',
      method,
      pickupLocationId: method === 'pickup' ? 'S' : null,
      sealedShipTo,
      lines: [{ lineId: 'a', sku: 'COFFEE', quantity: 1, unitPrice: '12.00' }],
    };
    const outcome = shop.authorize('r-1', { resolution: 'exchange', exchange });
    if (code === undefined) {
      expect(outcome.ok).toBe(true);
      expect(shop.of('r-1').exchangeOrderId).toBe('x-1');
      expect(shop.told('exchange_requested')).toMatchObject([{ ...exchange, currency: 'USD' }]);
    } else {
      const detail = 'A receipt has no address to ship to: give exchange.shipTo.';
      expect(outcome).toEqual({ ok: false, refusal: { code, detail } });
    }
  });
});
