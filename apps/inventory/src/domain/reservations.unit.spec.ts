import { HOUR, NOW, SKU, STORE, aLevel, at } from '../testing/builders.js';
import { commit, expire, extend, fulfill, recordSale, release, reserve } from '../testing/commands.js';
import { type Scenario, given, refusalOf, valueOf } from '../testing/scenario.js';

const units = (quantity: number, sku = SKU, locationId = STORE) => ({ sku, locationId, quantity });

const steps = (stock: Scenario): string[] =>
  stock.state.reservationSteps.map((step) =>
    step.step === 'refused'
      ? `${step.request} of ${step.reference} refused: ${step.code}`
      : `${step.step} ${step.units.map((unit) => unit.quantity).join('+')}`.trimEnd(),
  );

describe('A reservation', () => {
  it('holds units for a cart until its time is over', () => {
    const stock = given({ levels: [aLevel({ onHand: 10 })] });
    expect(valueOf(stock.when(reserve('r', { lines: [units(4)], ttlSeconds: 60 })))).toEqual({
      reservationId: 'r',
      reference: 'cart-1',
      status: 'active',
      expiresAt: at(60_000),
      lines: [{ ...units(4), requested: 4, fulfilled: 0, released: 0, staged: 0 }],
      createdAt: at(0),
      updatedAt: at(0),
    });
    expect(stock.level()).toMatchObject({ onHand: 10, reserved: 4, sequence: 1 });
    expect(stock.story).toEqual(['reserve 4']);
    expect(steps(stock)).toEqual(['created 4']);
  });

  it('may take the last available unit, and no unit that is promised, set aside or kept back', () => {
    const level = { onHand: 10, reserved: 1, committed: 1, damaged: 1, qualityControl: 1, safetyStock: 1 };
    const stock = given({ levels: [aLevel(level)] });
    expect(refusalOf(stock.when(reserve('r', { lines: [units(6)] })))).toMatchObject({
      code: 'insufficient_stock',
      lines: [{ sku: SKU, locationId: STORE, requested: 6, available: 5, reason: 'insufficient_stock' }],
    });
    valueOf(stock.when(reserve('r', { lines: [units(5)] })));
    expect(stock.level().reserved).toBe(6);
  });

  describe('of several lines', () => {
    it('adds up the lines of one level before it checks them', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      expect(refusalOf(stock.when(reserve('r', { lines: [units(6), units(5)] })))).toMatchObject({
        lines: [{ requested: 11, available: 10 }],
      });
      const held = valueOf(stock.when(reserve('r', { lines: [units(6), units(4)] })));
      expect(held.lines).toMatchObject([{ requested: 10, quantity: 10 }]);
    });

    it('holds all or none, and names every line that falls short', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE', onHand: 1 })] });
      const refusal = refusalOf(
        stock.when(
          reserve('r', { lines: [units(1), units(2, 'COFFEE'), units(1, 'NEW'), units(1, SKU, 'new')] }),
        ),
      );
      expect(refusal.lines).toEqual([
        {
          ...units(0, 'COFFEE'),
          quantity: undefined,
          requested: 2,
          available: 1,
          reason: 'insufficient_stock',
        },
        { ...units(0, 'NEW'), quantity: undefined, requested: 1, available: 0, reason: 'unknown_sku' },
        {
          ...units(0, SKU, 'new'),
          quantity: undefined,
          requested: 1,
          available: 0,
          reason: 'unknown_location',
        },
      ]);
      expect(stock.ledger).toEqual([]);
      expect(stock.state.reservations.size).toBe(0);
    });

    it('gives each line what there is when the shop takes part of it', () => {
      const stock = given({ levels: [aLevel({ onHand: 3 }), aLevel({ sku: 'COFFEE' })] });
      const held = valueOf(
        stock.when(reserve('r', { allowPartial: true, lines: [units(2), units(1, 'COFFEE'), units(3)] })),
      );
      expect(held.lines).toMatchObject([
        { sku: SKU, requested: 5, quantity: 3 },
        { sku: 'COFFEE', requested: 1, quantity: 0 },
      ]);
      expect(stock.story).toEqual(['reserve 3']);
      expect(steps(stock)).toEqual(['created 3']);
    });

    it('whose lines of one level add up to more than one line may ask for is refused, even in part', () => {
      const stock = given({ levels: [aLevel({ onHand: 5 })] });
      const lines = [units(1_000_000_000), units(1)];
      expect(refusalOf(stock.when(reserve('r', { allowPartial: true, lines })))).toMatchObject({
        code: 'quantity_out_of_range',
        requested: 1_000_000_001,
      });
    });

    it('is refused even in part when there is nothing at all', () => {
      const stock = given({ levels: [aLevel({ onHand: -2 })] });
      expect(refusalOf(stock.when(reserve('r', { allowPartial: true })))).toMatchObject({
        code: 'insufficient_stock',
        lines: [{ available: 0 }],
      });
    });
  });

  describe('asked for again under the same id', () => {
    it('gives the first answer, whatever became of it since, and holds nothing more', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      const first = valueOf(stock.when(reserve('r', { reservationId: 'r', lines: [units(4)] })));
      stock.when(extend('r', 9_000));
      stock.when(commit('r'));
      stock.when(fulfill('r', [units(1)]));
      const later = stock.later(HOUR);
      expect(valueOf(later.when(reserve('r', { reservationId: 'r', lines: [units(4)] })))).toEqual(first);
      expect(later.ledger).toEqual([]);
    });

    it('is the same request when its lines come in another order', () => {
      const stock = given({ levels: [aLevel({ onHand: 5 }), aLevel({ sku: 'COFFEE', onHand: 5 })] });
      stock.when(reserve('r', { lines: [units(1), units(2, 'COFFEE')] }));
      valueOf(stock.when(reserve('r', { lines: [units(2, 'COFFEE'), units(1)] })));
      expect(stock.level().reserved).toBe(1);
    });

    it.each([
      ['lines', { lines: [units(2)] }],
      ['time to live', { ttlSeconds: 601 }],
      ['reference', { reference: 'cart-2' }],
      ['wish for a part', { allowPartial: true }],
    ])('is refused with other %s', (_, request) => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r'));
      expect(refusalOf(stock.when(reserve('r', request))).code).toBe('reservation_id_reused');
      expect(stock.level().reserved).toBe(1);
    });
  });

  it('extended lives so many seconds from now, not from when it would have ended', () => {
    const stock = given({ levels: [aLevel({ onHand: 1 })] });
    stock.when(reserve('r', { ttlSeconds: 600 }));
    const later = stock.later(60_000);
    expect(valueOf(later.when(extend('r', 30)))).toMatchObject({ status: 'active', expiresAt: at(90_000) });
    expect(later.ledger).toEqual([]);
    expect(steps(later)).toEqual(['extended 1']);
  });

  describe('committed', () => {
    it('turns the hold into a promise', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 }), aLevel({ sku: 'COFFEE', onHand: 1 })] });
      stock.when(reserve('r', { lines: [units(4), units(1, 'COFFEE')] }));
      expect(valueOf(stock.when(commit('r'))).status).toBe('committed');
      expect(stock.level()).toMatchObject({ onHand: 10, reserved: 0, committed: 4 });
      expect(stock.level('COFFEE')).toMatchObject({ reserved: 0, committed: 1 });
      expect(steps(stock)).toEqual(['created 4+1', 'committed 4+1']);
    });

    it('again is no change', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r'));
      stock.when(commit('r'));
      const later = stock.later(1);
      expect(valueOf(later.when(commit('r'))).status).toBe('committed');
      expect(later.ledger).toEqual([]);
      expect(later.state.reservationSteps).toEqual([]);
    });

    it('after its time still counts, as long as nobody has expired it', () => {
      const stock = given({ levels: [aLevel({ onHand: 1 })] });
      stock.when(reserve('r', { ttlSeconds: 1 }));
      const later = stock.later(HOUR);
      expect(valueOf(later.when(commit('r'))).status).toBe('committed');
      expect(valueOf(later.when(expire('r')))).toEqual({ expired: false });
      expect(later.level()).toMatchObject({ reserved: 0, committed: 1 });
    });

    it('commits what a partial release left of it', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { lines: [units(4)] }));
      stock.when(release('r', [units(1)]));
      stock.when(commit('r'));
      expect(stock.level()).toMatchObject({ reserved: 0, committed: 3 });
    });
  });

  describe('fulfilled', () => {
    const committed = (quantity: number): Scenario => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { lines: [units(quantity)] }));
      stock.when(commit('r'));
      return stock.later(HOUR);
    };

    it('lowers the promise and the shelf in one movement', () => {
      const stock = committed(4);
      expect(valueOf(stock.when(fulfill('r')))).toMatchObject({
        status: 'fulfilled',
        lines: [{ quantity: 4, fulfilled: 4, released: 0 }],
        updatedAt: at(HOUR),
      });
      expect(stock.level()).toMatchObject({ onHand: 6, reserved: 0, committed: 0 });
      expect(stock.story).toEqual(['fulfill 4']);
    });

    it('part by part stays committed until the last unit left', () => {
      const stock = committed(4);
      expect(valueOf(stock.when(fulfill('r', [units(1), units(2)]))).status).toBe('committed');
      expect(stock.level()).toMatchObject({ onHand: 7, committed: 1 });
      expect(valueOf(stock.when(fulfill('r', [units(1)]))).status).toBe('fulfilled');
      expect(stock.level()).toMatchObject({ onHand: 6, committed: 0 });
      expect(steps(stock)).toEqual(['fulfilled 3', 'fulfilled 1']);
    });

    it('in part and released for the rest is fulfilled', () => {
      const stock = committed(4);
      stock.when(fulfill('r', [units(1)]));
      expect(valueOf(stock.when(release('r')))).toMatchObject({
        status: 'fulfilled',
        lines: [{ fulfilled: 1, released: 3 }],
      });
      expect(stock.level()).toMatchObject({ onHand: 9, committed: 0 });
    });

    it('whole once more is no change', () => {
      const stock = committed(4);
      stock.when(fulfill('r'));
      expect(valueOf(stock.when(fulfill('r'))).status).toBe('fulfilled');
      expect(stock.story).toEqual(['fulfill 4']);
    });

    it('beyond what it holds is refused, as is a line it never had', () => {
      const stock = committed(4);
      stock.when(fulfill('r', [units(3)]));
      expect(refusalOf(stock.when(fulfill('r', [units(1), units(1)])))).toMatchObject({
        code: 'quantity_exceeds_held',
        requested: 2,
        held: 1,
      });
      expect(refusalOf(stock.when(fulfill('r', [units(1, 'COFFEE')])))).toMatchObject({ held: 0 });
      expect(stock.story).toEqual(['fulfill 3']);
    });

    it('leaves even when the till has sold the units meanwhile: the promise ends, the book shows the gap', () => {
      const stock = committed(10);
      stock.when(recordSale());
      valueOf(stock.when(fulfill('r')));
      expect(stock.level()).toMatchObject({ onHand: -1, committed: 0 });
    });

    it('by lines and tried again after a lost answer from the database has one effect', () => {
      const stock = committed(4);
      const command = fulfill('r', [units(2)]);
      const first = valueOf(stock.when(command));
      const again = stock.later(1);
      expect(valueOf(again.when(command))).toMatchObject({ status: first.status, lines: first.lines });
      expect(again.ledger).toEqual([]);
      expect(again.state.reservationSteps).toEqual([]);
    });

    it('needs a commit first', () => {
      const stock = given({ levels: [aLevel({ onHand: 1 })] });
      stock.when(reserve('r'));
      expect(refusalOf(stock.when(fulfill('r'))).code).toBe('reservation_not_committed');
    });
  });

  describe('released', () => {
    it('frees a hold, whole or in part', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { lines: [units(4)] }));
      expect(valueOf(stock.when(release('r', [units(3)]))).status).toBe('active');
      expect(stock.level()).toMatchObject({ onHand: 10, reserved: 1 });
      expect(valueOf(stock.when(release('r')))).toMatchObject({
        status: 'released',
        lines: [{ released: 4 }],
      });
      expect(stock.level()).toMatchObject({ onHand: 10, reserved: 0 });
      expect(steps(stock)).toEqual(['created 4', 'released 3', 'released 1']);
    });

    it('frees a promise', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { lines: [units(4)] }));
      stock.when(commit('r'));
      valueOf(stock.when(release('r')));
      expect(stock.level()).toMatchObject({ onHand: 10, reserved: 0, committed: 0 });
    });

    it('again is no change', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r'));
      stock.when(release('r'));
      expect(valueOf(stock.when(release('r'))).status).toBe('released');
      expect(stock.story).toEqual(['reserve 1', 'release 1']);
    });
  });

  describe('expired', () => {
    it('frees what it holds once its time is over, and not a millisecond sooner', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { lines: [units(4)], ttlSeconds: 60 }));
      stock.when(release('r', [units(1)]));
      const early = stock.later(59_999);
      expect(valueOf(early.when(expire('r')))).toEqual({ expired: false });
      const due = early.later(1);
      expect(valueOf(due.when(expire('r')))).toEqual({ expired: true });
      expect(due.level()).toMatchObject({ onHand: 10, reserved: 0 });
      expect(due.story).toEqual(['expire 3']);
      expect(steps(due)).toEqual(['expired 3']);
      expect(valueOf(due.when(expire('r')))).toEqual({ expired: false });
    });

    it('does not touch one that was extended in time, or that nobody knows', () => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { ttlSeconds: 60 }));
      stock.when(extend('r', 7_200));
      const later = stock.later(HOUR);
      expect(valueOf(later.when(expire('r')))).toEqual({ expired: false });
      expect(valueOf(later.when(expire('nobody')))).toEqual({ expired: false });
    });
  });

  describe('in the wrong status says so, and changes nothing', () => {
    const inStatus = (status: string): Scenario => {
      const stock = given({ levels: [aLevel({ onHand: 10 })] });
      stock.when(reserve('r', { ttlSeconds: 1 }));
      if (status === 'expired') {
        const later = stock.later(HOUR);
        later.when(expire('r'));
        return later.later(1);
      }
      if (status === 'released') stock.when(release('r'));
      else stock.when(commit('r'));
      if (status === 'fulfilled') stock.when(fulfill('r'));
      return stock.later(1);
    };

    it.each([
      ['committed', 'extend', () => extend('r', 60)],
      ['fulfilled', 'extend', () => extend('r', 60)],
      ['fulfilled', 'commit', () => commit('r')],
      ['fulfilled', 'release', () => release('r')],
      ['fulfilled', 'fulfill by lines', () => fulfill('r', [units(1)])],
      ['released', 'extend', () => extend('r', 60)],
      ['released', 'commit', () => commit('r')],
      ['released', 'fulfill', () => fulfill('r')],
      ['released', 'release by lines', () => release('r', [units(1)])],
      ['expired', 'extend', () => extend('r', 60)],
      ['expired', 'commit', () => commit('r')],
      ['expired', 'fulfill', () => fulfill('r')],
      ['expired', 'release', () => release('r')],
    ] as const)('%s: %s', (status, _, command) => {
      const stock = inStatus(status);
      expect(refusalOf(stock.when(command()))).toMatchObject({
        code: `reservation_${status}`,
        reservationId: 'r',
        status,
      });
      expect(stock.ledger).toEqual([]);
    });

    it.each([
      ['extend', () => extend('nobody', 60)],
      ['commit', () => commit('nobody')],
      ['fulfill', () => fulfill('nobody')],
      ['release', () => release('nobody')],
    ] as const)('not there at all: %s', (_, command) => {
      expect(refusalOf(given().when(command()))).toMatchObject({
        code: 'reservation_not_found',
        reservationId: 'nobody',
      });
    });
  });

  it('made and committed in one batch is written once, as it ended', () => {
    const stock = given({ levels: [aLevel({ onHand: 1 })] });
    stock.when(reserve('r'));
    stock.when(commit('r'));
    expect([...stock.state.newReservations].map(({ status }) => status)).toEqual(['committed']);
    expect(stock.state.changedReservations.size).toBe(0);
    expect(stock.state.now).toBe(NOW);
  });
});
