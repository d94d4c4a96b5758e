import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from '../model/operation.js';
import { placeId } from '../model/operation.js';
import { Random } from '../random.js';
import {
  type Act,
  checkLinearizable,
  type Operation,
  type Register,
  UndecidedError,
  type Verdict,
} from './linearizable.js';

type Change = Exclude<Act, { kind: 'read' }>;

/** How writers reach the ledger; each call may go to another replica. */
export interface Door {
  /**
   * Does it once, under `id` (of a sale, a receipt or a hold) or about the hold `id`. `unknown` when nobody answered:
   * then it is not tried again.
   */
  act(place: Place, act: Change, id: string): Promise<Operation['result']>;
  /** Undefined when nobody answered. */
  read(place: Place): Promise<Register | undefined>;
  /** The ids of all ledger lines of the level, as the API shows them; undefined when nobody answered. */
  ledgerIds(place: Place): Promise<readonly string[] | undefined>;
}

/** A call with what it was about. */
interface Recorded {
  readonly operation: Operation;
  readonly id: string;
}

export interface WritersOptions {
  readonly door: Door;
  /** Levels that nobody else touches. */
  readonly places: readonly Place[];
  readonly writers: number;
  readonly seed: number;
  /** No id of another run begins with it. */
  readonly prefix: string;
}

/** Between two calls of one writer, in milliseconds; whoever got no answer waits longer. */
const REST_MS = 5;
const AFTER_UNKNOWN_MS = 200;

/**
 * Several writers on a few hot levels, as tills, shops and warehouses are; every call and its answer is recorded with
 * its times. Nothing is asked twice: what nobody answered stays unknown.
 */
export class Writers {
  private readonly histories: Map<string, { first: Register; calls: Recorded[] }>;
  private readonly running: Promise<void>[];
  /** Answers that there should not be. */
  private readonly failures: string[] = [];
  private stopping = false;
  private clock = 0;

  private constructor(
    private readonly options: WritersOptions,
    firsts: readonly Register[],
  ) {
    this.histories = new Map(
      options.places.map((place, i) => [placeId(place), { first: firsts[i] as Register, calls: [] }]),
    );
    this.running = Array.from({ length: options.writers }, (_, i) =>
      this.write(i).catch((error: Error) => void this.failures.push(error.message)),
    );
  }

  static async start(options: WritersOptions): Promise<Writers> {
    const firsts = await Promise.all(
      options.places.map((place) => persistently(() => options.door.read(place))),
    );
    return new Writers(options, firsts);
  }

  get operations(): number {
    return this.all.length;
  }

  get unknown(): number {
    return this.all.filter(({ result }) => result === 'unknown').length;
  }

  /** Lets the writers end, has a last look at every level, and says what no order of things explains. */
  async end(): Promise<string[]> {
    this.stopping = true;
    await Promise.all(this.running);
    for (const place of this.options.places) {
      const invoked = this.tick();
      const saw = await persistently(() => this.options.door.read(place));
      this.record(place, { kind: 'read', saw }, invoked, 'ok');
    }
    const violations: string[] = [...this.failures];
    for (const place of this.options.places) {
      const { first, calls } = this.historyOf(place);
      // Looked up after the last reading: what is not entered by now had not taken place then.
      const entered = await persistently(() => this.options.door.ledgerIds(place));
      const verdict = judged(first, withoutWhatNeverWas(calls, entered));
      if (verdict instanceof UndecidedError) {
        violations.push(`${placeId(place)}: ${verdict.message}`);
        continue;
      }
      if (verdict.linearizable) continue;
      const { operation, possible } = verdict;
      violations.push(
        `No order of things explains ${JSON.stringify(operation)} at ${placeId(place)}; it may have held ` +
          `${JSON.stringify(possible)}`,
      );
    }
    return violations;
  }

  private get all(): Operation[] {
    return [...this.histories.values()].flatMap(({ calls }) => calls.map(({ operation }) => operation));
  }

