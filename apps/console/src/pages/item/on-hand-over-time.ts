import type { Movement } from './ledger-lines.js';

export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly onHand: number;
}

/**
 * What was on hand over time, told backwards from what is there now: before each movement there was what it brought less,
 * and what it took more. So the newest part of a ledger is enough for the newest part of the curve. Movements are put where
 * they occurred, not where they were recorded. The curve begins at `from` at the earliest. At most `most` points, evenly
 * thinned, the first and the last among them.
 */
export function onHandOverTime(
  now: number,
  onHandNow: number,
  movements: readonly Pick<Movement, 'occurredAt' | 'deltas'>[],
  from = -Infinity,
  most = 240,
): Point[] {
  const newestFirst = movements
    .map(({ occurredAt, deltas }) => ({ at: Date.parse(occurredAt), by: deltas.onHand }))
    .filter(({ by }) => by !== 0)
    .sort((a, b) => b.at - a.at);
  const [newest, oldest] = [newestFirst[0]?.at ?? now, newestFirst.at(-1)?.at ?? now];
  // After a long quiet time the curve ends where it last moved: it would be a line without end otherwise.
  const quiet = from === -Infinity && now - newest > newest - oldest;
  const points: Point[] = [{ at: quiet ? newest : Math.max(now, newest), onHand: onHandNow }];
  let left = onHandNow;
  for (const { at, by } of newestFirst) {
    if (at < from) {
      // What was there when the curve begins.
      points.push({ at: from, onHand: left });
      break;
    }
    // Of several at one moment the figure after all of them counts.
    if (points.at(-1)!.at !== at) points.push({ at, onHand: left });
    left -= by;
  }
  points.reverse();
  return thinned(points, most);
}

/** Spans that a curve may look back, in milliseconds, from the shortest on; null is all there is. */
export const SPANS = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000, all: null } as const;
export type Span = keyof typeof SPANS;

/** The shortest span in which so many movements occurred. */
export function busySpan(now: number, movements: readonly Pick<Movement, 'occurredAt'>[], many = 12): Span {
  const within = (ms: number) =>
    movements.filter(({ occurredAt }) => Date.parse(occurredAt) > now - ms).length;
  const spans = Object.entries(SPANS) as [Span, number | null][];
  return spans.find(([, ms]) => ms !== null && within(ms) >= Math.min(many, movements.length))?.[0] ?? 'all';
}

function thinned(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]!);
}
