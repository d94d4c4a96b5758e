import { busySpan, onHandOverTime } from './on-hand-over-time.js';

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
    expect(figures(onHandOverTime(minute(6), 5, ledger))).toEqual([
      [1, 10],
      [2, 7],
      [4, 5],
      [6, 5],
    ]);
  });

  it('puts a sale where it occurred, although the till sent it late', () => {
    const ledger = [movement(4, -2), movement(2, -3), movement(1, 10)];
    expect(figures(onHandOverTime(minute(6), 5, ledger))).toEqual(
      figures(onHandOverTime(minute(6), 5, ledger.toReversed())),
    );
  });

  it('shows what was left after all movements of one moment, and nothing of those that moved no goods', () => {
    const ledger = [movement(1, 10), movement(2, -3), movement(2, -1), movement(3, 0)];
    expect(figures(onHandOverTime(minute(3), 6, ledger))).toEqual([
      [1, 10],
      [2, 6],
      [3, 6],
    ]);
  });

  it('is thinned to what a chart can show, from its beginning to its end', () => {
    const ledger = Array.from({ length: 1_000 }, (_, i) => movement(i, -1));
    const points = onHandOverTime(minute(1_500), 0, ledger, -Infinity, 50);
    expect(points).toHaveLength(50);
    expect(points[0]).toEqual({ at: minute(0), onHand: 999 });
    expect(points.at(-1)).toEqual({ at: minute(1_500), onHand: 0 });
  });

  it('of an item that never moved is what is there now', () => {
    expect(onHandOverTime(minute(9), 4, [])).toEqual([{ at: minute(9), onHand: 4 }]);
  });

  it('begins where the reader asks, with what was there then', () => {
    const ledger = [movement(1, 10), movement(2, -3), movement(4, -2)];
    expect(figures(onHandOverTime(minute(9), 5, ledger, minute(3)))).toEqual([
      [3, 7],
      [4, 5],
      [9, 5],
    ]);
  });

  it('ends where it last moved when that is long ago', () => {
    expect(figures(onHandOverTime(minute(900), 7, [movement(1, 10), movement(2, -3)]))).toEqual([
      [1, 10],
      [2, 7],
    ]);
  });

  it('is looked at over the shortest span in which something happened', () => {
    const busy = Array.from({ length: 20 }, (_, i) => movement(i, -1));
    expect(busySpan(minute(30), busy)).toBe('hour');
    expect(busySpan(minute(600), busy)).toBe('day');
    expect(busySpan(minute(60 * 24 * 30), busy)).toBe('all');
  });
});
