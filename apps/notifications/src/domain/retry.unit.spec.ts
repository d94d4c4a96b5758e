import { pauseAfter } from './retry.js';

const policy = { firstMs: 1_000, capMs: 60_000, attempts: 10 };

describe('A message that could not be sent', () => {
  it('waits twice as long after every try, up to a limit', () => {
    expect([1, 2, 3, 7].map((attempt) => pauseAfter(attempt, policy, 1))).toEqual([
      1_000, 2_000, 4_000, 60_000,
    ]);
  });

  it('is tried again at a time of its own', () => {
    expect(pauseAfter(3, policy, 0)).toBe(2_000);
    expect(pauseAfter(3, policy, 0.5)).toBe(3_000);
  });

  it('is given up after its last try', () => {
    expect(pauseAfter(9, policy, 0)).toBeDefined();
    expect(pauseAfter(10, policy, 0)).toBeUndefined();
  });
});
