/** What one level holds, as every reader sees it. */
export interface Register {
  readonly onHand: number;
  readonly reserved: number;
  readonly committed: number;
  /** How many movements there were. */
  readonly sequence: number;
}

/**
 * What a writer asked of one level. `commit`, `fulfill` and `release` are about a hold of its own, which no other
 * writer touches, so that they cannot be refused.
 */
export type Act =
  | { readonly kind: 'sale' | 'receipt' | 'hold' | 'release' | 'commit' | 'fulfill'; readonly units: number }
  | { readonly kind: 'read'; readonly saw?: Register };

/**
 * One operation of a history. `ok`: it took place between `invoked` and `ended`. `refused`: there was not enough, at
 * some moment between the two. `unknown`: nobody answered; it took place at some moment after `invoked`, or never.
 */
export type Operation = Act & {
  readonly invoked: number;
  readonly ended: number;
  readonly result: 'ok' | 'refused' | 'unknown';
};

export type Verdict =
  | { readonly linearizable: true }
  | {
      readonly linearizable: false;
      /** The first operation that no order of things explains, and what the level may have held then. */
      readonly operation: Operation;
      readonly possible: readonly Register[];
    };

const available = ({ onHand, reserved, committed }: Register): number =>
  Math.max(0, onHand - reserved - committed);

/** Beyond so many ways the search would not end. */
const MOST_WAYS = 20_000;

/** So many calls were never answered that the history cannot be judged. That is no proof of anything. */
export class UndecidedError extends Error {
  constructor() {
    super('Too many calls were never answered: this history cannot be judged.');
  }
}

/** One way in which the history can have gone so far. */
interface Path {
  readonly register: Register;
  /** Operations that have taken place and have not been answered yet. */
  readonly done: ReadonlySet<Operation>;
  /** How many unknown operations of each sort (`sale 2`) have not taken place, or never will. */
  readonly maybe: ReadonlyMap<string, number>;
}

/**
 * Whether some order of things explains the history of one level: each operation takes place at one moment between its
 * call and its answer, a hold only where there is enough, and every reader sees exactly what is there. An operation
 * without an answer takes place when it has to, or never; whether there was enough for such a hold is not asked.
 *
 * Answers are gone through in order, with every way the history can have gone so far (Lowe's just-in-time
 * linearization). What nobody answered only adds or takes, so it may be put off until an answer cannot be explained
 * without it; that keeps the ways few.
 */
export function checkLinearizable(first: Register, history: readonly Operation[]): Verdict {
  const answered = history.filter(({ result }) => result !== 'unknown').sort((a, b) => a.ended - b.ended);
  const called = history.toSorted((a, b) => a.invoked - b.invoked);
  let next = 0;
  let open: Operation[] = [];
  let paths: Path[] = [{ register: first, done: new Set(), maybe: new Map() }];
  for (const operation of answered) {
    for (; next < called.length && (called[next] as Operation).invoked <= operation.ended; next++) {
      const other = called[next] as Operation;
      if (other.result === 'unknown')
        paths = paths.map((path) => ({ ...path, maybe: more(path.maybe, other) }));
      else open.push(other);
    }
    const after = distinct(paths.flatMap((path) => waysTo(operation, path, open)));
    if (after.length === 0) {
      return { linearizable: false, operation, possible: paths.map(({ register }) => register).slice(0, 5) };
    }
    if (after.length > MOST_WAYS) throw new UndecidedError();
    paths = after;
    open = open.filter((other) => other !== operation);
  }
  return { linearizable: true };
}