  private async write(writer: number): Promise<void> {
    const random = new Random(this.options.seed + writer * 7_919);
    const holds: { place: Place; id: string; units: number; committed: boolean }[] = [];
    for (let n = 1; !this.stopping; n++) {
      const place = random.pick(this.options.places);
      const chance = random.next();
      const own = holds[0];
      let answered: boolean;
      if (chance < 0.3) {
        answered = await this.read(place);
      } else if (own !== undefined && chance < 0.6) {
        const kind = own.committed ? 'fulfill' : random.pick(['commit', 'release'] as const);
        const result = await this.change(own.place, { kind, units: own.units }, own.id);
        // A hold of which nobody knows what became of it is not touched again.
        if (kind !== 'commit' || result !== 'ok') holds.shift();
        else own.committed = true;
        answered = result !== 'unknown';
      } else {
        const kind = random.pick(['sale', 'receipt', 'receipt', 'hold', 'hold', 'hold'] as const);
        const units = random.int(1, kind === 'receipt' ? 4 : 3);
        const id = `${this.options.prefix}-${writer}-${n}`;
        const result = await this.change(place, { kind, units }, id);
        if (kind === 'hold' && result === 'ok') holds.push({ place, id, units, committed: false });
        answered = result !== 'unknown';
      }
      // As few as can be stay unanswered: whoever got no answer looks until somebody is there again.
      while (!answered && !this.stopping) {
        await pause(AFTER_UNKNOWN_MS);
        answered = await this.read(place);
      }
      await pause(random.int(0, REST_MS));
    }
  }

  private async read(place: Place): Promise<boolean> {
    const invoked = this.tick();
    const saw = await this.options.door.read(place);
    if (saw !== undefined) this.record(place, { kind: 'read', saw }, invoked, 'ok');
    return saw !== undefined;
  }

  private async change(place: Place, act: Change, id: string): Promise<Operation['result']> {
    const invoked = this.tick();
    const result = await this.options.door.act(place, act, id);
    this.record(place, act, invoked, result, id);
    return result;
  }

  private record(place: Place, act: Act, invoked: number, result: Operation['result'], id = ''): void {
    this.historyOf(place).calls.push({ operation: { ...act, invoked, ended: this.tick(), result }, id });
  }

  private historyOf(place: Place): { first: Register; calls: Recorded[] } {
    return this.histories.get(placeId(place)) as { first: Register; calls: Recorded[] };
  }

  /** The moments of one process have an order of their own, finer than any clock. */
  private tick(): number {
    this.clock += 1;
    return this.clock;
  }
}

/**
 * The history without the unanswered calls that left nothing in the ledger. Of those that did it is known that they took place, but
 * not when. Each that is left in would double the ways in which the history can have gone.
 */
export function withoutWhatNeverWas(calls: readonly Recorded[], ledgerIds: readonly string[]): Operation[] {
  const entered = new Set(ledgerIds.map(callOf));
  return calls
    .filter(({ operation, id }) => operation.result !== 'unknown' || entered.has(`${operation.kind} ${id}`))
    .map(({ operation }) => operation);
}

/** Which call of a writer a ledger line is from; a receipt's bears the id that it was posted under. */
function callOf(ledgerId: string): string {
  const [step = '', ...ids] = ledgerId.split('/');
  if (ids.length === 0) return `receipt ${ledgerId}`;
  if (step === 'sale') return `sale ${ids[1]}`;
  return `${step === 'reserve' ? 'hold' : step} ${ids[0]}`;
}

function judged(first: Register, operations: readonly Operation[]): Verdict | UndecidedError {
  try {
    return checkLinearizable(first, operations);
  } catch (error) {
    if (error instanceof UndecidedError) return error;
    throw error;
  }
}

async function persistently<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (tries === 300) throw new Error('Nobody answers any more.');
    await pause(200);
  }
}
