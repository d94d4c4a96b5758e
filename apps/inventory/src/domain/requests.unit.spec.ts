import { HOUR, SKU, STORE, aLevel } from '../testing/builders.js';
import {
  commit,
  expire,
  fulfill,
  promise,
  recordSale,
  release,
  reserve,
  stage,
} from '../testing/commands.js';
import { type Scenario, given, refusalOf, valueOf } from '../testing/scenario.js';

const units = (quantity: number, sku = SKU, locationId = STORE) => ({ sku, locationId, quantity });
const ORDER = 'order-1';

/** What other services are told, such as `committed 4` or `stage of order-1 refused: reservation_not_found`. */
const told = (stock: Scenario): string[] =>
  stock.state.reservationSteps.map((step) =>
    step.step === 'refused'
      ? `${step.request} of ${step.reference} refused: ${step.code}`
      : `${step.step} ${step.units.map((unit) => unit.quantity).join('+')}`.trimEnd(),
  );

const promised = (quantity: number): Scenario => {
  const stock = given({ levels: [aLevel({ onHand: 10 })] });
  valueOf(stock.when(promise('r', [units(quantity)])));
  return stock.later(1);
};

describe('Units promised to an order that is placed already', () => {
  it('are committed in one movement, and one event answers', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE', onHand: 1 })] });
    const lines = [units(1), units(1, 'COFFEE'), units(2)];
    expect(valueOf(stock.when(promise('r', lines)))).toMatchObject({
      reservationId: 'r',
      reference: ORDER,
      status: 'committed',
      lines: [
        { sku: SKU, requested: 3, quantity: 3 },
        { sku: 'COFFEE', quantity: 1 },
      ],
    });
    expect(stock.level()).toMatchObject({ onHand: 10, reserved: 0, committed: 3, sequence: 1 });
    expect(stock.story).toEqual(['commit 3', 'commit 1']);
    expect(told(stock)).toEqual(['committed 3+1']);
  });

  it('are all or none; the order is told which lines fall short', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE', onHand: 1 })] });
    stock.when(promise('r', [units(1), units(2, 'COFFEE'), units(1, 'NEW')]));
    expect(stock.ledger).toEqual([]);
    expect(stock.state.reservations.size).toBe(0);
    expect(stock.state.reservationSteps).toMatchObject([
      {
        step: 'refused',
        reservationId: 'r',
        reference: ORDER,
        request: 'reserve',
        code: 'insufficient_stock',
        short: [
          { sku: 'COFFEE', requested: 2, available: 1, reason: 'insufficient_stock' },
          { sku: 'NEW', requested: 1, available: 0, reason: 'unknown_sku' },
        ],
      },
    ]);
  });

  it('never run out of time', () => {
    const stock = promised(4).later(1_000 * HOUR);
    expect(valueOf(stock.when(expire('r')))).toEqual({ expired: false });
    expect(stock.level().committed).toBe(4);
  });

  it('and asked for again are promised once; the answer is the same, whatever has left since', () => {
    const stock = promised(4);
    stock.when(fulfill('r', [units(1)]));
    valueOf(stock.when(promise('r', [units(4)])));
    stock.when(fulfill('r'));
    valueOf(stock.when(promise('r', [units(4)])));
    expect(stock.story).toEqual(['fulfill 1', 'fulfill 3']);
    expect(told(stock)).toEqual(['fulfilled 1', 'committed 4', 'fulfilled 3', 'committed 4']);
  });

  it('under an id that stands for other units, or that were given up, are refused', () => {
    const stock = promised(4);
    expect(refusalOf(stock.when(promise('r', [units(5)]))).code).toBe('reservation_id_reused');
    stock.when(release('r', undefined, ORDER));
    expect(refusalOf(stock.when(promise('r', [units(4)]))).code).toBe('reservation_released');
    expect(told(stock)).toEqual([
      `reserve of ${ORDER} refused: reservation_id_reused`,
      'released 4',
      `reserve of ${ORDER} refused: reservation_released`,
    ]);
  });
});

