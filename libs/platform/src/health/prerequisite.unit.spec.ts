import { jest } from '@jest/globals';
import { reasonOf, untilMet, WaitingLog } from './prerequisite.js';

describe('Waiting for what must be there', () => {
  it('tries again until it is there, and tells each time why not', async () => {
    let left = 2;
    const reasons: string[] = [];
    await untilMet(
      {
        name: 'orders.database',
        meet: async () => {
          if (left-- > 0) throw new Error(`${left} to come`);
        },
      },
      { signal: new AbortController().signal, waiting: (reason) => reasons.push(reason) },
    );
    expect(reasons).toEqual(['1 to come', '0 to come']);
  });

  it('ends when it is told to', async () => {
    const cancel = new AbortController();
    const waiting = () => cancel.abort();
    const never = { name: 'never', meet: () => Promise.reject(new Error('not yet')) };
    await expect(untilMet(never, { signal: cancel.signal, waiting })).rejects.toThrow(/abort/i);
  });

  it('has words for an error that has none of its own', () => {
    const refused = [
      new Error('connect ECONNREFUSED ::1:5432'),
      new Error('connect ECONNREFUSED 127.0.0.1:5432'),
    ];
    expect(reasonOf(new AggregateError(refused))).toBe(
      'connect ECONNREFUSED ::1:5432; connect ECONNREFUSED 127.0.0.1:5432',
    );
    expect(reasonOf(new TypeError(''))).toBe('TypeError');
    expect(reasonOf('gone')).toBe('gone');
  });
});

describe('The log of a wait', () => {
  afterEach(() => void jest.useRealTimers());

  it('says a reason once, a new one at once, the same again after half a minute, and the end', () => {
    jest.useFakeTimers();
    const lines: string[] = [];
    const log = new WaitingLog((line) => lines.push(line));
    log.waiting('database', 'refused');
    log.waiting('database', 'refused');
    log.waiting('database', 'migrations are missing');
    jest.advanceTimersByTime(30_000);
    log.waiting('database', 'migrations are missing');
    log.met('database');
    log.met('broker');
    expect(lines).toEqual([
      'Waiting for database: refused',
      'Waiting for database: migrations are missing',
      'Waiting for database: migrations are missing',
      'database is there',
    ]);
  });
});
