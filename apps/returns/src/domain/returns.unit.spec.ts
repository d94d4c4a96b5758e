import { aLine, aPurchase, at, codeOf, NOW, Scenario, STORE } from '../testing/scenario.js';
import type { Exchange } from './authorize.js';
import { returnableOf } from './purchase.js';

const given = (...args: ConstructorParameters<typeof Scenario>) => new Scenario(...args);
const RECEIPT = { purchaseId: 'sale:S/1', orderId: null, saleId: '1', locationId: 'S' };

describe('What may come back', () => {
  const terms = { returnable: true, windowDays: 30 };

  it('is what was handed over, less what came back and what open returns ask for', () => {
    const line = aLine({ ordered: 9, sold: 8, received: 1, authorized: 2, tillReturned: 3 });
    expect(returnableOf(line, terms, NOW)).toEqual({
      quantity: 2,
      until: at(29),
      reason: null,
      detail: null,
    });
  });

  it('is nothing, and not less, when tills took back more than was sold', () => {
    const line = aLine({ tillReturned: 5 });
    expect(returnableOf(line, terms, NOW)).toMatchObject({ quantity: 0, reason: 'quantity_exceeds_sold' });
  });

  it('ends with the window: the last moment is in it, the next is not', () => {
    const line = aLine({ handedOverAt: at(-30) });
    expect(returnableOf(line, terms, new Date(NOW.getTime() - 1)).quantity).toBe(3);
    expect(returnableOf(line, terms, NOW)).toMatchObject({ quantity: 0, reason: 'outside_return_window' });
  });

  it('is nothing of an item that never comes back, whatever its window', () => {
    expect(returnableOf(aLine(), { returnable: false, windowDays: 30 }, NOW).reason).toBe('not_returnable');
  });
});

describe('An authorisation', () => {
  it('holds its units, so that the next return finds fewer', () => {
    const shop = given(aPurchase());
    shop.authorize('r-1', { lines: [{ lineId: '1', quantity: 2, reason: 'late' }] });
    expect(shop.line()).toMatchObject({ authorized: 2 });
    expect(codeOf(shop.authorize('r-2', { lines: [{ lineId: '1', quantity: 2, reason: 'late' }] }))).toBe(
      'quantity_exceeds_sold',
    );
    expect(codeOf(shop.authorize('r-2'))).toBeUndefined();
    expect(shop.told('return_authorized').map(({ returnId }) => returnId)).toEqual(['r-1', 'r-2']);
  });

  it('adds up a line that is named twice before it is judged', () => {
    const shop = given(aPurchase());
    const line = (quantity: number, reason: string) => ({ lineId: '1', quantity, reason });
    expect(codeOf(shop.authorize('r-1', { lines: [line(2, 'late'), line(2, 'torn')] }))).toBe(
      'quantity_exceeds_sold',
    );
    shop.authorize('r-1', { lines: [line(2, 'late'), line(1, 'torn')] });
    expect(shop.of('r-1').lines).toMatchObject([{ quantity: 3, reason: 'late; torn' }]);
  });

  it('is all lines or none, and names each line that cannot come back', () => {
    const shop = given(
      aPurchase({ lines: [aLine(), aLine({ lineId: '2', sold: 0 }), aLine({ lineId: '3', received: 3 })] }),
    );
    const lines = ['1', '2', '3'].map((lineId) => ({ lineId, quantity: 1, reason: 'late' }));
    const outcome = shop.authorize('r-1', { lines });
    expect(outcome).toMatchObject({ refusal: { lines: [{ lineId: '2' }, { lineId: '3' }] } });
    expect(shop.line().authorized).toBe(0);
  });

  it('lets a reason travel that was chosen from a list, and keeps what somebody typed', () => {
    const shop = given(aPurchase());
    shop.authorize('r-1', { lines: [{ lineId: '1', quantity: 1, reason: 'too_small' }] });
    shop.authorize('r-2', { lines: [{ lineId: '1', quantity: 1, reason: 'Ada Lovelace wants blue' }] });
    expect(shop.told('return_authorized').map(({ lines }) => lines[0]?.reason)).toEqual(['too_small', '']);
    expect(shop.of('r-2').lines[0]?.reason).toBe('Ada Lovelace wants blue');
  });

  describe('of an exchange', () => {
    const exchange: Exchange = {
      exchangeOrderId: 'x-1',
      method: 'ship',
      pickupLocationId: null,
      sealedShipTo: null,
      lines: [{ lineId: 'a', sku: 'COFFEE', quantity: 1, unitPrice: null }],
    };

    it('asks for the new order at once', () => {
      const shop = given(aPurchase());
      shop.authorize('r-1', { resolution: 'exchange', exchange });
      expect(shop.told('exchange_requested')).toMatchObject([
        { returnId: 'r-1', exchangeOrderId: 'x-1', orderId: 'o-1' },
      ]);
    });

    it('needs an address where the purchase has none', () => {
      const shop = given(aPurchase({ ...RECEIPT, customerId: null }));
      const asked = { resolution: 'exchange', exchange } as const;
      expect(codeOf(shop.authorize('r-1', { ...asked, customerId: 'c-2' }))).toBe('ship_to_required');
      const sealed = { ...exchange, sealedShipTo: 'sealed' };
      shop.authorize('r-1', { ...asked, customerId: 'c-2', exchange: sealed });
      expect(shop.of('r-1').customerId).toBe('c-2');
    });
  });
});

