import { HOUR, NOW, SKU, STORE, aLevel, at } from '../testing/builders.js';
import { receiveUnits } from '../testing/commands.js';
import { given, refusalOf, valueOf } from '../testing/scenario.js';
import { available } from './level.js';

const shelf = () => given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE' })] });

describe('Units that come back', () => {
  it('restocked are on sale at once', () => {
    const stock = shelf();
    expect(valueOf(stock.when(receiveUnits([{ quantity: 2 }])))).toEqual({ duplicate: false });
    expect(stock.level()).toMatchObject({ onHand: 12, qualityControl: 0 });
    expect(stock.ledger).toMatchObject([
      {
        movementId: 'receipt/receipt-1/1',
        type: 'customer_return',
        quantity: 2,
        reason: 'restock',
        reference: 'return-1',
        occurredAt: NOW,
      },
    ]);
  });

  it.each(['refurbish', 'quarantine', 'return_to_warehouse'] as const)(
    'to %s are there, but not on sale',
    (disposition) => {
      const stock = shelf();
      valueOf(stock.when(receiveUnits([{ quantity: 2, disposition }])));
      expect(stock.level()).toMatchObject({ onHand: 12, qualityControl: 2 });
      expect(available(stock.level())).toBe(10);
    },
  );

  it('to be thrown away come in and are written off', () => {
    const stock = shelf();
    valueOf(stock.when(receiveUnits([{ quantity: 2, disposition: 'dispose' }])));
    expect(stock.level().onHand).toBe(10);
    expect(stock.story).toEqual(['customer_return 2', 'dispose 2']);
  });

  it('from a parcel that nobody collected are a receipt', () => {
    const stock = shelf();
    valueOf(stock.when(receiveUnits([{}], { reason: 'put_away' })));
    expect(stock.story).toEqual(['receipt 1']);
  });

  it('before the newest count of their level were counted with it', () => {
    const stock = given({ levels: [aLevel({ onHand: 10, countedAt: NOW })] });
    valueOf(stock.when(receiveUnits([{ quantity: 2 }], { occurredAt: at(-HOUR) })));
    expect(stock.level().onHand).toBe(10);
    expect(stock.story).toEqual(['customer_return 2', 'count_restatement -2']);
  });

  it('come in once, however often they are told; new lines of the same receipt come in too', () => {
    const stock = shelf();
    stock.when(receiveUnits([{}]));
    const later = stock.later(HOUR);
    expect(valueOf(later.when(receiveUnits([{}])))).toEqual({ duplicate: true });
    expect(valueOf(later.when(receiveUnits([{}, { sku: 'COFFEE' }])))).toEqual({ duplicate: false });
    expect(later.ledger).toMatchObject([{ movementId: 'receipt/receipt-1/2', sku: 'COFFEE' }]);
  });

  it.each([
    ['SKU', { sku: 'COFFEE' }],
    ['quantity', { quantity: 2 }],
    ['disposition', { disposition: 'dispose' as const }],
  ])('under a known line with another %s are refused', (_, other) => {
    const stock = shelf();
    stock.when(receiveUnits([{}]));
    expect(refusalOf(stock.when(receiveUnits([other]))).code).toBe('receipt_conflict');
    expect(stock.story).toEqual(['customer_return 1']);
  });

  it('with two lines under one id are refused, unless they say the same', () => {
    const stock = shelf();
    expect(refusalOf(stock.when(receiveUnits([{ lineId: '1' }, { lineId: '1', quantity: 2 }]))).code).toBe(
      'receipt_conflict',
    );
    valueOf(stock.when(receiveUnits([{ lineId: '1' }, { lineId: '1' }])));
    expect(stock.story).toEqual(['customer_return 1']);
  });

  it('are all or none: an unknown SKU or location turns the receipt away until it is known', () => {
    const stock = shelf();
    expect(refusalOf(stock.when(receiveUnits([{}, { sku: 'NEW' }])))).toMatchObject({
      code: 'unknown_sku',
      detail: expect.stringContaining('"NEW"'),
    });
    expect(refusalOf(stock.when(receiveUnits([{}], { locationId: 'new' }))).code).toBe('unknown_location');
    expect(stock.ledger).toEqual([]);
    expect(stock.state.reservationSteps).toEqual([]);
  });

  it('from more than 24 hours ahead, or too many to be stored, are refused', () => {
    const stock = given({ levels: [aLevel({ locationId: STORE, sku: SKU, onHand: 1_999_999_998 })] });
    expect(refusalOf(stock.when(receiveUnits([{}], { occurredAt: at(25 * HOUR) }))).code).toBe(
      'occurred_in_future',
    );
    expect(refusalOf(stock.when(receiveUnits([{}, {}, {}]))).code).toBe('figure_out_of_range');
    expect(stock.ledger).toEqual([]);
  });
});
