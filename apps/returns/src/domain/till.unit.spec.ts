import { aLine, aPurchase, codeOf, Scenario } from '../testing/scenario.js';
import { uncountTillReturn } from './till.js';

const of = (quantity: number, lineId = '1') => ({ lineId, quantity, reason: 'late' });
const anyLine = { lineId: null };
const teaTwice = () =>
  aPurchase({
    lines: [
      aLine({ ordered: 2, sold: 2, amount: '20.00' }),
      aLine({ lineId: 'other', sku: 'COFFEE' }),
      aLine({ lineId: '2' }),
    ],
  });
const tillReturned = (shop: Scenario) =>
  Object.fromEntries(shop.purchase.lines.map((line) => [line.lineId, line.tillReturned]));

describe('Units that a till took back by itself', () => {
  it('count on the line that the receipt names', () => {
    const shop = new Scenario(teaTwice());
    shop.tillReturn({ lineId: '2', quantity: 1 });
    expect(tillReturned(shop)).toEqual({ '1': 0, other: 0, '2': 1 });
  });

  it.each([
    ['names no line', null],
    ['names a line of another item', 'other'],
    ['names a line that is not there', 'ninth'],
  ])('count on the lines of their item that have room, when the receipt %s', (_, lineId) => {
    const shop = new Scenario(teaTwice());
    shop.tillReturn({ lineId, quantity: 3 });
    expect(tillReturned(shop)).toEqual({ '1': 2, other: 0, '2': 1 });
    shop.tillReturn({ lineId, quantity: 1 });
    expect(tillReturned(shop)).toEqual({ '1': 2, other: 0, '2': 2 });
  });

  it('count on the last line of their item when none has room', () => {
    const shop = new Scenario(teaTwice());
    shop.tillReturn({ ...anyLine, quantity: 7 });
    expect(tillReturned(shop)).toEqual({ '1': 2, other: 0, '2': 5 });
    expect(shop.told('over_returned')).toMatchObject([{ lineId: '2', sold: 3, returned: 5 }]);
  });

  it.each([
    ['came back through a return', { received: 1 }, 1],
    ['came back at a till before', { tillReturned: 1 }, 1],
    ['the customer will not get', { cancelled: 1 }, 1],
    ['are on their way to the customer still have room', { sold: 0 }, 2],
    ['nobody ordered, as far as is known, are those handed over', { ordered: null, sold: 1 }, 1],
    ['came back more often than sold leave no room, and not less', { tillReturned: 9 }, 0],
  ])('find room on a line less what is known of it: units that %s', (_, known, room) => {
    const shop = new Scenario(
      aPurchase({
        lines: [aLine({ ordered: 2, sold: 2, ...known }), aLine({ lineId: '2', ordered: 9, sold: 9 })],
      }),
    );
    const before = shop.line('1').tillReturned;
    shop.tillReturn({ ...anyLine, quantity: 4 });
    expect(shop.line('1').tillReturned - before).toBe(room);
    expect(shop.line('2').tillReturned).toBe(4 - room);
  });

  it('wait while no line of their item is known', () => {
    const shop = new Scenario(aPurchase());
    expect(() => shop.tillReturn({ sku: 'COFFEE' })).toThrow('waits');
  });

  it('are taken off again when they turn out to be of another purchase', () => {
    const shop = new Scenario(teaTwice());
    shop.tillReturn({ ...anyLine, quantity: 3 });
    const shares = [
      { lineId: '1', quantity: 2 },
      { lineId: '2', quantity: 1 },
    ];
    expect(uncountTillReturn(shop.purchase, shares)).toEqual(teaTwice());
  });
});

describe('That more came back than was sold', () => {
  it('is told with the figures, and again only when it gets worse', () => {
    const shop = new Scenario(aPurchase({ saleId: 's-1', locationId: 'S' }));
    shop.tillReturn({ quantity: 3 });
    expect(shop.told('over_returned')).toEqual([]);
    shop.tillReturn({ quantity: 1, saleId: 'till-2' });
    expect(shop.told('over_returned')).toEqual([
      {
        returnId: 'till-2',
        saleId: 's-1',
        saleLocationId: 'S',
        orderId: 'o-1',
        lineId: '1',
        sku: 'TEA',
        sold: 3,
        returned: 4,
      },
    ]);
    expect(shop.line().overReported).toBe(4);
    shop.authorize('r-1');
    shop.tillReturn({ quantity: 1, saleId: 'till-3' });
    expect(shop.told('over_returned').map(({ returned }) => returned)).toEqual([4, 5]);
  });

  it('is not told twice of a line when only another line gets more', () => {
    const shop = new Scenario(teaTwice());
    shop.tillReturn({ lineId: '1', quantity: 3 });
    shop.tillReturn({ lineId: '2', quantity: 1 });
    expect(shop.told('over_returned').map(({ lineId }) => lineId)).toEqual(['1']);
  });

  it.each([
    ['units that the customer will get yet count as sold', { sold: 0 }, 0],
    ['units that the customer will not get do not', { cancelled: 1 }, 1],
    ['units that came back through a return count as back', { received: 1 }, 1],
    ['nothing is said while nobody knows how many were sold', { ordered: null }, 0],
  ])('is judged by what is known for good: %s', (_, known, told) => {
    const shop = new Scenario(aPurchase({ lines: [aLine(known)] }));
    shop.tillReturn({ quantity: 3 });
    expect(shop.told('over_returned')).toHaveLength(told);
  });
});

