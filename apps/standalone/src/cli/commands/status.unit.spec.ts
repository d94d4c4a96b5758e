import { statusTable } from './status.js';

describe('npm run cli -- status', () => {
  it('names what waits, and says so where nothing does', () => {
    const at = '2026-11-25T09:00:00Z';
    const lines = statusTable([
      {
        service: 'inventory',
        outbox: { messages: 0, oldestAgeMs: 0 },
        consumers: [{ group: 'inventory.record-sales', topic: 'pos.sales.v1', lag: 0 }],
        deadLetters: [],
        at,
      },
      {
        service: 'orders',
        outbox: { messages: 1_200, oldestAgeMs: 90_500 },
        consumers: [
          { group: 'orders.view-levels', topic: 'inventory.levels.v1', lag: 40 },
          { group: 'orders.view-items', topic: 'inventory.items.v1', lag: null },
        ],
        deadLetters: [{ group: 'orders.follow-returns', status: 'dead', count: 2 }],
        at,
      },
    ]).split('\n');
    expect(lines.find((line) => line.startsWith('inventory'))).toMatch(/0 +0\.0 s +none +none/);
    expect(lines.find((line) => line.startsWith('orders'))).toMatch(
      /1,200 +90\.5 s +orders\.view-levels: 40, orders\.view-items: unknown +orders\.follow-returns: 2 dead/,
    );
  });
});