/** Every way on from the path in which the operation has taken place. */
function waysTo(operation: Operation, path: Path, open: readonly Operation[]): Path[] {
  const found: Path[] = [];
  const seen = new Set<string>();
  const ahead = [path];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (at.done.has(operation)) {
      found.push({ ...at, done: without(at.done, operation) });
      continue;
    }
    const id = idOf(at);
    // What a reader saw is over once more has moved than it saw.
    if (seen.has(id) || isOver(operation, at.register)) continue;
    seen.add(id);
    if (seen.size > MOST_WAYS) throw new UndecidedError();
    const now = takePlace(operation, at.register);
    if (now !== undefined) found.push({ ...at, register: now });
    else ahead.push(...withMaybe(at));
    for (const other of open) {
      if (other === operation || at.done.has(other)) continue;
      const then = takePlace(other, at.register);
      if (then !== undefined) ahead.push({ ...at, register: then, done: new Set([...at.done, other]) });
    }
  }
  return found;
}

/** The level after the operation; undefined where it cannot have taken place. */
function takePlace(operation: Operation, register: Register): Register | undefined {
  if (operation.kind === 'read') return same(operation.saw, register) ? register : undefined;
  if (operation.result === 'refused') return available(register) < operation.units ? register : undefined;
  if (operation.kind === 'hold' && available(register) < operation.units) return undefined;
  return moved(register, operation.kind, operation.units);
}

function moved(register: Register, kind: Exclude<Act['kind'], 'read'>, units: number): Register {
  const { onHand, reserved, committed } = register;
  const sequence = register.sequence + 1;
  switch (kind) {
    case 'sale':
      return { onHand: onHand - units, reserved, committed, sequence };
    case 'receipt':
      return { onHand: onHand + units, reserved, committed, sequence };
    case 'hold':
      return { onHand, reserved: reserved + units, committed, sequence };
    case 'release':
      return { onHand, reserved: reserved - units, committed, sequence };
    case 'commit':
      return { onHand, reserved: reserved - units, committed: committed + units, sequence };
    case 'fulfill':
      return { onHand: onHand - units, reserved, committed: committed - units, sequence };
  }
}

/** One unknown operation of each sort has taken place. */
function withMaybe(path: Path): Path[] {
  return [...path.maybe].map(([sort, count]) => {
    const [kind, units] = sort.split(' ') as [Exclude<Act['kind'], 'read'>, string];
    const maybe = new Map(path.maybe);
    if (count > 1) maybe.set(sort, count - 1);
    else maybe.delete(sort);
    return { ...path, register: moved(path.register, kind, Number(units)), maybe };
  });
}

function more(maybe: ReadonlyMap<string, number>, unknown: Operation): ReadonlyMap<string, number> {
  if (unknown.kind === 'read') return maybe;
  const sort = `${unknown.kind} ${unknown.units}`;
  return new Map(maybe).set(sort, (maybe.get(sort) ?? 0) + 1);
}

const isOver = (operation: Operation, { sequence }: Register): boolean =>
  operation.kind === 'read' && operation.saw !== undefined && operation.saw.sequence < sequence;

const same = (saw: Register | undefined, register: Register): boolean =>
  saw !== undefined &&
  saw.onHand === register.onHand &&
  saw.reserved === register.reserved &&
  saw.committed === register.committed &&
  saw.sequence === register.sequence;

function distinct(paths: readonly Path[]): Path[] {
  return [...new Map(paths.map((path) => [idOf(path), path])).values()];
}

const numbers = new WeakMap<Operation, number>();
let lastNumber = 0;

function numberOf(operation: Operation): number {
  const known = numbers.get(operation) ?? ++lastNumber;
  numbers.set(operation, known);
  return known;
}

function idOf({ register: r, done, maybe }: Path): string {
  const taken = [...done].map(numberOf).sort((a, b) => a - b);
  const left = [...maybe].map(([sort, count]) => `${sort}x${count}`).sort();
  return `${r.onHand} ${r.reserved} ${r.committed} ${r.sequence}|${taken.join()}|${left.join()}`;
}

function without(done: ReadonlySet<Operation>, operation: Operation): ReadonlySet<Operation> {
  const rest = new Set(done);
  rest.delete(operation);
  return rest;
}
