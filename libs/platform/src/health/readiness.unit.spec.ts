import { jest } from '@jest/globals';
import { ReadinessChecks } from './readiness.js';

const up = (name: string) => ({ name, check: () => Promise.resolve() });

describe('Readiness', () => {
  afterEach(() => void jest.useRealTimers());

  it('is there once everything works', async () => {
    const checks = new ReadinessChecks();
    checks.add(up('orders.database'));
    checks.add(up('orders.messages'));
    expect(await checks.run()).toEqual({
      status: 'ready',
      checks: { 'orders.database': { status: 'up' }, 'orders.messages': { status: 'up' } },
    });
  });

  it('waits for whatever does not work, and says what for', async () => {
    const checks = new ReadinessChecks();
    checks.add(up('database'));
    checks.add({ name: 'sample', check: () => Promise.reject(new Error('the sample is being loaded')) });
    checks.add({
      name: 'messages',
      check: () => {
        throw new Error('no broker');
      },
    });
    expect(await checks.run()).toEqual({
      status: 'waiting',
      checks: {
        database: { status: 'up' },
        sample: { status: 'down', detail: 'the sample is being loaded' },
        messages: { status: 'down', detail: 'no broker' },
      },
    });
  });

  it('does not wait for what gives no answer', async () => {
    jest.useFakeTimers();
    const checks = new ReadinessChecks();
    checks.add(up('database'));
    checks.add({ name: 'messages', check: () => new Promise(() => {}) });
    const answer = checks.run();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await answer).toMatchObject({
      status: 'waiting',
      checks: { database: { status: 'up' }, messages: { status: 'down', detail: 'no answer within 2 s' } },
    });
  });
});
