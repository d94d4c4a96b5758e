import type { Offer } from './offer.js';
import type { Waiting } from './shelves.js';

/** Units of one line that one location is to give. */
export interface Grant {
  readonly offer: Offer;
  readonly line: Waiting;
  readonly quantity: number;
}

/** What a set of locations makes of the lines. */
export interface Serving {
  readonly grants: Grant[];
  readonly units: number;
  /** Lines that come from several locations although one has all of it. */
  readonly needlessSplits: number;
}

/**
 * Serves the lines from these locations: whole lines first, the largest before the others, each from the first location
 * that has all of it; then, in parts, those that none has all of. Takes nothing off the shelves.
 */
export function serve(
  set: readonly Offer[],
  lines: readonly Waiting[],
  hasAllSomewhere: ReadonlySet<Waiting>,
): Serving {
  const left = set.map((offer) => [...offer.shelf.left]);
  const grants: Grant[] = [];
  let units = 0;
  const give = (i: number, line: Waiting, quantity: number) => {
    (left[i] as number[])[line.sku] = unitsOf(left, i, line) - quantity;
    units += quantity;
    grants.push({ offer: set[i] as Offer, line, quantity });
  };

  const inParts: Waiting[] = [];
  for (const line of largestFirst(lines)) {
    const whole = left.findIndex((_, i) => unitsOf(left, i, line) >= line.quantity);
    if (whole >= 0) give(whole, line, line.quantity);
    else inParts.push(line);
  }
  let needlessSplits = 0;
  for (const line of inParts) {
    if (hasAllSomewhere.has(line)) needlessSplits += 1;
    let missing = line.quantity;
    // From where there is most of it, so that the parts are few.
    const most = left
      .map((_, i) => i)
      .sort((a, b) => unitsOf(left, b, line) - unitsOf(left, a, line) || a - b);
    for (const i of most) {
      const part = Math.min(missing, unitsOf(left, i, line));
      if (part === 0) break;
      give(i, line, part);
      missing -= part;
    }
  }
  return { grants, units, needlessSplits };
}

const unitsOf = (left: readonly number[][], i: number, line: Waiting): number =>
  (left[i] as number[])[line.sku] as number;

function largestFirst(lines: readonly Waiting[]): readonly Waiting[] {
  // Most orders are of one unit per line: nothing to sort, nothing to copy.
  if (lines.every((line, i) => i === 0 || line.quantity <= (lines[i - 1] as Waiting).quantity)) return lines;
  return [...lines].sort((a, b) => b.quantity - a.quantity);
}