describe('A refund', () => {
  const received = (quantity = 1): Scenario => {
    const shop = given(aPurchase());
    shop.authorize('r-1', { lines: [{ lineId: '1', quantity, reason: 'late' }] });
    shop.receive('r-1', [{ quantity }]);
    return shop;
  };

  it('is asked for with the last unit, and settles once', () => {
    const shop = received(2);
    expect(shop.of('r-1')).toMatchObject({ status: 'inspected', refund: { amount: '20.00', attempts: 1 } });
    shop.settle('r-1', '20');
    shop.settle('r-1', '20.00');
    expect(shop.told('refund_issued')).toHaveLength(1);
    expect(shop.of('r-1').status).toBe('refunded');
    shop.complete('r-1');
    shop.complete('r-1');
    expect(shop.told('return_completed')).toHaveLength(1);
    expect(shop.of('r-1').status).toBe('completed');
  });

  it('is not settled by another amount, currency or id', () => {
    const shop = received();
    expect(codeOf(shop.settle('r-1', '10.01'))).toBe('refund_amount_differs');
    expect(codeOf(shop.settle('r-1', '10.00', { currency: 'EUR' }))).toBe('refund_amount_differs');
    expect(codeOf(shop.settle('r-1', '10.00', { refundId: 'other' }))).toBe('refund_not_found');
    expect(shop.of('r-1').refund?.status).toBe('requested');
  });

  it('without an answer is asked for after an hour, two, four, and a day at most', () => {
    const shop = received();
    const asked: number[] = [];
    for (let hour = 1; hour <= 24 * 4; hour++) {
      shop.now = at(hour / 24);
      const before = shop.told('refund_requested').length;
      shop.askAgain('r-1');
      if (shop.told('refund_requested').length > before) asked.push(hour);
    }
    expect(asked).toEqual([1, 3, 7, 15, 31, 55, 79]);
    shop.settle('r-1', '10.00');
    shop.now = at(100);
    shop.askAgain('r-1');
    expect(shop.told('refund_requested').at(-1)?.attempt).toBe(8);
  });

  it('counts units that a till paid back, so that no cent is paid twice or lost', () => {
    const shop = given(aPurchase({ lines: [aLine({ amount: '10.00' })] }));
    shop.tillReturn();
    shop.authorize('r-1', { lines: [{ lineId: '1', quantity: 2, reason: 'late' }] });
    shop.receive('r-1', [{ quantity: 2 }]);
    expect(shop.of('r-1').refund?.amount).toBe('6.67');
  });
});

describe('A receipt', () => {
  it('sends what the store does not sell to the nearest warehouse; one without coordinates comes last', () => {
    const shop = given(aPurchase());
    const warehouse = (locationId: string, latitude: number | null) => ({
      locationId,
      kind: 'warehouse' as const,
      takesReturns: true,
      point: latitude === null ? null : { latitude, longitude: -80 },
    });
    shop.locations = [STORE, warehouse('A', null), warehouse('FAR', 60), warehouse('NEAR', 41)];
    shop.authorize('r-1');
    shop.receive('r-1', [{ disposition: 'return_to_warehouse' }]);
    expect(shop.told('transfer_requested')).toMatchObject([
      { from: 'STORE', to: 'NEAR', lines: [{ sku: 'TEA', quantity: 1 }] },
    ]);
  });

  it('is refused where units should go to a warehouse and there is none', () => {
    const shop = given(aPurchase());
    shop.authorize('r-1');
    expect(codeOf(shop.receive('r-1', [{ disposition: 'return_to_warehouse' }]))).toBe('no_warehouse');
    expect(shop.stocked).toBe(0);
  });

  it('of a return that has ended is refused', () => {
    const shop = given(aPurchase());
    shop.authorize('r-1');
    shop.end('r-1', 'cancelled');
    expect(codeOf(shop.receive('r-1', [{}]))).toBe('return_closed');
    expect(codeOf(shop.end('r-1', 'cancelled'))).toBeUndefined();
    expect(shop.told('return_cancelled')).toHaveLength(1);
  });

  it('takes in only what no till has taken in: the first units of a line are the till’s', () => {
    const shop = given(aPurchase());
    shop.authorize('r-1', { lines: [{ lineId: '1', quantity: 3, reason: 'late' }] });
    shop.tillReceipt('r-1');
    shop.receive('r-1', [{ quantity: 1 }, { quantity: 2, disposition: 'dispose' }]);
    expect(shop.told('receive_requested').map(({ lines }) => lines)).toMatchObject([
      [{ quantity: 1, disposition: 'restock' }],
      [{ quantity: 2, disposition: 'dispose' }],
    ]);
    expect(shop.of('r-1').refund?.amount).toBe('30.00');
  });

  it('does not lapse before its time, and not after it is whole', () => {
    const shop = given(aPurchase());
    shop.authorize('r-1');
    shop.end('r-1', 'lapsed');
    expect(shop.of('r-1').status).toBe('authorized');
    shop.now = at(30);
    shop.end('r-1', 'lapsed');
    expect(shop.of('r-1')).toMatchObject({ status: 'cancelled', endedBecause: 'lapsed' });
    expect(shop.line().authorized).toBe(0);
  });
});
