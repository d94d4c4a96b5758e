import { aLine, aPurchase, at, DAY, NOW, Scenario } from '../testing/scenario.js';
import { isOpen } from './return.js';

const OF_RETURN = {
  returnId: 'r-1',
  orderId: 'o-1',
  saleId: null,
  saleLocationId: null,
  customerId: 'c-1',
  resolution: 'refund',
};
const of = (quantity: number, lineId = '1') => ({ lineId, quantity, reason: 'late' });
const exchange = {
  exchangeOrderId: 'x-1',
  method: 'ship' as const,
  pickupLocationId: null,
  sealedShipTo: null,
  lines: [{ lineId: 'a', sku: 'COFFEE', quantity: 1, unitPrice: '12.00' }],
};
const names = (shop: Scenario) => shop.events.map(({ name }) => name);

describe('When all units of a return are back', () => {
  it('the payment system is asked for the money, once and with a key of its own', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(2)] });
    shop.receive('r-1', [{ quantity: 2 }]);
    expect(shop.of('r-1')).toMatchObject({
      status: 'inspected',
      refund: {
        refundId: expect.any(String),
        kind: 'refund',
        amount: '20.00',
        status: 'requested',
        attempts: 1,
        requestedAt: NOW,
        askAgainAt: at(1 / 24),
        settledAt: null,
      },
    });
    const { refundId } = shop.of('r-1').refund!;
    expect(shop.told('refund_requested')).toEqual([
      { ...OF_RETURN, refundId, amount: '20.00', currency: 'USD', attempt: 1 },
    ]);
    expect(shop.told('return_completed')).toEqual([]);
  });

  it('store credit is given at once, and that completes the return', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { resolution: 'store_credit' });
    shop.receive('r-1', [{}]);
    const { refund } = shop.of('r-1');
    expect(shop.of('r-1').status).toBe('completed');
    expect(refund).toMatchObject({
      kind: 'store_credit',
      amount: '10.00',
      status: 'settled',
      askAgainAt: null,
      settledAt: NOW,
    });
    const facts = { ...OF_RETURN, resolution: 'store_credit' };
    expect(shop.told('store_credit_issued')).toEqual([
      { ...facts, refundId: refund?.refundId, amount: '10.00', currency: 'USD' },
    ]);
    expect(shop.told('return_completed')).toEqual([facts]);
    expect(shop.told('refund_requested')).toEqual([]);
  });

  it('nothing is paid for a free item: the return is complete', () => {
    const shop = new Scenario(aPurchase({ lines: [aLine({ amount: '0.00' })] }));
    shop.authorize('r-1');
    shop.receive('r-1', [{}]);
    expect(shop.of('r-1')).toMatchObject({ status: 'completed', refund: null });
    expect(names(shop).slice(-1)).toEqual(['return_completed']);
    expect(shop.told('refund_requested')).toEqual([]);
  });

  it.each([
    ['nobody has told the price', { amount: null }],
    ['nobody has told how many units the price was for', { ordered: null, amount: null }],
  ])('a refund of nothing stays in sight where %s', (_, unknown) => {
    const shop = new Scenario(aPurchase({ lines: [aLine(unknown)] }));
    shop.authorize('r-1');
    shop.receive('r-1', [{}]);
    expect(shop.of('r-1')).toMatchObject({ status: 'inspected', refund: { amount: '0.00' } });
  });

  it('a line whose price nobody knows holds up a return only when units of it came back', () => {
    const shop = new Scenario(
      aPurchase({
        lines: [aLine({ amount: '0.00' }), aLine({ lineId: '2', sku: 'COFFEE', amount: null })],
      }),
    );
    shop.authorize('r-1', { lines: [of(1, '1'), of(1, '2')] });
    shop.receive('r-1', [{ lineId: '1' }]);
    shop.end('r-1', 'lapsed');
    expect(isOpen(shop.of('r-1'))).toBe(true);
    shop.end('r-1', 'cancelled');
    expect(shop.of('r-1')).toMatchObject({ status: 'completed', refund: null });

    shop.authorize('r-2', { lines: [of(1, '1'), of(1, '2')] });
    shop.receive('r-2', [{ lineId: '1' }, { lineId: '2' }]);
    expect(shop.of('r-2').refund?.amount).toBe('0.00');
  });

  it('money is in the digits of its currency, and two where none is known', () => {
    const paid = (currency: string | null) => {
      const shop = new Scenario(aPurchase({ currency, lines: [aLine({ amount: '3000' })] }));
      shop.authorize('r-1');
      shop.receive('r-1', [{}]);
      return shop.of('r-1').refund?.amount;
    };
    expect(['JPY', 'KWD', null].map(paid)).toEqual(['1000', '1000.000', '1000.00']);
  });

  it('an exchange is complete without money: its goods are the other order', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { resolution: 'exchange', exchange });
    shop.receive('r-1', [{}]);
    expect(shop.of('r-1')).toMatchObject({ status: 'completed', refund: null, exchangeOrderId: 'x-1' });
    expect(names(shop).slice(-1)).toEqual(['return_completed']);
  });
});

