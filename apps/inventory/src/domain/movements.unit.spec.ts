import { SKU, STORE, HOUR, aLevel, aMovement, at } from '../testing/builders.js';
import { postMovement } from '../testing/commands.js';
import { given, refusalOf, valueOf } from '../testing/scenario.js';

describe('Movements that people post', () => {
  describe('change the figures that their type stands for', () => {
    const before = { onHand: 20, damaged: 4, qualityControl: 3 };

    it.each([
      ['opening', 5, { onHand: 25 }],
      ['receipt', 5, { onHand: 25 }],
      ['adjustment', 5, { onHand: 25 }],
      ['adjustment', -5, { onHand: 15 }],
      ['damage', 5, { damaged: 9 }],
      ['recover', 4, { damaged: 0 }],
      ['quality_hold', 13, { qualityControl: 16 }],
      ['quality_release', 3, { qualityControl: 0 }],
      ['dispose', 3, { onHand: 17, damaged: 1 }],
      ['dispose', 6, { onHand: 14, damaged: 0, qualityControl: 1 }],
    ] as const)('%s of %i', (type, quantity, after) => {
      const stock = given({ levels: [aLevel(before)] });
      expect(valueOf(stock.when(postMovement(aMovement(type, quantity))))).toEqual({ duplicate: false });
      expect(stock.level()).toMatchObject({ ...before, ...after, sequence: 1 });
      expect(stock.story).toEqual([`${type} ${quantity}`]);
    });
  });

  it('keep their reason and reference in the ledger, at the moment they occurred', () => {
    const stock = given({ levels: [aLevel()] });
    stock.when(
      postMovement(aMovement('receipt', 5, { reason: 'Delivery', reference: 'po-7', occurredAt: at(-HOUR) })),
    );
    expect(stock.ledger).toMatchObject([
      {
        movementId: 'movement/movement-1',
        reason: 'Delivery',
        reference: 'po-7',
        occurredAt: Date.parse(at(-HOUR)),
      },
    ]);
  });

  it('may damage more than the book says is there, because damage is a fact', () => {
    const stock = given({ levels: [aLevel({ onHand: 1 })] });
    valueOf(stock.when(postMovement(aMovement('damage', 3))));
    expect(stock.level()).toMatchObject({ onHand: 1, damaged: 3 });
  });

  describe('are refused beyond what is there', () => {
    it.each([
      ['an adjustment beyond what is available', 'adjustment', -8, 'insufficient_stock', 7],
      ['a recovery beyond the damaged units', 'recover', 5, 'insufficient_damaged', 4],
      ['a quality hold beyond the sellable units', 'quality_hold', 14, 'exceeds_on_hand', 13],
      ['a release beyond the held units', 'quality_release', 4, 'insufficient_quality_control', 3],
      ['a disposal beyond what was set aside', 'dispose', 8, 'insufficient_damaged', 7],
    ] as const)('%s', (_, type, quantity, code, available) => {
      const level = aLevel({
        onHand: 20,
        damaged: 4,
        qualityControl: 3,
        reserved: 2,
        committed: 3,
        safetyStock: 1,
      });
      const stock = given({ levels: [{ ...level }] });
      expect(refusalOf(stock.when(postMovement(aMovement(type, quantity))))).toMatchObject({
        code,
        requested: Math.abs(quantity),
        available,
      });
      expect(stock.level()).toEqual(level);
      expect(stock.ledger).toEqual([]);
    });

    it('a quality hold where nothing sellable is left says 0, not less', () => {
      const stock = given({ levels: [aLevel({ onHand: -3, damaged: 1 })] });
      expect(refusalOf(stock.when(postMovement(aMovement('quality_hold', 1))))).toMatchObject({
        available: 0,
      });
    });
  });

  it('count once when they are sent again', () => {
    const stock = given({ levels: [aLevel()] });
    stock.when(postMovement(aMovement('receipt', 5)));
    expect(valueOf(stock.when(postMovement(aMovement('receipt', 5))))).toEqual({ duplicate: true });
    expect(stock.level().onHand).toBe(5);
  });

  it('are the same movement when only the notation of the time differs', () => {
    const stock = given({ levels: [aLevel()] });
    stock.when(postMovement(aMovement('receipt', 5, { occurredAt: '2026-11-24T09:00:00Z' })));
    const again = postMovement(aMovement('receipt', 5, { occurredAt: '2026-11-24T17:00:00+08:00' }));
    expect(valueOf(stock.when(again))).toEqual({ duplicate: true });
  });

  it.each([
    ['type', aMovement('opening', 5)],
    ['quantity', aMovement('receipt', 6)],
    ['SKU', aMovement('receipt', 5, { sku: 'COFFEE' })],
    ['location', aMovement('receipt', 5, { locationId: 'store-2' })],
    ['time', aMovement('receipt', 5, { occurredAt: at(1) })],
    ['reason', aMovement('receipt', 5, { reason: 'Found' })],
    ['reference', aMovement('receipt', 5, { reference: 'po-1' })],
  ])('are refused when the same id comes back with another %s', (_, other) => {
    const stock = given({ levels: [aLevel(), aLevel({ sku: 'COFFEE' }), aLevel({ locationId: 'store-2' })] });
    stock.when(postMovement(aMovement('receipt', 5)));
    expect(refusalOf(stock.when(postMovement(other)))).toMatchObject({ code: 'movement_conflict' });
    expect(stock.story).toEqual(['receipt 5']);
  });

  it('say which of location and SKU is unknown', () => {
    const stock = given({ skus: [SKU] });
    expect(refusalOf(stock.when(postMovement(aMovement('receipt', 1, { sku: 'NEW' }))))).toMatchObject({
      code: 'unknown_sku',
      detail: expect.stringContaining('"NEW"'),
    });
    expect(refusalOf(stock.when(postMovement(aMovement('receipt', 1, { locationId: 'new' }))))).toMatchObject(
      {
        code: 'unknown_location',
        detail: expect.stringContaining('"new"'),
      },
    );
  });

  it('are compared with the sequence that the sender saw', () => {
    const stock = given({ levels: [aLevel({ sequence: 7 })] });
    const stale = aMovement('receipt', 1, { movementId: 'a', expectedSequence: 6 });
    expect(refusalOf(stock.when(postMovement(stale)))).toMatchObject({
      code: 'sequence_mismatch',
      expectedSequence: 6,
      sequence: 7,
    });
    valueOf(stock.when(postMovement(aMovement('receipt', 1, { movementId: 'b', expectedSequence: 7 }))));
    expect(refusalOf(stock.when(postMovement(aMovement('receipt', 1, { movementId: 'c', expectedSequence: 7 })))).code)
      .toBe('sequence_mismatch'); // prettier-ignore
    expect(stock.level()).toMatchObject({ onHand: 1, sequence: 8 });
  });

  it('sent again after success are no mismatch, although the sequence has moved on', () => {
    const stock = given({ levels: [aLevel({ sequence: 7 })] });
    const movement = aMovement('receipt', 1, { expectedSequence: 7 });
    stock.when(postMovement(movement));
    expect(valueOf(stock.when(postMovement(movement)))).toEqual({ duplicate: true });
  });

  it('may lie 24 hours ahead and not a millisecond more', () => {
    const stock = given({ levels: [aLevel()] });
    const late = postMovement(aMovement('receipt', 1, { movementId: 'late', occurredAt: at(24 * HOUR + 1) }));
    expect(refusalOf(stock.when(late)).code).toBe('occurred_in_future');
    valueOf(stock.when(postMovement(aMovement('receipt', 1, { occurredAt: at(24 * HOUR) }))));
    expect(stock.level().onHand).toBe(1);
  });

  it('never carry a figure out of the range that can be stored', () => {
    const stock = given({ levels: [aLevel({ onHand: 1_500_000_000 })] });
    expect(refusalOf(stock.when(postMovement(aMovement('receipt', 1_000_000_000)))).code).toBe(
      'figure_out_of_range',
    );
    expect(stock.level()).toMatchObject({ onHand: 1_500_000_000, sequence: 0 });
    valueOf(stock.when(postMovement(aMovement('receipt', 500_000_000))));
    expect(stock.level().locationId).toBe(STORE);
  });
});
