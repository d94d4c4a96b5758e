import { jest } from '@jest/globals';
import { FAULTS, type Fault } from './faults.js';
import { runFaults } from './run-faults.js';
import { System } from './system.js';

jest.setTimeout(600_000);

const SEED = 20_261_124;
/** A few of what `npm run prove -- --faults` injects: a crash on either side of a commit, and lost connections. */
const SOME =
  /inventory: (a transaction is committed|the relay's chunk is with the broker, and still)|pg_terminate/;

describe('A shop whose services break while it is busy', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
  });
  afterAll(() => system?.stop());

  it('loses nothing, doubles nothing, and recovers without a hand', async () => {
    const faults = FAULTS.filter(({ name }) => SOME.test(name));
    const report = await runFaults(system, { seed: SEED, faults });
    expect(report.violations).toEqual([]);
    expect(report.rows.map(({ injected, violations }) => ({ injected, violations }))).toEqual(
      faults.map(() => ({ injected: 1, violations: [] })),
    );
    const { model, writers, orders } = report.operations;
    expect(Math.min(model, writers, orders)).toBeGreaterThan(10);
  });

  it('is found out when a figure is changed', async () => {
    const planted: Fault = {
      name: 'somebody changes rows by hand',
      async inject({ dataSource }) {
        await dataSource.query(`UPDATE inventory.stock_level SET reserved = reserved + 1 WHERE sku = $1`, [
          `f${SEED}-probe`,
        ]);
        return Date.now();
      },
    };
    const { rows } = await runFaults(system, { seed: SEED + 1, faults: [planted] });
    expect(rows[0]?.violations.join()).toContain(`ledger_sum: reserved of f${SEED}-probe`);
  });
});