describe('A step that an order asks for', () => {
  it('commits a hold of the shop; the event carries the reference of the hold', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    stock.when(reserve('r', { reference: 'cart-1', lines: [units(4)] }));
    valueOf(stock.when(commit('r', ORDER)));
    valueOf(stock.when(commit('r', ORDER)));
    expect(told(stock)).toEqual(['created 4', 'committed 4', 'committed 4']);
    expect(stock.story).toEqual(['reserve 4', 'commit 4']);
    expect(stock.state.reservationSteps.at(-1)).toMatchObject({ reservation: { reference: 'cart-1' } });
  });

  it('and cannot have is told to it, in order with the other steps', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    stock.when(reserve('r', { ttlSeconds: 1 }));
    const later = stock.later(HOUR);
    later.when(fulfill('r', undefined, ORDER));
    later.when(expire('r'));
    later.when(commit('r', ORDER));
    later.when(fulfill('r', undefined, ORDER));
    later.when(stage('nobody', 1));
    later.when({ ...stage('nobody', 1), asker: ORDER });
    expect(told(later)).toEqual([
      `fulfill of ${ORDER} refused: reservation_not_committed`,
      'expired 1',
      `commit of ${ORDER} refused: reservation_expired`,
      `fulfill of ${ORDER} refused: reservation_expired`,
      `stage of ${ORDER} refused: reservation_not_found`,
    ]);
  });

  it.each([
    ['all that left leave again', [fulfill('r')], fulfill('r', undefined, ORDER), 'fulfilled'],
    ['units that left leave again', [fulfill('r')], fulfill('r', [units(4)], ORDER), 'fulfilled'],
    ['all that is free be freed', [release('r')], release('r', undefined, ORDER), 'released'],
    ['units that are free be freed', [release('r')], release('r', [units(4)], ORDER), 'released'],
    ['all that left be freed', [fulfill('r')], release('r', undefined, ORDER), 'released'],
  ])('to let %s moves nothing and is no error', (_, earlier, asked, step) => {
    const stock = promised(4);
    for (const command of earlier) valueOf(stock.when(command));
    const later = stock.later(1);
    valueOf(later.when(asked));
    expect(later.ledger).toEqual([]);
    expect(told(later)).toEqual([step]);
    expect(later.state.changedReservations.size).toBe(0);
  });

  it('of which a part is done already does the rest', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE', onHand: 5 })] });
    stock.when(promise('r', [units(2), units(3, 'COFFEE')]));
    stock.when(fulfill('r', [units(2)], ORDER));
    valueOf(stock.when(fulfill('r', [units(2), units(3, 'COFFEE')], ORDER)));
    expect(stock.story).toEqual(['commit 2', 'commit 3', 'fulfill 2', 'fulfill 3']);
    expect(told(stock).slice(1)).toEqual(['fulfilled 2', 'fulfilled 3']);
  });

  it('to hand over what was given up is refused, for somebody else may have it', () => {
    const stock = promised(4);
    stock.when(release('r', [units(1)], ORDER));
    expect(refusalOf(stock.when(fulfill('r', [units(4)], ORDER))).code).toBe('quantity_exceeds_held');
    stock.when(release('r', undefined, ORDER));
    expect(refusalOf(stock.when(fulfill('r', undefined, ORDER))).code).toBe('reservation_released');
    expect(refusalOf(stock.when(fulfill('r', [units(1)], ORDER))).code).toBe('reservation_released');
  });
});

describe('Picked units', () => {
  it('are staged: nothing leaves, and the ledger knows when', () => {
    const stock = promised(4);
    expect(valueOf(stock.when(stage('r', 3))).lines).toMatchObject([{ quantity: 4, staged: 3 }]);
    expect(stock.level()).toMatchObject({ onHand: 10, committed: 4 });
    valueOf(stock.when(stage('r', 1)));
    expect(stock.story).toEqual(['stage 3', 'stage -2']);
  });

  it('staged as they are already change nothing', () => {
    const stock = promised(4);
    stock.when(stage('r', 3));
    const later = stock.later(1);
    valueOf(later.when(stage('r', 3)));
    expect(later.ledger).toEqual([]);
    expect(later.state.changedReservations.size).toBe(0);
  });

  it('are no more than what is held', () => {
    const stock = promised(4);
    stock.when(fulfill('r', [units(1)]));
    expect(refusalOf(stock.when(stage('r', 4)))).toMatchObject({ code: 'quantity_exceeds_held', held: 3 });
    expect(refusalOf(stock.when(stage('r', 1, { sku: 'COFFEE' })))).toMatchObject({ held: 0 });
  });

  it('belong to a promise', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    stock.when(reserve('r'));
    expect(refusalOf(stock.when(stage('r', 1))).code).toBe('reservation_not_committed');
    stock.when(release('r'));
    expect(refusalOf(stock.when(stage('r', 0))).code).toBe('reservation_released');
  });

  it('leave first, and are freed last', () => {
    const stock = promised(6);
    stock.when(stage('r', 3));
    expect(valueOf(stock.when(fulfill('r', [units(1)]))).lines).toMatchObject([{ staged: 2 }]);
    expect(valueOf(stock.when(release('r', [units(3)]))).lines).toMatchObject([{ staged: 2 }]);
    expect(valueOf(stock.when(release('r', [units(1)]))).lines).toMatchObject([{ staged: 1 }]);
    expect(valueOf(stock.when(fulfill('r'))).lines).toMatchObject([
      { quantity: 6, fulfilled: 2, released: 4, staged: 0 },
    ]);
  });

  it('stay where they are when the till sells what is left on the shelf', () => {
    const stock = promised(4);
    stock.when(stage('r', 4));
    stock.when(recordSale());
    expect(stock.level()).toMatchObject({ onHand: 9, committed: 4 });
    expect(valueOf(stock.when(stage('r', 4))).lines).toMatchObject([{ staged: 4 }]);
  });
});
