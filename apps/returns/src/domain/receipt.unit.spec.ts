import { aLine, aPurchase, NOW, Scenario, STORE } from '../testing/scenario.js';
import { orderPurchaseId, receiptPurchaseId } from './purchase.js';
import type { KnownLocation } from './warehouse.js';

const of = (quantity: number, lineId = '1') => ({ lineId, quantity, reason: 'late' });
const warehouse = (locationId: string, latitude: number | null, more: Partial<KnownLocation> = {}) => ({
  locationId,
  kind: 'warehouse' as const,
  takesReturns: true,
  point: latitude === null ? null : { latitude, longitude: -80 },
  ...more,
});
const store = (locationId: string) => ({ ...STORE, locationId });
const twoLines = () =>
  aPurchase({ lines: [aLine(), aLine({ lineId: '2', sku: 'COFFEE', unitPrice: '4.00', amount: '12.00' })] });

/** A desk with units in hand that its store does not sell. */
function desk(...locations: KnownLocation[]): Scenario {
  const shop = new Scenario(twoLines());
  shop.locations = locations;
  shop.authorize('r-1', { lines: [of(3, '1'), of(1, '2')] });
  return shop;
}
const onward = { disposition: 'return_to_warehouse' as const };

describe('What a desk takes in', () => {
  it('is told line by line, and asked into stock in the state in which it came', () => {
    const shop = desk(STORE);
    const outcome = shop.receive('r-1', [
      { quantity: 1, condition: 'as new' },
      { quantity: 2, condition: 'torn', disposition: 'dispose' },
    ]);
    const lines = [
      { lineId: '1', sku: 'TEA', quantity: 1, disposition: 'restock' },
      { lineId: '1', sku: 'TEA', quantity: 2, disposition: 'dispose' },
    ];
    const [received] = shop.told('return_received');
    expect(received).toMatchObject({
      returnId: 'r-1',
      receiptId: expect.any(String),
      locationId: 'STORE',
      lines,
      complete: false,
    });
    expect(shop.told('receive_requested')).toEqual([
      {
        receiptId: received?.receiptId,
        reference: 'r-1',
        locationId: 'STORE',
        occurredAt: NOW.toISOString(),
        reason: 'customer_return',
        lines: [
          { ...lines[0], lineId: '1' },
          { ...lines[1], lineId: '2' },
        ],
      },
    ]);
    expect(outcome).toMatchObject({
      value: {
        receipt: {
          receiptId: received?.receiptId,
          locationId: 'STORE',
          lines: [{ condition: 'as new' }, { condition: 'torn' }],
        },
      },
    });
    expect(shop.of('r-1').status).toBe('received');
    expect(shop.told('refund_requested')).toEqual([]);
  });

  it('is complete with the last unit of the last line, and the money is that of each line', () => {
    const shop = desk(STORE);
    shop.receive('r-1', [{ quantity: 3 }]);
    expect(shop.told('return_received').map(({ complete }) => complete)).toEqual([false]);
    shop.receive('r-1', [{ lineId: '2' }]);
    expect(shop.told('return_received').map(({ complete }) => complete)).toEqual([false, true]);
    expect(shop.told('return_received')[1]?.lines).toMatchObject([{ sku: 'COFFEE' }]);
    expect(shop.of('r-1').refund?.amount).toBe('34.00');
  });

  it('is worth nothing that anybody knows where the order has no amount or no units', () => {
    for (const unknown of [{ amount: null }, { ordered: null }, { ordered: 0 }]) {
      const shop = new Scenario(aPurchase({ lines: [aLine(unknown)] }));
      shop.authorize('r-1', { lines: [of(1)] });
      shop.receive('r-1', [{}]);
      expect(shop.of('r-1').lines).toMatchObject([{ due: 0n }]);
    }
  });
});

