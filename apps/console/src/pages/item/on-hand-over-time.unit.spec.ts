import { onHandOverTime } from './on-hand-over-time.js';

const minute = (n: number) => Date.UTC(2026, 10, 25, 9, n);
const movement = (n: number, onHand: number) => ({
  occurredAt: new Date(minute(n)).toISOString(),
  deltas: { onHand, reserved: 0, committed: 0, damaged: 0, qualityControl: 0, incoming: 0 },
});
const figures = (points: { at: number; onHand: number }[]) =>
  points.map(({ at, onHand }) => [(at - minute(0)) / 60_000, onHand]);

describe('What was on hand over time', () => {
  it('ends with what is there now, and goes back by what each movement changed', () => {
    const ledger = [movement(1, 10), movement(2, -3), movement(4, -2)];
    expect(figures(onHandOverTime(minute(9), 5, ledger))).toEqual([
      [1, 10],
      [2, 7],
      [4, 5],
      [9, 5],
    ]);
  });

  it('puts a sale where it occurred, although the till sent it late', () => {
    const ledger = [movement(4, -2), movement(2, -3), movement(1, 10)];
    expect(figures(onHandOverTime(minute(9), 5, ledger))).toEqual(
      figures(onHandOverTime(minute(9), 5, ledger.toReversed())),
    );
  });

  it('shows what was left after all movements of one moment, and nothing of those that moved no goods', () => {
    const ledger = [movement(1, 10), movement(2, -3), movement(2, -1), movement(3, 0)];
    expect(figures(onHandOverTime(minute(9), 6, ledger))).toEqual([
      [1, 10],
      [2, 6],
      [9, 6],
    ]);
  });

  it('is thinned to what a chart can show, from its beginning to its end', () => {
    const ledger = Array.from({ length: 1_000 }, (_, i) => movement(i, -1));
    const points = onHandOverTime(minute(2_000), 0, ledger, 50);
    expect(points).toHaveLength(50);
    expect(points[0]).toEqual({ at: minute(0), onHand: 999 });
    expect(points.at(-1)).toEqual({ at: minute(2_000), onHand: 0 });
  });

  it('of an item that never moved is what is there now', () => {
    expect(onHandOverTime(minute(9), 4, [])).toEqual([{ at: minute(9), onHand: 4 }]);
  });
});
