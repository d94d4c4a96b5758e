import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { StockBook } from '../../apps/inventory/src/domain/book.js';
import { CoreDriver } from './drivers/core-driver.js';
import type { Driver, OpenWorld } from './drivers/driver.js';
import { holdToModel } from './model/hold-to-model.js';
import type { Operation } from './model/operation.js';

/** The run that `npm run prove -- --driver core --seed SEED` makes longer. */
const SEED = 20_261_124;

describe('The pure core, held to a shop keeper’s paper', () => {
  it('comes to the same outcomes and figures, whatever is asked in whatever order', async () => {
    const run = await holdToModel(new CoreDriver(), { seed: SEED, ops: 6_000 });
    expect(run.violations).toEqual([]);
    expect(run.operations).toBeGreaterThanOrEqual(6_000);
    // A run that is refused everything, or never refused anything, would prove little.
    for (const kind of ['reserve', 'commit', 'fulfill', 'release', 'ship', 'receive', 'sale']) {
      expect(run.outcomes.get(kind)?.done).toBeGreaterThan(20);
      expect(run.outcomes.get(kind)?.refused).toBeGreaterThan(5);
    }
  });

  it('is the same run again for the same seed', async () => {
    const [one, other] = [new Recorder(), new Recorder()];
    await holdToModel(one, { seed: 7, ops: 500, side: 1 });
    await holdToModel(other, { seed: 7, ops: 500, side: 1 });
    expect(one.kinds.length).toBeGreaterThan(400);
    expect(one.kinds).toEqual(other.kinds);
  });
});

describe('The model notices', () => {
  afterEach(() => void jest.restoreAllMocks());

  const mistakes: Record<string, (operation: Operation, seen: ReadonlySet<string>) => Operation> = {
    'a sale that counts twice when it is sent twice': (o, seen) =>
      o.kind === 'sale' && seen.has(o.opId) ? { ...o, saleId: `${o.saleId}-again` } : o,
    'a release that is done twice when it is asked for twice': (o, seen) =>
      o.kind === 'release' && seen.has(o.opId) ? { ...o, opId: `${o.opId}-again` } : o,
    'a late sale that is taken off a shelf which was counted since': (o) =>
      o.kind === 'sale' ? { ...o, at: 100 } : o,
    'a hold that does not end with its time': (o) => (o.kind === 'expire' ? { ...o, due: false } : o),
    'a unit that is promised and not there': (o) =>
      o.kind === 'reserve'
        ? { ...o, lines: o.lines.map((line) => ({ ...line, quantity: Math.max(1, line.quantity - 1) })) }
        : o,
    'a transfer that arrives with a unit too few': (o) =>
      o.kind === 'receive' && o.lines !== undefined
        ? { ...o, lines: o.lines.map((line) => ({ ...line, quantity: Math.max(1, line.quantity - 1) })) }
        : o,
  };

  it.each(Object.entries(mistakes))('%s', async (_, mistake) => {
    const { violations } = await holdToModel(new Mistaken(mistake), { seed: SEED, ops: 20_000, side: 1 });
    expect(violations).toEqual([{ seed: expect.any(Number), what: expect.stringMatching(/shortest way/) }]);
    // Made small: what is left is little more than what it takes.
    expect(violations[0]?.what.match(/"kind"/g)?.length).toBeLessThan(30);
  });

  it('a ledger line that leaves a gap', async () => {
    const { post } = StockBook.prototype;
    jest.spyOn(StockBook.prototype, 'post').mockImplementation(function (this: StockBook, level, posting) {
      post.call(this, level, posting);
      const last = this.entries.at(-1);
      if (posting.type === 'damage' && last !== undefined)
        Object.assign(last, { sequence: last.sequence + 1 });
    });
    const { violations } = await holdToModel(new CoreDriver(), { seed: SEED, ops: 500, side: 1 });
    expect(violations.map(({ what }) => what).join()).toContain('leaves a gap in the ledger');
  });
});

/** A core that makes one mistake, as a bug on the way to it would. */
class Mistaken implements Driver {
  readonly name = 'mistaken';
  private readonly core = new CoreDriver();

  constructor(private readonly mistake: (operation: Operation, seen: ReadonlySet<string>) => Operation) {}

  async open(...world: Parameters<Driver['open']>): Promise<OpenWorld> {
    const real = await this.core.open(...world);
    const seen = new Set<string>();
    return {
      shelves: (places) => real.shelves(places),
      perform: (operations) =>
        real.perform(
          operations.map((operation) => {
            const mistaken = this.mistake(operation, seen);
            seen.add(operation.opId);
            return mistaken;
          }),
        ),
    };
  }

  violations = () => this.core.violations();
  close = () => this.core.close();
}

class Recorder implements Driver {
  readonly name = 'recorder';
  readonly kinds: string[] = [];
  private readonly core = new CoreDriver();

  async open(...world: Parameters<Driver['open']>): Promise<OpenWorld> {
    const real = await this.core.open(...world);
    return {
      shelves: (places) => real.shelves(places),
      perform: (operations) => {
        this.kinds.push(...operations.map(({ kind }) => kind));
        return real.perform(operations);
      },
    };
  }

  violations = () => this.core.violations();
  close = () => this.core.close();
}
