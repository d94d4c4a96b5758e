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

  it('is over once the process is about to end, whatever works', async () => {
    const checks = new ReadinessChecks();
    checks.add(up('database'));
    expect(checks.isStopping).toBe(false);
    checks.stop();
    expect(checks.isStopping).toBe(true);
    expect(await checks.run()).toEqual({ status: 'stopping', checks: { database: { status: 'up' } } });
  });

  it('asks what gives no answer once and not at every question, and anew after a while', async () => {
    jest.useFakeTimers();
    const checks = new ReadinessChecks();
    let asked = 0;
    checks.add({ name: 'messages', check: () => (++asked > 1 ? Promise.resolve() : new Promise(() => {})) });
    const first = [checks.run(), checks.run()];
    await jest.advanceTimersByTimeAsync(2_000);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    expect(asked).toBe(1);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(await checks.run()).toMatchObject({ status: 'ready' });
  });
});