describe('A return that ends early', () => {
  it.each([
    ['cancelled', 'cancelled'],
    ['rejected', 'rejected'],
  ] as const)(
    'and was %s before anything came back is %s, and its units are free again',
    (reason, status) => {
      const shop = new Scenario(aPurchase());
      shop.authorize('r-1', { lines: [of(2)] });
      shop.end('r-1', reason);
      expect(shop.of('r-1')).toMatchObject({ status, endedBecause: reason, lines: [{ cancelled: 2 }] });
      expect(shop.line().authorized).toBe(0);
      expect(shop.told('return_cancelled')).toEqual([{ ...OF_RETURN, exchangeOrderId: null, reason }]);
      expect(names(shop).slice(-1)).toEqual(['return_cancelled']);
    },
  );

  it('pays for the units that are back, and frees the others', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(3)] });
    shop.receive('r-1', [{ quantity: 1 }]);
    shop.end('r-1', 'cancelled');
    expect(shop.of('r-1')).toMatchObject({
      status: 'inspected',
      endedBecause: 'cancelled',
      refund: { amount: '10.00' },
      lines: [{ cancelled: 2 }],
    });
    expect(names(shop).slice(-2)).toEqual(['return_cancelled', 'refund_requested']);
    expect(shop.line()).toMatchObject({ received: 1, authorized: 0 });
  });

  it('pays for an exchange that was called off midway, for no goods will follow', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { resolution: 'exchange', exchange, lines: [of(2)] });
    shop.receive('r-1', [{ quantity: 1 }]);
    shop.end('r-1', 'cancelled');
    expect(shop.of('r-1').refund).toMatchObject({ kind: 'refund', amount: '10.00' });
    expect(shop.told('return_cancelled')).toMatchObject([{ exchangeOrderId: 'x-1' }]);
  });

  it('can still be called off while some of it is missing', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(2)] });
    shop.receive('r-1', [{ quantity: 1 }]);
    expect(shop.of('r-1').status).toBe('received');
    shop.now = at(31);
    shop.end('r-1', 'lapsed');
    expect(shop.of('r-1')).toMatchObject({ status: 'inspected', endedBecause: 'lapsed' });
  });

  it('cannot be called off once all is back, and says so', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1');
    shop.receive('r-1', [{}]);
    expect(shop.end('r-1', 'cancelled')).toEqual({
      ok: false,
      refusal: {
        code: 'return_closed',
        detail: 'The return is inspected: its goods are back, and there is nothing left to call off.',
        status: 'inspected',
      },
    });
    // Time passing is nobody's mistake.
    expect(shop.end('r-1', 'lapsed')).toMatchObject({ ok: true, value: { events: [] } });
  });
});

describe('A refund that was asked for', () => {
  const waiting = (more: Parameters<typeof aPurchase>[0] = {}, resolution?: 'store_credit') => {
    const shop = new Scenario(aPurchase(more));
    shop.authorize('r-1', resolution === undefined ? {} : { resolution });
    shop.receive('r-1', [{}]);
    return shop;
  };

  it('is told with its amount and time when it has been paid', () => {
    const shop = waiting();
    const { refundId } = shop.of('r-1').refund!;
    shop.now = at(1);
    shop.settle('r-1', '10');
    expect(shop.told('refund_issued')).toEqual([
      { ...OF_RETURN, refundId, amount: '10.00', currency: 'USD', settledAt: at(1).toISOString() },
    ]);
    expect(shop.of('r-1').refund).toMatchObject({ status: 'settled', settledAt: at(1), askAgainAt: null });
  });

  it.each([
    ['USD', '10.00 USD'],
    [null, '10.00'],
  ])('in %s and settled otherwise says that %s was wanted', (currency, wanted) => {
    expect(waiting({ currency }).settle('r-1', '11.00')).toEqual({
      ok: false,
      refusal: {
        code: 'refund_amount_differs',
        detail: `${wanted} was asked for, and another amount was settled. Look into it, and settle the amount asked for.`,
        amount: '10.00',
        currency,
      },
    });
  });

  it('may be settled in any currency where none was known, and in its own', () => {
    expect(waiting({ currency: null }).settle('r-1', '10.00', { currency: 'EUR' }).ok).toBe(true);
    expect(waiting().settle('r-1', '10.00', { currency: 'USD' }).ok).toBe(true);
  });

  it('is no store credit: that is never settled by a payment', () => {
    const shop = waiting({}, 'store_credit');
    const { refundId } = shop.of('r-1').refund!;
    expect(shop.settle('r-1', '10.00')).toEqual({
      ok: false,
      refusal: { code: 'refund_not_found', detail: `Return r-1 has no refund ${refundId}.` },
    });
  });

  it('closes its return when its time has come, and not before', () => {
    const shop = waiting();
    shop.complete('r-1');
    expect(shop.of('r-1').status).toBe('inspected');
    shop.settle('r-1', '10.00');
    shop.now = new Date(NOW.getTime() - 1);
    shop.complete('r-1');
    expect(shop.of('r-1').status).toBe('refunded');
    shop.now = NOW;
    shop.complete('r-1');
    expect(shop.of('r-1')).toMatchObject({ status: 'completed', completeAt: null });
    expect(shop.told('return_completed')).toEqual([OF_RETURN]);
    shop.now = at(DAY);
    shop.complete('r-1');
    expect(shop.told('return_completed')).toHaveLength(1);
  });
});
