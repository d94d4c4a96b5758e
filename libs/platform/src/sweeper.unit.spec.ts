import { jest } from '@jest/globals';
import { Sweeper } from './sweeper.js';

describe('A sweeper', () => {
  let looks: number;
  let failures: string[];
  const sweeper = (look: () => Promise<'done' | void>) =>
    new Sweeper({
      service: 'shop',
      everyMs: 1_000,
      look: () => {
        looks += 1;
        return look();
      },
      failed: ({ message }) => void failures.push(message),
    });
  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

  beforeEach(() => {
    jest.useFakeTimers();
    [looks, failures] = [0, []];
  });
  afterEach(() => void jest.useRealTimers());

  it('looks again after each look, also after one that failed', async () => {
    const sweeping = sweeper(() =>
      looks === 2 ? Promise.reject(new Error('no database')) : Promise.resolve(),
    );
    sweeping.lookIn(0);
    await pass(0);
    expect(looks).toBe(1);
    await pass(1_000);
    expect(failures).toEqual(['no database']);
    await pass(1_000);
    expect(looks).toBe(3);
    await sweeping.stop();
  });

  it('looks no more once all is done for good', async () => {
    const sweeping = sweeper(() => Promise.resolve('done'));
    sweeping.lookIn(0);
    await pass(10_000);
    expect(looks).toBe(1);
  });

  it('never begins a look while another is at work, and keeps an earlier one that was asked for meanwhile', async () => {
    const ends: (() => void)[] = [];
    const sweeping = sweeper(() => new Promise((resolve) => ends.push(resolve)));
    sweeping.lookIn(0);
    await pass(0);
    sweeping.lookIn(10);
    await pass(500);
    expect(looks).toBe(1);
    sweeping.lookIn(100);
    ends[0]?.();
    await pass(0);
    expect(looks).toBe(2);
    ends[1]?.();
    await pass(100);
    expect(looks).toBe(3);
    ends[2]?.();
    await sweeping.stop();
  });

  it('stops when the look at work is over, and begins no other', async () => {
    let end = () => {};
    const sweeping = sweeper(() => new Promise((resolve) => (end = resolve)));
    sweeping.lookIn(0);
    await pass(0);
    let stopped = false;
    const stop = sweeping.stop().then(() => (stopped = true));
    await pass(5_000);
    expect(sweeping.stopping).toBe(true);
    expect(stopped).toBe(false);
    end();
    await stop;
    sweeping.lookIn(0);
    await pass(5_000);
    expect(looks).toBe(1);
  });
});
