import { jest } from '@jest/globals';
import { counter, gauge } from './definition.js';
import { Metrics } from './metrics.js';

const SOLD = counter('shelfstream_sold_total', 'What was sold.', ['service']);
const WAITING = gauge('shelfstream_waiting', 'What waits.', ['service']);

describe('The metrics of a process', () => {
  it('that hosts several services are one, told apart by a label', async () => {
    const metrics = new Metrics();
    metrics.counter(SOLD).inc({ service: 'inventory' }, 2);
    metrics.counter(SOLD).inc({ service: 'orders' }, 3);
    metrics.watch(WAITING, (set) => set({ service: 'inventory' }, 4));
    metrics.watch(WAITING, (set) => set({ service: 'orders' }, 5));
    const text = await metrics.registry.metrics();
    expect(text).toContain('shelfstream_sold_total{service="inventory"} 2');
    expect(text).toContain('shelfstream_sold_total{service="orders"} 3');
    expect(text).toContain('shelfstream_waiting{service="inventory"} 4');
    expect(text).toContain('shelfstream_waiting{service="orders"} 5');
  });

  it('leave out what cannot be had, and show the rest', async () => {
    const metrics = new Metrics();
    let database = true;
    metrics.watch(WAITING, async (set) => {
      if (!database) throw new Error('the database is away');
      set({ service: 'orders' }, 5);
    });
    metrics.watch(WAITING, (set) => set({ service: 'inventory' }, 4));
    expect(await metrics.registry.metrics()).toContain('shelfstream_waiting{service="orders"} 5');
    database = false;
    const text = await metrics.registry.metrics();
    expect(text).not.toContain('service="orders"');
    expect(text).toContain('shelfstream_waiting{service="inventory"} 4');
  });

  it('do not wait for what hangs', async () => {
    jest.useFakeTimers();
    try {
      const metrics = new Metrics();
      metrics.watch(WAITING, () => new Promise<void>(() => {}));
      metrics.watch(WAITING, (set) => set({ service: 'inventory' }, 4));
      const text = metrics.registry.metrics();
      await jest.advanceTimersByTimeAsync(3_000);
      expect(await text).toContain('shelfstream_waiting{service="inventory"} 4');
    } finally {
      jest.useRealTimers();
    }
  });
});
