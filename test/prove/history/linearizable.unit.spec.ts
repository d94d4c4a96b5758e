import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Act, checkLinearizable, type Operation, type Register } from './linearizable.js';

const TEN: Register = { onHand: 10, reserved: 0, committed: 0, sequence: 1 };

const at = (invoked: number, ended: number, act: Act, result: Operation['result'] = 'ok'): Operation => ({
  ...act,
  invoked,
  ended,
  result,
});
const sale = (units: number): Act => ({ kind: 'sale', units });
const receipt = (units: number): Act => ({ kind: 'receipt', units });
const hold = (units: number): Act => ({ kind: 'hold', units });
const saw = (onHand: number, reserved: number, committed: number, sequence: number): Act => ({
  kind: 'read',
  saw: { onHand, reserved, committed, sequence },
});
const holds = (...history: Operation[]) => checkLinearizable(TEN, history).linearizable;

describe('A history is believed', () => {
  it('when one thing happens after another', () => {
    expect(
      holds(at(1, 2, sale(3)), at(3, 4, saw(7, 0, 0, 2)), at(5, 6, hold(7)), at(7, 8, saw(7, 7, 0, 3))),
    ).toBe(true);
  });

  it('when a reader sees a sale that is not answered yet, and another reader does not see it yet', () => {
    expect(holds(at(1, 9, sale(3)), at(2, 3, saw(10, 0, 0, 1)), at(4, 5, saw(7, 0, 0, 2)))).toBe(true);
  });

  it('when a hold is refused, because another that took place at the same time came first', () => {
    expect(holds(at(1, 9, hold(8)), at(2, 8, hold(8), 'refused'))).toBe(true);
  });

  it('whether a sale that nobody answered took place or not, and however late', () => {
    const lost = at(1, 2, sale(3), 'unknown');
    expect(holds(lost, at(3, 4, saw(10, 0, 0, 1)))).toBe(true);
    expect(holds(lost, at(3, 4, saw(7, 0, 0, 2)))).toBe(true);
    expect(holds(lost, at(3, 4, saw(10, 0, 0, 1)), at(5, 6, saw(7, 0, 0, 2)))).toBe(true);
  });

  it('when a hold can only be explained by a delivery that nobody answered', () => {
    const lost = at(1, 2, receipt(5), 'unknown');
    expect(holds(lost, at(3, 4, hold(12)), at(5, 6, saw(15, 12, 0, 3)))).toBe(true);
  });

  it('when a hold is promised, and then leaves', () => {
    expect(
      holds(
        at(1, 2, hold(2)),
        at(3, 4, { kind: 'commit', units: 2 }),
        at(5, 6, saw(10, 0, 2, 3)),
        at(7, 8, { kind: 'fulfill', units: 2 }),
        at(9, 10, saw(8, 0, 0, 4)),
      ),
    ).toBe(true);
  });

  it('however its operations overlap, if they were taken from a real order of things', () => {
    const acts = fc.array(
      fc.tuple(fc.constantFrom('sale', 'receipt', 'hold', 'read'), fc.nat(3), fc.nat(6)),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(acts, (drawn) => {
        expect(checkLinearizable(TEN, real(drawn))).toEqual({ linearizable: true });
      }),
      { numRuns: 200 },
    );
  });
});

describe('A history is not believed', () => {
  it('when a sale that was answered is lost', () => {
    const verdict = checkLinearizable(TEN, [at(1, 2, sale(3)), at(3, 4, saw(10, 0, 0, 1))]);
    expect(verdict).toMatchObject({
      linearizable: false,
      operation: { kind: 'read' },
      possible: [{ onHand: 7 }],
    });
  });

  it('when a sale counts twice', () => {
    expect(holds(at(1, 2, sale(3)), at(3, 4, saw(4, 0, 0, 3)))).toBe(false);
  });

  it('when more is promised than there is', () => {
    expect(holds(at(1, 9, hold(8)), at(2, 8, hold(8)))).toBe(false);
  });

  it('when a hold is refused though there is enough all the time', () => {
    expect(holds(at(1, 2, hold(5), 'refused'))).toBe(false);
  });

  it('when a reader sees what another reader saw later already', () => {
    expect(holds(at(1, 9, sale(3)), at(2, 3, saw(7, 0, 0, 2)), at(4, 5, saw(10, 0, 0, 1)))).toBe(false);
  });

  it('when a sale that nobody answered took place twice', () => {
    expect(holds(at(1, 2, sale(3), 'unknown'), at(3, 4, saw(4, 0, 0, 3)))).toBe(false);
  });

  it('when what nobody answered is undone again', () => {
    const lost = at(1, 2, sale(3), 'unknown');
    expect(holds(lost, at(3, 4, saw(7, 0, 0, 2)), at(5, 6, saw(10, 0, 0, 1)))).toBe(false);
  });

  it('when one answer of it is forged, wherever', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('sale', 'receipt', 'hold'), fc.nat(3), fc.nat(6)), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(acts, fc.nat(), (drawn, where) => {
        const history = real(drawn);
        const forged = history[where % history.length] as Operation;
        if (forged.kind === 'read' || forged.result !== 'ok') return;
        const last = history.reduce((latest, { ended }) => Math.max(latest, ended), 0);
        const figures = replay(history.filter((operation) => operation !== forged));
        const without = at(last + 1, last + 2, { kind: 'read', saw: figures });
        expect(checkLinearizable(TEN, [...history, without]).linearizable).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

/** A history in which the i-th act took place at moment 10 i, called somewhat before and answered somewhat after. */
function real(drawn: readonly (readonly [string, number, number])[]): Operation[] {
  let register = TEN;
  return drawn.map(([kind, units, slack], i) => {
    const moment = i * 10;
    const [invoked, ended] = [moment - slack * 5 - 1, moment + slack * 4 + 1];
    if (kind === 'read') return at(invoked, ended, { kind, saw: register });
    const act = { kind: kind as 'sale', units: units + 1 };
    const free = Math.max(0, register.onHand - register.reserved - register.committed);
    if (kind === 'hold' && free < act.units) return at(invoked, ended, act, 'refused');
    register = next(register, act);
    return at(invoked, ended, act);
  });
}

const replay = (history: readonly Operation[]): Register =>
  history.reduce(
    (register, operation) =>
      operation.kind === 'read' || operation.result !== 'ok' ? register : next(register, operation),
    TEN,
  );

const next = (r: Register, { kind, units }: { kind: string; units: number }): Register => ({
  ...r,
  onHand: r.onHand + (kind === 'sale' ? -units : kind === 'receipt' ? units : 0),
  reserved: r.reserved + (kind === 'hold' ? units : 0),
  sequence: r.sequence + 1,
});