describe('What a desk refuses', () => {
  const teaAtTill = (shop: Scenario, quantity: number) => shop.tillReturn({ quantity });

  it.each<[string, (shop: Scenario) => ReturnType<Scenario['receive']>, object]>([
    [
      'a location that nobody knows',
      (shop) => shop.receive('r-1', [{}], { locationId: 'MOON' }),
      {
        code: 'unknown_location',
        detail: 'Location MOON is not known here (yet). Create it, or check its id.',
        locationId: 'MOON',
      },
    ],
    [
      'a location without a returns desk',
      (shop) => {
        shop.locations = [STORE, { ...STORE, locationId: 'KIOSK', takesReturns: false }];
        return shop.receive('r-1', [{}], { locationId: 'KIOSK' });
      },
      {
        code: 'location_takes_no_returns',
        detail: 'Location KIOSK takes no returns. Receive it where the capability "returns" is.',
        locationId: 'KIOSK',
      },
    ],
    [
      'a line that the return does not have',
      (shop) => shop.receive('r-1', [{ lineId: '9' }]),
      { code: 'unknown_line', detail: 'The return has no line 9. Its lines are: 1, 2.', lineId: '9' },
    ],
    [
      'more units than are awaited',
      (shop) => {
        shop.receive('r-1', [{ quantity: 1 }]);
        return shop.receive('r-1', [{ quantity: 2 }, { quantity: 1 }]);
      },
      {
        code: 'quantity_exceeds_authorized',
        detail: 'Of line 1 2 are awaited. Receive no more than that, or authorise another return.',
        lineId: '1',
        requested: 3,
        awaited: 2,
      },
    ],
    [
      'more units of a line that is wholly there, while another is awaited',
      (shop) => {
        shop.receive('r-1', [{ quantity: 3 }]);
        return shop.receive('r-1', [{ quantity: 1 }]);
      },
      {
        code: 'quantity_exceeds_authorized',
        detail: 'Of line 1 0 are awaited. Receive no more than that, or authorise another return.',
        lineId: '1',
        requested: 1,
        awaited: 0,
      },
    ],
    [
      'units of a return that is over',
      (shop) => {
        shop.end('r-1', 'rejected');
        return shop.receive('r-1', [{}]);
      },
      {
        code: 'return_closed',
        detail: 'The return is rejected: nothing more is awaited. Authorise another return for these units.',
        status: 'rejected',
      },
    ],
    [
      'units that a till took back meanwhile',
      (shop) => {
        shop.receive('r-1', [{ quantity: 1 }]);
        teaAtTill(shop, 1);
        return shop.receive('r-1', [{ quantity: 2 }]);
      },
      {
        code: 'quantity_exceeds_sold',
        detail: 'Of line 1 3 were sold and 2 are back already, some of them at a till.',
        lineId: '1',
        sold: 3,
        returned: 2,
      },
    ],
    [
      'units of a line that the purchase has lost',
      (shop) => {
        shop.purchase = aPurchase({ lines: [aLine({ lineId: '2' })] });
        return shop.receive('r-1', [{}]);
      },
      {
        code: 'quantity_exceeds_sold',
        detail: 'Of line 1 0 were sold and 0 are back already, some of them at a till.',
        lineId: '1',
        sold: 0,
        returned: 0,
      },
    ],
    [
      'a way to a warehouse that is none',
      (shop) => shop.receive('r-1', [onward], { warehouseId: 'STORE' }),
      {
        code: 'no_warehouse',
        detail: 'STORE is no warehouse that is known here. Name another, or none for the nearest.',
        warehouseId: 'STORE',
      },
    ],
    [
      'a way to a warehouse that nobody knows',
      (shop) => shop.receive('r-1', [onward], { warehouseId: 'MOON' }),
      {
        code: 'no_warehouse',
        detail: 'MOON is no warehouse that is known here. Name another, or none for the nearest.',
        warehouseId: 'MOON',
      },
    ],
    [
      'a way to the nearest warehouse where there is none',
      (shop) => shop.receive('r-1', [{}, onward]),
      {
        code: 'no_warehouse',
        detail: 'There is no warehouse to send units to. Create one, or choose another disposition.',
      },
    ],
  ])('is %s', (_, attempt, refusal) => {
    const shop = desk(STORE);
    const outcome = attempt(shop);
    expect(outcome).toEqual({ ok: false, refusal });
  });

  it('is not what is left after a till took some', () => {
    const shop = desk(STORE);
    teaAtTill(shop, 1);
    expect(shop.receive('r-1', [{ quantity: 2 }]).ok).toBe(true);
    expect(shop.line().received).toBe(2);
  });
});

describe('The way to a warehouse', () => {
  const to = (shop: Scenario) => shop.told('transfer_requested').map((told) => told.to);

  it('is asked for once per item, as goods to look at', () => {
    const shop = desk(STORE, warehouse('W', 41));
    shop.receive('r-1', [
      { ...onward, quantity: 1, condition: 'torn' },
      { ...onward, quantity: 1, condition: 'dirty' },
      { quantity: 1 },
      { ...onward, lineId: '2' },
    ]);
    expect(shop.told('transfer_requested')).toEqual([
      {
        transferId: expect.any(String),
        reference: 'r-1',
        from: 'STORE',
        to: 'W',
        stockStatus: 'quality_control',
        lines: [
          { sku: 'TEA', quantity: 2 },
          { sku: 'COFFEE', quantity: 1 },
        ],
      },
    ]);
  });

  it('is not asked for where all units stay', () => {
    const shop = desk(STORE, warehouse('W', 41));
    shop.receive('r-1', [{}], { warehouseId: 'W' });
    expect(to(shop)).toEqual([]);
  });

  it('goes to the warehouse that is named, be it far', () => {
    const shop = desk(STORE, warehouse('NEAR', 41), warehouse('FAR', 60));
    shop.receive('r-1', [onward], { warehouseId: 'FAR' });
    expect(to(shop)).toEqual(['FAR']);
  });

  it.each([[null], ['W']])('is none where the units are in a warehouse already, named %s', (warehouseId) => {
    const shop = desk(STORE, warehouse('W', 41), warehouse('OTHER', 41));
    shop.receive('r-1', [onward], { locationId: 'W', warehouseId });
    expect(to(shop)).toEqual([]);
    expect(shop.stocked).toBe(1);
  });

  it('never leads to a store, however near', () => {
    const shop = desk(STORE, store('NEXT DOOR'), warehouse('FAR', 60));
    shop.receive('r-1', [onward]);
    expect(to(shop)).toEqual(['FAR']);
  });

  it.each([
    ['A', ['B', 'A']],
    ['A', ['A', 'B']],
  ])('leads of two that are equally far to %s, in whatever order %j they are listed', (expected, ids) => {
    for (const latitude of [41, null]) {
      const shop = desk(STORE, ...ids.map((id) => warehouse(id, latitude)));
      shop.receive('r-1', [onward]);
      expect(to(shop)).toEqual([expected]);
    }
  });

  it('leads somewhere even when nobody knows where the store is', () => {
    const shop = desk({ ...STORE, point: null }, warehouse('B', 60), warehouse('A', 41));
    shop.receive('r-1', [onward]);
    expect(to(shop)).toEqual(['A']);
  });
});

describe('A purchase', () => {
  it('is named by its order, or by its till’s receipt and where that till stands', () => {
    expect(orderPurchaseId('o-1')).toBe('order:o-1');
    expect(receiptPurchaseId('S/1', '7')).toBe('sale:S%2F1/7');
  });
});