describe('A till that takes in the units of a return', () => {
  const twoLines = () => {
    const shop = new Scenario(
      aPurchase({ lines: [aLine(), aLine({ lineId: '2' }), aLine({ lineId: '3', sku: 'COFFEE' })] }),
    );
    shop.authorize('r-1', { lines: [of(2, '1'), of(2, '2'), of(1, '3')] });
    return shop;
  };
  const taken = (shop: Scenario) => shop.of('r-1').lines.map(({ tillReceived }) => tillReceived);

  it('completes the receipt of the line that it names', () => {
    const shop = twoLines();
    shop.tillReceipt('r-1', { lineId: '2' });
    expect(taken(shop)).toEqual([0, 1, 0]);
    shop.tillReceipt('r-1', { lineId: '3', sku: 'COFFEE' });
    expect(taken(shop)).toEqual([0, 1, 1]);
  });

  it('names no line: the first of that item that still waits is meant, and of none the first', () => {
    const shop = twoLines();
    shop.tillReceipt('r-1', { lineId: '3' });
    expect(taken(shop)).toEqual([1, 0, 0]);
    shop.tillReceipt('r-1', anyLine);
    shop.tillReceipt('r-1', anyLine);
    expect(taken(shop)).toEqual([2, 1, 0]);
    shop.tillReceipt('r-1', anyLine);
    shop.tillReceipt('r-1', anyLine);
    expect(taken(shop)).toEqual([2, 2, 0]);
    expect(shop.line('1').tillReturned).toBe(1);
  });

  it('does not take units in for a line that no longer waits for any', () => {
    const shop = twoLines();
    shop.end('r-1', 'cancelled');
    shop.tillReceipt('r-1', anyLine);
    expect(taken(shop)).toEqual([0, 0, 0]);
    expect(shop.line('1')).toMatchObject({ received: 0, tillReturned: 1 });
  });

  it('has no say in a return without such an item', () => {
    const shop = twoLines();
    expect(() => shop.tillReceipt('r-1', { sku: 'MILK' })).toThrow('no such line');
  });

  it('tells how the units came, and puts them into stock once', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(2)] });
    shop.tillReceipt('r-1', { quantity: 2, disposition: 'quarantine' });
    expect(shop.told('return_received')).toMatchObject([
      { complete: true, lines: [{ lineId: '1', sku: 'TEA', quantity: 2, disposition: 'quarantine' }] },
    ]);
    expect(shop.told('receive_requested')).toMatchObject([
      { lines: [{ lineId: '1', sku: 'TEA', quantity: 2, disposition: 'quarantine' }] },
    ]);
  });

  it('only confirms units that the desk has received', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(2)] });
    shop.receive('r-1', [{ quantity: 1 }]);
    const before = shop.events.length;
    shop.tillReceipt('r-1');
    expect(shop.events).toHaveLength(before);
    expect(shop.of('r-1')).toMatchObject({ status: 'received', lines: [{ tillReceived: 1 }] });
  });

  it('takes in more than the return asks for: the surplus is stock, and counts as the till’s own', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(2)] });
    shop.tillReceipt('r-1', { quantity: 1 });
    shop.tillReceipt('r-1', { quantity: 4, saleId: 'till-2' });
    expect(shop.line()).toMatchObject({ received: 2, authorized: 0, tillReturned: 3 });
    expect(shop.stocked).toBe(5);
    expect(shop.told('over_returned')).toMatchObject([{ returnId: 'till-2', sold: 3, returned: 5 }]);
    const receipts = shop.told('receive_requested').map(({ receiptId }) => receiptId);
    expect(new Set(receipts).size).toBe(3);
  });

  it('leaves the desk nothing to take in a second time', () => {
    const shop = new Scenario(aPurchase());
    shop.authorize('r-1', { lines: [of(2)] });
    shop.tillReceipt('r-1', { quantity: 1 });
    const before = shop.events.length;
    expect(codeOf(shop.receive('r-1', [{ quantity: 1 }]))).toBeUndefined();
    expect(shop.events).toHaveLength(before);
    expect(shop.of('r-1').lines).toMatchObject([{ deskReceived: 1, tillReceived: 1 }]);
    shop.receive('r-1', [{ quantity: 1 }]);
    expect(shop.stocked).toBe(2);
  });
});
