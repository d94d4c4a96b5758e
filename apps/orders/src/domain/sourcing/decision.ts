import type { Exclusion, SourcingCandidate, SourcingDecision, SourcingLine } from '#contracts';
import { explain } from './explain.js';
import type { Place } from './network.js';
import type { Offer } from './offer.js';
import type { Assigned, Outcome } from './outcome.js';
import { onTheClockOf, pickupPromise, shippingPromise, storeArrivalPromise } from './promises.js';
import type { SourcingRequest } from './request.js';
import type { SourcingSettings } from './settings.js';
import type { Shelf } from './shelves.js';
import type { Way } from './way.js';

/** The decision as it is kept and shown. */
export function decisionOf(outcome: Outcome): SourcingDecision {
  const assigned = assignedOf(outcome);
  const unfilled = unfilledOf(outcome);
  return {
    decidedAt: new Date(outcome.request.now).toISOString(),
    assignments: assigned.map(({ assignment }) => assignment),
    unfilled,
    candidates: candidatesOf(outcome),
    explanation: explain(outcome, assigned, unfilled),
  };
}

function assignedOf({ request, settings, grants }: Outcome): Assigned[] {
  const parcels = new Map<string, { offer: Offer; lines: Map<string, number> }>();
  for (const { offer, line, quantity } of grants) {
    const key = keyOf(offer);
    const { lines } = parcels.get(key) ?? parcels.set(key, { offer, lines: new Map() }).get(key)!;
    lines.set(line.lineId, (lines.get(line.lineId) ?? 0) + quantity);
  }
  return [...parcels.values()].map(({ offer: { shelf, way }, lines }) => {
    const { place } = shelf.candidate;
    const pickupPlace = way.method === 'pickup' ? place : way.pickupPlace;
    return {
      place,
      units: sum([...lines.values()]),
      assignment: {
        locationId: place.locationId,
        method: way.method,
        pickupLocationId: pickupPlace?.locationId ?? null,
        promisedAt: promise(way, place, request.now, settings),
        lines: request.lines.flatMap(({ lineId, sku }) => {
          const quantity = lines.get(lineId);
          return quantity === undefined ? [] : [{ lineId, sku, quantity }];
        }),
      },
    };
  });
}

function promise(way: Way, place: Place, now: number, settings: SourcingSettings): string | null {
  if (way.method === 'pickup') return onTheClockOf(place, pickupPromise(place, now, settings));
  if (way.method === 'ship_to_store' && way.pickupPlace !== null) {
    const store = way.pickupPlace;
    return onTheClockOf(store, storeArrivalPromise(place, store, now, settings));
  }
  return onTheClockOf(place, shippingPromise(place, now, settings));
}

/**
 * `unknown_sku`: in no catalogue and no book. `no_stock`: nobody has it. `no_location`: somebody has it, and may not give
 * it; the candidates tell why.
 */
function unfilledOf({ request, shelves, waiting }: Outcome): SourcingDecision['unfilled'] {
  const missing = new Map(waiting.map((line) => [line.lineId, line]));
  return request.lines.flatMap((line: SourcingLine) => {
    const left = missing.get(line.lineId);
    if (left === undefined) return [{ ...line, reason: 'unknown_sku' }];
    if (left.quantity === 0) return [];
    const somewhere = shelves.some(
      (shelf) => shelf.tried === undefined && (shelf.left[left.sku] as number) > 0,
    );
    return [{ ...line, quantity: left.quantity, reason: somewhere ? 'no_location' : 'no_stock' }];
  });
}

/** Everyone who was looked at, as last seen, then everyone else; the chosen first, then the best score. */
function candidatesOf(outcome: Outcome): SourcingCandidate[] {
  const { request, shelves, looked, grants, store } = outcome;
  const chosen = new Set(grants.map(({ offer }) => keyOf(offer)));
  const seen = new Map<string, SourcingCandidate>();
  const asked = new Set<Shelf>();
  for (const { offers } of looked) {
    for (const offer of offers) {
      asked.add(offer.shelf);
      seen.set(keyOf(offer), candidateOf(offer, chosen.has(keyOf(offer)), outcome));
    }
  }
  if (request.method === 'pickup' && request.pickupLocationId !== null && store === null) {
    const { pickupLocationId } = request;
    const detail = `No location ${pickupLocationId} is known: check pickupLocationId.`;
    seen.set(pickupLocationId, leftOut(pickupLocationId, request, { code: 'unknown_location', detail }));
  }
  for (const shelf of shelves) {
    if (asked.has(shelf)) continue;
    const { locationId } = shelf.candidate.place;
    const detail =
      store === null
        ? 'There was nothing to ask it for.'
        : `The customer collects at ${store.name}, and nothing else was needed.`;
    seen.set(locationId, leftOut(locationId, request, { code: 'not_asked', detail }));
  }
  return [...seen.values()].sort(
    (a, b) =>
      Number(b.chosen) - Number(a.chosen) ||
      (b.score ?? -1) - (a.score ?? -1) ||
      (a.locationId < b.locationId ? -1 : a.locationId > b.locationId ? 1 : 0),
  );
}

function candidateOf(offer: Offer, chosen: boolean, outcome: Outcome): SourcingCandidate {
  const ruledOut = offer.exclusions.length > 0;
  return {
    locationId: offer.shelf.candidate.place.locationId,
    method: offer.way.method,
    chosen,
    score: ruledOut ? null : offer.score,
    factors: offer.factors,
    distanceKm: offer.distanceKm,
    exclusions: chosen ? [] : ruledOut ? [...offer.exclusions] : [whyNot(offer, outcome)],
  };
}

/** Why a location that could have given units was not asked to. */
function whyNot(offer: Offer, { request, grants }: Outcome): Exclusion {
  const { place } = offer.shelf.candidate;
  const rivals = new Set(
    grants.map((grant) => grant.offer).filter(({ way }) => way.method === offer.way.method),
  );
  const [rival] = rivals;
  if (rival === undefined) {
    const asked = sum(request.lines.map((line) => line.quantity));
    const detail =
      offer.given < asked
        ? `${place.name} has ${offer.given} of the ${asked} units; they come whole another way.`
        : `${place.name} is not needed: the units come another way.`;
    return { code: 'not_needed', detail };
  }
  const { name } = rival.shelf.candidate.place;
  if (rivals.size > 1)
    return {
      code: 'more_parcels',
      detail: `With ${place.name} it would be more parcels, or a lower score in all.`,
    };
  if (offer.given < rival.given)
    return {
      code: 'more_parcels',
      detail: `${place.name} has ${offer.given} of ${rival.given} units that ${name} has.`,
    };
  if (request.method === 'pickup' && offer.way.method === 'pickup' && isNearer(rival, offer))
    return { code: 'farther', detail: `${name} is nearer to the customer than ${place.name}.` };
  return {
    code: 'lower_score',
    detail: `${place.name} scores ${offer.score}; ${name} scores ${rival.score}.`,
  };
}

const isNearer = (one: Offer, other: Offer): boolean =>
  one.distanceKm !== null && one.distanceKm < (other.distanceKm ?? Infinity);

const leftOut = (
  locationId: string,
  { method }: SourcingRequest,
  exclusion: Exclusion,
): SourcingCandidate => ({
  locationId,
  method,
  chosen: false,
  score: null,
  factors: [],
  distanceKm: null,
  exclusions: [exclusion],
});

const keyOf = (offer: Offer): string => `${offer.way.method} ${offer.shelf.candidate.place.locationId}`;

const sum = (figures: readonly number[]): number => figures.reduce((a, b) => a + b, 0);
