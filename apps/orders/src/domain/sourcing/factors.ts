import type { SourcingFactor } from '#contracts';
import type { Place } from './network.js';
import type { SourcingSettings } from './settings.js';

/** What the factors judge: one location, for the lines that wait at that moment. */
export interface Look {
  readonly place: Place;
  /** Units that are asked, and those of them that it has. */
  readonly asked: number;
  readonly given: number;
  /** How many times over it has what it gives: the smallest over the lines, 1 or more where it has all of one. */
  readonly cover: number;
  readonly ordersToday: number;
  /** From the location to where the goods go; null where either is unknown. */
  readonly distanceKm: number | null;
  /** Whether it is known where the goods go. */
  readonly destinationKnown: boolean;
  /** 0 while it is open. */
  readonly opensInHours: number;
}

/** `value` as it is, `points` from 0 (worst) to 1 (best). */
export interface Judgement {
  readonly value: number;
  readonly points: number;
}

/**
 * One reason to prefer a location. Pure, and blind to the other locations: a score does not change with the company it
 * is in. Undefined where the factor says nothing; the score is then made of the others.
 */
export interface Factor {
  readonly name: SourcingFactor;
  readonly judge: (look: Look, settings: SourcingSettings) => Judgement | undefined;
}

/** Comfortably more than is asked: the last unit on a shelf is the one most often not found. Value: `cover`. */
export const stock: Factor = {
  name: 'stock',
  judge: ({ cover }) => ({ value: cover, points: cover <= 1 ? 0 : 1 - 1 / cover }),
};

/** Half the way around the Earth: where a location of unknown whereabouts is taken to be. */
const FARTHEST_KM = 20_015;

/** Near to where the goods go. Value: kilometres. */
export const distance: Factor = {
  name: 'distance',
  judge: ({ distanceKm, destinationKnown }, { distanceHalfKm }) => {
    if (!destinationKnown) return undefined;
    if (distanceKm === null) return { value: FARTHEST_KM, points: 0 };
    return { value: distanceKm, points: halvedAt(distanceHalfKm, distanceKm) };
  },
};

/** Much of the order in one parcel. Value: units that it has. */
export const parcels: Factor = {
  name: 'parcels',
  judge: ({ given, asked }) => ({ value: given, points: asked === 0 ? 0 : given / asked }),
};

/** Room in its day. Value: orders that it has been given today. */
export const capacity: Factor = {
  name: 'capacity',
  judge: ({ place: { dailyOrderCapacity: limit }, ordersToday }) => ({
    value: ordersToday,
    points: limit === null ? 1 : limit === 0 ? 0 : Math.max(0, 1 - ordersToday / limit),
  }),
};

/** Open now, or soon. Value: hours until it opens. */
export const opening: Factor = {
  name: 'opening',
  judge: ({ opensInHours }, { openingHalfHours }) => ({
    value: opensInHours,
    points: halvedAt(openingHalfHours, opensInHours),
  }),
};

/** Stock that would soon be marked down goes first. Value: the risk; where none is given there is none. */
export const markdown: Factor = {
  name: 'markdown',
  judge: ({ place: { markdownRisk } }) => ({ value: markdownRisk ?? 0, points: markdownRisk ?? 0 }),
};

/** Cheap to prepare. Value: the handling cost; where none is given the location is judged by the rest. */
export const cost: Factor = {
  name: 'cost',
  judge: ({ place: { handlingCost } }, { costHalf }) =>
    handlingCost === null ? undefined : { value: handlingCost, points: halvedAt(costHalf, handlingCost) },
};

export const FACTORS: readonly Factor[] = [stock, distance, parcels, capacity, opening, markdown, cost];

/** 1 for nothing, a half at `half`, a third at twice that, and so on. */
const halvedAt = (half: number, amount: number): number => (half <= 0 ? 0 : half / (half + amount));
