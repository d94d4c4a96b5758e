import type { Offer } from './offer.js';
import { type Grant, serve, type Serving } from './serve.js';
import type { Waiting } from './shelves.js';

/** Up to so many locations every combination is tried. */
const FEW = 8;

interface Choice extends Serving {
  readonly set: readonly Offer[];
  readonly score: number;
}

/**
 * Chooses the locations that give as much of the lines as there is: as few of them as possible, then those that score best,
 * then by id. A line comes from several locations only when none has all of it, even where that costs a parcel more.
 * Up to eight locations, and all pairs of more, are compared one by one; beyond that the largest part is taken first.
 */
export function choose(offers: readonly Offer[], lines: readonly Waiting[]): Grant[] {
  const ranked = offers.filter((offer) => has(offer, lines)).sort(byScore);
  const attainable = unitsAttainable(ranked, lines);
  if (attainable === 0) return [];
  const hasAllSomewhere = new Set(
    lines.filter((line) => ranked.some(({ shelf }) => (shelf.left[line.sku] as number) >= line.quantity)),
  );
  const choiceOf = (set: readonly Offer[]): Choice => ({
    ...serve(set, lines, hasAllSomewhere),
    set,
    score: set.reduce((sum, offer) => sum + offer.score, 0),
  });
  const perfect = (choice: Choice | undefined): boolean =>
    choice !== undefined && choice.units === attainable && choice.needlessSplits === 0;

  // One that has everything is all that most orders need, and it stands first of those that do.
  for (const offer of ranked) {
    if (!givesAll(offer, lines, attainable)) continue;
    const choice = choiceOf([offer]);
    if (perfect(choice)) return choice.grants;
  }
  let best: Choice | undefined;
  if (ranked.length <= FEW) {
    for (let size = 1; size <= ranked.length && !perfect(best); size++) {
      for (const set of combinations(ranked, size)) best = better(best, choiceOf(set));
    }
  } else {
    best = withoutTheIdle(choiceOf(largestPartFirst(ranked, lines, hasAllSomewhere)), choiceOf);
    if (best.set.length > 1) best = better(best, bestPair(ranked, lines, choiceOf, perfect));
  }
  return best?.grants ?? [];
}

/** More units, then fewer needless splits, then fewer parcels, then the better score; the first of equals stays. */
function better(one: Choice | undefined, other: Choice | undefined): Choice | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const order =
    other.units - one.units ||
    one.needlessSplits - other.needlessSplits ||
    one.set.length - other.set.length ||
    other.score - one.score;
  return order > 1e-9 ? other : one;
}

/** Again and again the location that adds most; whole lines count, and lines that no location has all of count in part. */
function largestPartFirst(
  ranked: readonly Offer[],
  lines: readonly Waiting[],
  hasAllSomewhere: ReadonlySet<Waiting>,
): Offer[] {
  const missing = new Map(lines.map((line) => [line, line.quantity]));
  const waiting = new Set(ranked);
  const set: Offer[] = [];
  for (let whole = true; ;) {
    let most = 0;
    let next: Offer | undefined;
    for (const offer of waiting) {
      const gain = sum(partsOf(offer, missing, whole ? hasAllSomewhere : new Set()));
      if (gain > most) [most, next] = [gain, offer];
    }
    if (next !== undefined) {
      for (const [line, part] of partsOf(next, missing, whole ? hasAllSomewhere : new Set()))
        missing.set(line, (missing.get(line) as number) - part);
      waiting.delete(next);
      set.push(next);
    } else if (whole) whole = false;
    else return set.sort(byScore);
  }
}

/** What a location would give of what is missing; of lines that must stay whole, all or nothing. */
function partsOf(
  { shelf }: Offer,
  missing: ReadonlyMap<Waiting, number>,
  whole: ReadonlySet<Waiting>,
): Map<Waiting, number> {
  const left = [...shelf.left];
  const parts = new Map<Waiting, number>();
  for (const [line, quantity] of missing) {
    const there = left[line.sku] as number;
    const part = whole.has(line) && there < quantity ? 0 : Math.min(there, quantity);
    if (part === 0) continue;
    left[line.sku] = there - part;
    parts.set(line, part);
  }
  return parts;
}

/** Leaves out, the worst first, whoever is not needed after all. */
function withoutTheIdle(choice: Choice, choiceOf: (set: readonly Offer[]) => Choice): Choice {
  let best = choice;
  for (const offer of choice.set.toReversed()) {
    const fewer = choiceOf(best.set.filter((other) => other !== offer));
    if (fewer.units === best.units && fewer.needlessSplits <= best.needlessSplits) best = fewer;
  }
  return best;
}

/** The best of all pairs that need nobody else. */
function bestPair(
  ranked: readonly Offer[],
  lines: readonly Waiting[],
  choiceOf: (set: readonly Offer[]) => Choice,
  perfect: (choice: Choice) => boolean,
): Choice | undefined {
  const wanted = unitsBySku(lines);
  const needed = [...wanted].map(([sku, quantity]) => {
    const there = ranked.reduce((units, { shelf }) => units + (shelf.left[sku] as number), 0);
    return { sku, quantity: Math.min(quantity, there) };
  });
  let best: Choice | undefined;
  for (let i = 0; i < ranked.length; i++) {
    const one = ranked[i] as Offer;
    for (let j = i + 1; j < ranked.length; j++) {
      const other = ranked[j] as Offer;
      // In order of score: nobody further down makes a better pair with this one.
      if (best !== undefined && one.score + other.score <= best.score) break;
      const enough = needed.every(
        ({ sku, quantity }) =>
          (one.shelf.left[sku] as number) + (other.shelf.left[sku] as number) >= quantity,
      );
      if (!enough) continue;
      const pair = choiceOf([one, other]);
      if (perfect(pair)) best = better(best, pair);
    }
  }
  return best;
}

/** Every choice of `size` of the items, the first items first. */
function* combinations<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) return yield [];
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of combinations(items, size - 1, i + 1)) yield [items[i] as T, ...rest];
  }
}

const byScore = (a: Offer, b: Offer): number => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1);

const idOf = (offer: Offer): string => offer.shelf.candidate.place.locationId;

const has = ({ shelf }: Offer, lines: readonly Waiting[]): boolean =>
  lines.some((line) => (shelf.left[line.sku] as number) > 0);

function unitsBySku(lines: readonly Waiting[]): Map<number, number> {
  const wanted = new Map<number, number>();
  for (const line of lines) wanted.set(line.sku, (wanted.get(line.sku) ?? 0) + line.quantity);
  return wanted;
}

/** How many of the units are to be had, from all of these locations together. */
function unitsAttainable(offers: readonly Offer[], lines: readonly Waiting[]): number {
  let units = 0;
  for (const [sku, quantity] of unitsBySku(lines)) {
    let there = 0;
    for (const { shelf } of offers) there += shelf.left[sku] as number;
    units += Math.min(there, quantity);
  }
  return units;
}

const givesAll = (offer: Offer, lines: readonly Waiting[], attainable: number): boolean =>
  unitsAttainable([offer], lines) === attainable;

const sum = (parts: ReadonlyMap<Waiting, number>): number => [...parts.values()].reduce((a, b) => a + b, 0);
