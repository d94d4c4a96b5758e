import type { Exclusion, SourcingCandidate } from '#contracts';
import { distanceKm, type Point } from '#retail';
import { exclusionsOf } from './exclusions.js';
import type { Factor } from './factors.js';
import type { Place } from './network.js';
import { calendarOf } from './promises.js';
import type { SourcingSettings } from './settings.js';
import type { Shelf, Waiting } from './shelves.js';
import type { Way } from './way.js';

const HOUR_MS = 3_600_000;

/** A location as it was looked at, for one way. */
export interface Offer {
  readonly shelf: Shelf;
  readonly way: Way;
  /** Units of the waiting lines that it has. */
  readonly given: number;
  readonly distanceKm: number | null;
  readonly exclusions: readonly Exclusion[];
  readonly factors: SourcingCandidate['factors'];
  /** 0 where it was left out. */
  readonly score: number;
}

/** Looks at every location of a way: the rules first, then, for those that pass, the score. */
export function lookAt(
  way: Way,
  waiting: readonly Waiting[],
  now: number,
  settings: SourcingSettings,
  factors: readonly Factor[],
): Offer[] {
  const asked = waiting.reduce((sum, line) => sum + line.quantity, 0);
  const wanted = new Map<number, number>();
  for (const line of waiting) wanted.set(line.sku, (wanted.get(line.sku) ?? 0) + line.quantity);
  return way.shelves.map((shelf) => {
    const { place, ordersToday } = shelf.candidate;
    let given = 0;
    let cover = Infinity;
    for (const [sku, quantity] of wanted) {
      const left = shelf.left[sku] as number;
      if (left === 0) continue;
      given += Math.min(left, quantity);
      cover = Math.min(cover, left / quantity);
    }
    const distance = kilometres(place, way.destination);
    const exclusions = exclusionsOf({ shelf, way, given, distanceKm: distance });
    const offer = { shelf, way, given, distanceKm: distance, exclusions };
    if (exclusions.length > 0) return { ...offer, factors: [], score: 0 };
    const look = {
      place,
      asked,
      given,
      cover,
      ordersToday,
      distanceKm: distance,
      destinationKnown: way.destination !== null,
      opensInHours: ((calendarOf(place).opensAt(now) ?? now) - now) / HOUR_MS,
    };
    const judged: SourcingCandidate['factors'] = [];
    let weights = 0;
    let points = 0;
    for (const factor of factors) {
      const weight = settings.weights[factor.name];
      const judgement = weight > 0 ? factor.judge(look, settings) : undefined;
      if (judgement === undefined) continue;
      weights += weight;
      points += weight * judgement.points;
      judged.push({
        factor: factor.name,
        value: rounded(judgement.value),
        points: rounded(judgement.points),
        weight,
      });
    }
    // Rounded before it is compared: what people are shown is what decides.
    return { ...offer, factors: judged, score: weights === 0 ? 0 : rounded(points / weights) };
  });
}

/** To a hundred metres: enough to choose by. */
function kilometres({ latitude, longitude }: Place, to: Point | null): number | null {
  if (to === null || latitude === null || longitude === null) return null;
  return Math.round(distanceKm({ latitude, longitude }, to) * 10) / 10;
}

const rounded = (figure: number): number => Math.round(figure * 1_000) / 1_000;
