import type { Movement } from './ledger-lines.js';

export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly onHand: number;
}

/**
 * What was on hand over time, told backwards from what is there now: before each movement there was what it brought less,
 * and what it took more. So the newest part of a ledger is enough for the newest part of the curve. Movements are put where
 * they occurred, not where they were recorded. At most `most` points, evenly thinned, the first and the last among them.
 */
export function onHandOverTime(
  now: number,
  onHandNow: number,
  movements: readonly Pick<Movement, 'occurredAt' | 'deltas'>[],
  most = 240,
): Point[] {
  const newestFirst = movements
    .map(({ occurredAt, deltas }) => ({ at: Date.parse(occurredAt), by: deltas.onHand }))
    .filter(({ by }) => by !== 0)
    .sort((a, b) => b.at - a.at);
  const points: Point[] = [{ at: Math.max(now, newestFirst[0]?.at ?? now), onHand: onHandNow }];
  let left = onHandNow;
  for (const { at, by } of newestFirst) {
    // Of several at one moment the figure after all of them counts.
    if (points.at(-1)!.at !== at) points.push({ at, onHand: left });
    left -= by;
  }
  points.reverse();
  return thinned(points, most);
}

function thinned(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]!);
}
