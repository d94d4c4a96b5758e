import fc from 'fast-check';
import type { Driver, OpenWorld } from '../drivers/driver.js';
import { type Intent, Operations, step, type World } from './intent.js';
import { type Operation, type Place, placeId, type Shelf } from './operation.js';
import { ShopModel } from './shop-model.js';

export interface HoldOptions {
  readonly seed: number;
  /** At least so many operations. */
  readonly ops: number;
  /** How many worlds live side by side, so that their commands meet in one transaction; default 4. */
  readonly side?: number;
  /** Ends the run before its operations are done. */
  readonly signal?: AbortSignal;
  /** Whether a finding is made as small as it can be; default true. Not where the same run would go another way. */
  readonly shrink?: boolean;
  /** Kinds of operation that are left out. */
  readonly without?: readonly Operation['kind'][];
  /** Told after every step how many operations there were in all. */
  readonly progress?: (operations: number) => void;
}

/** What a run came to. */
export interface Held {
  readonly operations: number;
  readonly worlds: number;
  /** By kind of operation: how often it did what was asked, and how often it did not. */
  readonly outcomes: ReadonlyMap<string, { done: number; refused: number }>;
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly what: string;
  /** Gives the same run again. */
  readonly seed: number;
}

const STEPS = 40;
const WORLDS_PER_CHECK = 10;
const OPENING = 12;
let lastWorld = 0;

/**
 * Holds a driver to the model: the same operations on both, step by step; what comes of each and every figure of every
 * level must be the same. A run that is not is made as small as it can be and told. In the end the books as a whole are
 * looked at.
 */
export async function holdToModel(driver: Driver, options: HoldOptions): Promise<Held> {
  const run = new Run(driver, options);
  const { side = 4, seed } = options;
  await Promise.all(Array.from({ length: side }, (_, i) => run.lane(seed + i * 1_000_003)));
  for (const what of await driver.violations()) run.violations.push({ what, seed });
  return run;
}

class Run implements Held {
  operations = 0;
  worlds = 0;
  readonly outcomes = new Map<string, { done: number; refused: number }>();
  readonly violations: Violation[] = [];

  constructor(
    private readonly driver: Driver,
    private readonly options: HoldOptions,
  ) {}

  /** Worlds one after another until there were operations enough, or something is wrong. */
  async lane(firstSeed: number): Promise<void> {
    for (let seed = firstSeed; !this.isOver; seed++) {
      const details = await fc.check(this.property(), {
        seed,
        numRuns: WORLDS_PER_CHECK,
        endOnFailure: this.options.shrink === false,
      });
      if (!details.failed) continue;
      const [commands] = details.counterexample ?? [];
      const why =
        details.errorInstance instanceof Error
          ? details.errorInstance.message
          : String(details.errorInstance);
      this.violations.push({ what: `${why}\nThe shortest way there: ${String(commands)}`, seed });
      return;
    }
  }

  get isStopped(): boolean {
    return this.options.signal?.aborted === true;
  }

  private get isOver(): boolean {
    return this.operations >= this.options.ops || this.isStopped;
  }

  private property() {
    const steps = fc.commands([step.map((intents) => new Step(intents, this))], {
      maxCommands: STEPS,
      size: 'max',
    });
    return fc.asyncProperty(steps, async (commands) => {
      if (this.isOver) return;
      lastWorld += 1;
      this.worlds += 1;
      const id = `w${this.options.seed}-${process.pid}-${lastWorld}`;
      const world = { id, locations: [`${id}-a`, `${id}-b`], skus: [`${id}-tea`, `${id}-jam`] };
      const opened = await this.driver.open(world);
      const model = new ShopModel();
      const operations = new Operations(world, model, this.options.without);
      const setup = () => ({ model: { model, operations, world }, real: opened });
      await perform(this, setup().model, opened, operations.opening(OPENING));
      await fc.asyncModelRun(setup, commands);
    });
  }

  count(operations: readonly Operation[], results: readonly (string | undefined)[]): void {
    this.operations += operations.length;
    for (const [i, { kind }] of operations.entries()) {
      const outcome = this.outcomes.get(kind) ?? { done: 0, refused: 0 };
      this.outcomes.set(kind, outcome);
      const done = results[i] === undefined || /^(ok|posted|duplicate)/.test(results[i]);
      if (done) outcome.done += 1;
      else outcome.refused += 1;
    }
    this.options.progress?.(this.operations);
  }
}

interface Expected {
  readonly model: ShopModel;
  readonly operations: Operations;
  readonly world: World;
}

/** One step as fast-check knows it, to be shrunk and shown. */
class Step implements fc.AsyncCommand<Expected, OpenWorld> {
  private did: readonly Operation[] = [];

  constructor(
    private readonly intents: readonly Intent[],
    private readonly counted: Run,
  ) {}

  check(): boolean {
    return true;
  }

  async run(expected: Expected, real: OpenWorld): Promise<void> {
    if (this.counted.isStopped) return;
    expected.operations.beginStep();
    const results: string[] = [];
    const operations: Operation[] = [];
    for (const intent of this.intents) {
      const operation = expected.operations.of(intent);
      if (operation === undefined) continue;
      operations.push(operation);
      results.push(expected.model.apply(operation));
    }
    this.did = operations;
    await compare(this.counted, expected, real, operations, results);
  }

  toString(): string {
    return `\n  ${this.did.map((operation) => JSON.stringify(operation)).join(' + ') || 'nothing'}`;
  }
}

function perform(
  run: Run,
  expected: Expected,
  real: OpenWorld,
  operations: readonly Operation[],
): Promise<void> {
  const results = operations.map((operation) => expected.model.apply(operation));
  return compare(run, expected, real, operations, results);
}

async function compare(
  run: Run,
  { model, world }: Expected,
  real: OpenWorld,
  operations: readonly Operation[],
  expected: readonly string[],
): Promise<void> {
  if (operations.length === 0) return;
  const results = await real.perform(operations);
  run.count(operations, results);
  for (const [i, result] of results.entries()) {
    if (result === undefined || result === expected[i]) continue;
    throw new Error(`${JSON.stringify(operations[i])} came to "${result}", not "${expected[i]}"`);
  }
  const places = world.locations.flatMap((locationId) => world.skus.map((sku) => ({ locationId, sku })));
  for (const [i, shelf] of (await real.shelves(places)).entries()) {
    const place = places[i] as Place;
    const differing = differences(model.shelf(place), shelf);
    if (differing !== '') {
      throw new Error(`After ${JSON.stringify(operations)}: ${placeId(place)} has ${differing}`);
    }
  }
}

function differences(expected: Readonly<Shelf>, actual: Shelf): string {
  return (Object.keys(expected) as (keyof Shelf)[])
    .filter((figure) => expected[figure] !== actual[figure])
    .map((figure) => `${figure} ${actual[figure]}, not ${expected[figure]}`)
    .join('; ');
}
